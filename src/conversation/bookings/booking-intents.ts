import { holds, holdsSomewhere } from '../../domain/actor.js';
import { resend, resendEverything, showFailedMessages } from '../organising/failed-messages.js';
import {
  answerWorkingHours,
  editHoliday,
  editWorkingHours,
  keepHoliday,
  saveWorkingHours,
} from '../organising/working-hours.js';
import type { Intent } from '../talk/intent.js';
import { addToCalendar, endSharedCalendar, mute, shareCalendar, unmute } from './calendars.js';
import { bookForColleagues, bookGroup } from './colleagues.js';
import { askToMove, moveTo } from './moving.js';
import { accept, decline } from './offers.js';
import { openAnswers, saveAnswers } from './questions.js';
import { answerSchoolBookings } from './school-bookings.js';
import { askPromotionReason, promoteWaiter, showAnswers, showWaitingList } from './session-lists.js';
import { askForOther, askForSubstitute, substituteColleague, substituteNamed, takeOver } from './substitutes.js';

const forWorkingHours = {
  may: (actor) => holds(actor, 'organiser'),
  personal: true,
} satisfies Pick<Intent, 'may' | 'personal'>;

/** Before the lists of organisers, which begin alike. */
const schoolBookings = [
  /\bwho\b.*\b(booked|coming|going|places?|signed up)\b.*\b(from|at|in|of) (my|our) (school|cluster)\b/,
  /\bwho( else)? (from|at|in|of) (my|our) (school|cluster) (is|are|has|have)\b.*\b(booked|coming|going|places?|signed up)\b/,
  /^(show )?(me )?(my|our) (school|cluster)['’]?s? bookings\W*$/,
];

/** Everything about places except booking and cancelling. Comes before the shorter patterns of the intent table. */
export const bookingIntents: readonly Intent[] = [
  {
    verb: 'school-bookings',
    says: schoolBookings,
    help: { title: 'Who is booked from my school', example: 'who is booked from my school?' },
    personal: true,
    run: answerSchoolBookings,
  },
  {
    verb: 'waiting-list',
    says: [/^(show )?(me )?(the )?waiting list (for|of|at)\b/, /\bwho('s| is|s)? (waits|waiting|wait)\b/],
    help: { title: 'Who waits', example: ({ event }) => event && `who waits for the ${event}?` },
    may: (actor) => holdsSomewhere(actor, 'organiser'),
    personal: true,
    run: showWaitingList,
  },
  {
    verb: 'event-answers',
    says: [/\b(dietary|access|booking) (answers|needs|requirements)\b/, /^answers (for|of|to)\b/],
    help: { title: 'Food and access', example: ({ event }) => event && `dietary needs for the ${event}` },
    may: (actor) => holdsSomewhere(actor, 'board'),
    personal: true,
    run: showAnswers,
  },
  {
    verb: 'working-hours',
    says: [
      /^(please )?((show|set|change|edit|see|open|what are|which are)( me)? )?(the |our )?(working|office) (hours|days)( and (the )?(school )?holidays)?\W*$/,
      /^(please )?((show|set|change|edit|see|add|open)( me)? )?(the |our |an? )?(school )?holidays?( dates?| days?)?\W*$/,
      /^(please )?(set|change|edit) (the )?hold( length| time| hours)?( of (an )?offers?)?\W*$/,
      /\bhow long (is|are) (an )?(offered places?|offers?|holds?) (kept|held)\b/,
    ],
    help: { title: 'Working hours and holidays', example: 'working hours' },
    run: answerWorkingHours,
    ...forWorkingHours,
  },
  { verb: 'working-hours-edit', run: editWorkingHours, ...forWorkingHours },
  { verb: 'working-hours-save', run: saveWorkingHours, ...forWorkingHours },
  { verb: 'holiday-edit', run: editHoliday, ...forWorkingHours },
  { verb: 'holiday-save', run: keepHoliday, ...forWorkingHours },
  {
    verb: 'failed-messages',
    says: [
      /\b(failed|undelivered|unsent) (messages?|deliver(y|ies)|reminders?)\b/,
      /\bmessages? (that )?(failed|did not arrive)\b/,
    ],
    help: { title: 'Failed messages', example: 'failed messages' },
    may: (actor) => holdsSomewhere(actor, 'organiser'),
    refusal:
      'Only the partnership’s organisers see which messages could not be delivered. If you missed one, ask the team.',
    personal: true,
    run: showFailedMessages,
  },
  {
    verb: 'revoke-feed',
    says: [/\b(revoke|end|stop|remove) (my |the )?(shared )?calendar( feed| link)?\b/],
    personal: true,
    run: endSharedCalendar,
  },
  {
    verb: 'calendar-feed',
    says: [/\bcalendar (feed|link|subscription)\b/, /\bsubscribe\b.*\bcalendar\b/, /\bshare my (bookings|calendar)\b/],
    help: { title: 'My bookings in my calendar', example: 'calendar feed' },
    personal: true,
    run: shareCalendar,
  },
  {
    verb: 'calendar',
    says: [
      /\b(add|put|send|get|save|pop|stick)\b.*\b(in|to|into|on|onto) (my |the |our )?(calendar|diary|outlook|google)\b/,
      /\b(add|put)\b.*\b(in|to|into) my /,
    ],
    personal: true,
    run: addToCalendar,
  },
  {
    verb: 'mute-reminders',
    says: [
      /^(please )?(turn|switch) off (all |the |my |your )*(notifications?|reminders?|messages?|alerts?|pings?)\W*$/,
      /^(please )?(stop|mute|disable|silence|no more|unsubscribe( me)? from) (all |the |my |your |these )*(notifications?|reminders?|alerts?|pings?)( please)?\W*$/,
    ],
    personal: true,
    run: mute,
  },
  {
    verb: 'unmute-reminders',
    personal: true,
    run: unmute,
  },
  {
    verb: 'substitute',
    help: { title: 'Send somebody instead', example: ({ event }) => event && `name a substitute for the ${event}` },
    personal: true,
    ofSchool: true,
    run: askForSubstitute,
  },
  {
    verb: 'move',
    says: [
      /^(please )?move( please)?\W*$/,
      /^(please |can (you|i) |could (you|i) |i would like to |i'd like to |i want to )*(swap|exchange|trade) my (.+ )?(place|seat|spot|booking)\b.* (for|with) .+/,
    ],
    help: { title: 'Move to another date', example: 'move my place to another date' },
    personal: true,
    run: askToMove,
  },
  {
    verb: 'accept',
    personal: true,
    run: accept,
  },
  {
    verb: 'decline',
    personal: true,
    run: decline,
  },
  {
    verb: 'book-colleagues',
    says: [
      /^(so |and |please )?(can|could|may|shall) (i|we) (also )?bring (along )?(((my|our|a|an|another|some) [\w ]{2,40})|someone|somebody|anyone|anybody|others|colleagues)( (with me|along|else|too|as well))*\W*$/,
    ],
    help: { title: 'Book for colleagues', example: ({ event }) => event && `book my deputy and me on the ${event}` },
    personal: true,
    ofSchool: true,
    run: bookForColleagues,
  },
  {
    verb: 'answers',
    says: [/\b(my|change|edit|update) (dietary|access|answers?)\b/],
    personal: true,
    run: openAnswers,
  },
  { verb: 'save-answers', personal: true, run: saveAnswers },
  { verb: 'book-group', personal: true, ofSchool: true, run: bookGroup },
  { verb: 'substitute-as', personal: true, ofSchool: true, run: substituteColleague },
  { verb: 'substitute-other', personal: true, ofSchool: true, run: askForOther },
  { verb: 'substitute-named', personal: true, ofSchool: true, run: substituteNamed },
  { verb: 'take-over', personal: true, ofSchool: true, run: takeOver },
  { verb: 'move-to', personal: true, run: moveTo },
  { verb: 'jump-ask', may: (actor) => holdsSomewhere(actor, 'organiser'), personal: true, run: askPromotionReason },
  { verb: 'jump-queue', may: (actor) => holdsSomewhere(actor, 'organiser'), personal: true, run: promoteWaiter },
  { verb: 'resend', may: (actor) => holdsSomewhere(actor, 'organiser'), personal: true, run: resend },
  { verb: 'resend-all', may: (actor) => holdsSomewhere(actor, 'organiser'), personal: true, run: resendEverything },
];
