import type { Intent } from './intents.js';
import { bookForColleagues, bookGroup } from './topics/colleagues.js';
import { askToMove, moveTo } from './topics/moving.js';
import { accept, decline } from './topics/offers.js';
import { openAnswers, saveAnswers } from './topics/questions.js';
import { askForOther, askForSubstitute, substituteColleague, substituteNamed, takeOver } from './topics/substitutes.js';

/** What can be done about places beside booking and cancelling one. Stands before the shorter patterns of the table. */
export const bookingIntents: readonly Intent[] = [
  {
    verb: 'substitute',
    says: [
      /\bsubstitutes?\b/,
      /\b(send|give|pass)\b.*\b(instead|in my place|my place to)\b/,
      /\b(instead of me|take my place|go in my place)\b/,
    ],
    help: { title: 'Send somebody instead', example: 'name a substitute for the briefing' },
    personal: true,
    run: askForSubstitute,
  },
  {
    verb: 'move',
    says: [/\b(move|switch|swap)\b.*\b(place|bookings?|briefing|day|date|venue|session|to)\b/],
    help: { title: 'Move to another date', example: 'move my place to another date' },
    personal: true,
    run: askToMove,
  },
  {
    verb: 'accept',
    says: [/\baccept\b/, /\btake (up )?the (place|offer|seat)\b/],
    personal: true,
    run: accept,
  },
  {
    verb: 'decline',
    says: [/\bdecline\b/, /\b(refuse|turn down|pass on) the (place|offer|seat)\b/],
    personal: true,
    run: decline,
  },
  {
    verb: 'book-colleagues',
    says: [
      /\b(book|register|sign up|put down|reserve)\b.*\b(colleagues?|my (deput(y|ies)|team|staff|heads?|chair|governors?|clerk|business manager|assistant)|and me|me and|several|others)\b/,
    ],
    help: { title: 'Book for colleagues', example: 'book my deputy and me on the Lincoln briefing' },
    personal: true,
    run: bookForColleagues,
  },
  {
    verb: 'answers',
    says: [/\b(my|change|edit|update) (dietary|access|answers?)\b/],
    personal: true,
    run: openAnswers,
  },
  { verb: 'save-answers', personal: true, run: saveAnswers },
  { verb: 'book-group', personal: true, run: bookGroup },
  { verb: 'substitute-as', personal: true, run: substituteColleague },
  { verb: 'substitute-other', personal: true, run: askForOther },
  { verb: 'substitute-named', personal: true, run: substituteNamed },
  { verb: 'take-over', personal: true, run: takeOver },
  { verb: 'move-to', personal: true, run: moveTo },
];
