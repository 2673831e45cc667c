import { holdsSomewhere } from '../../domain/actor.js';
import type { Verb } from '../../rendering/verbs.js';
import type { Intent } from '../talk/intent.js';
import { undo } from '../writing/undoing.js';
import { openWriting, previewAs, previewMessage, sendMessage } from '../writing/writing.js';
import { answerAttendees } from './attendees.js';
import { askToCallOff, callOff } from './cancelling-events.js';
import {
  answerManagedSession,
  editSession,
  move,
  newSession,
  openPlaces,
  removeSession,
  resize,
  saveSessionForm,
} from './changing-sessions.js';
import { openAudience, openQuestion, openQuestions, saveAudienceForm, saveQuestionForm } from './event-audiences.js';
import { openDetails, openVenue, saveDetailsForm, saveVenueForm } from './event-details.js';
import { answerNeedsDoing, startMornings, stopMornings } from './needs-doing.js';
import { answerBadges, answerCatering, answerRooms } from './on-the-day.js';
import {
  answerDrafts,
  askToDiscard,
  closeBooking,
  copyToNextTerm,
  discard,
  editEvent,
  listMyEvents,
  newEvent,
  openBooking,
  previewEvent,
  publish,
  saveEventForm,
  showEvent,
} from './organising.js';

export const organiserOnly = {
  may: (actor) => holdsSomewhere(actor, 'organiser'),
  refusal: 'Only the partnership’s organisers can run events. Ask me what’s on, or ask the team.',
  personal: true,
} satisfies Pick<Intent, 'may' | 'refusal' | 'personal'>;

/** An organisers' step, by button or form. The use case checks which series they organise. */
const step = (verb: Verb, run: Intent['run']): Intent => ({ verb, run, ...organiserOnly });

/** Running events. Part of the intent table. */
export const organisingIntents: readonly Intent[] = [
  {
    verb: 'organise',
    says: [
      /^(manage|run|organise) (the |my |our |all )?(events?|programme|sessions?|briefings?)\W*$/,
      /^(my|our) events( to run)?\W*$/,
    ],
    help: { title: 'Run events', example: 'manage events' },
    run: listMyEvents,
    ...organiserOnly,
  },
  {
    verb: 'needs-doing',
    says: [
      /^(show |tell |see )?(me )?(what|anything|everything)( is there| is| else)?('s)? ?(needs|that needs|needing|to be|to)( doing| to be done| attention| do| done)( today| now| this week)?\W*$/,
      /^(show |see )?(me )?(my |the )?(to[- ]?do|task)( list|s)?\W*$/,
      /^what (do|should) i (have to do|need to do|do)( today| now| next| this (morning|week))?\W*$/,
    ],
    help: { title: 'What needs doing', example: 'what needs doing?' },
    run: answerNeedsDoing,
    ...organiserOnly,
  },
  {
    verb: 'mornings-stop',
    says: [
      /^(please )?(stop|end|no( more)?|switch off|turn off|do not send|don'?t send)( sending)?( me)?( the| any| my| your)* ?morning (messages?|lists?|round-?ups?)( off)?( please)?\W*$/,
      /^(please )?(switch|turn)( the| my)? morning messages? off\W*$/,
    ],
    run: stopMornings,
    ...organiserOnly,
  },
  {
    verb: 'mornings',
    says: [
      /^(please )?(send|give|start|switch on|turn on)( sending)?( me)?( the| a| my)* ?morning (messages?|lists?|round-?ups?)( on)?( please)?\W*$/,
      /^(please )?(switch|turn)( the| my)? morning messages? on\W*$/,
      /^(tell|send) me (what needs doing )?(each|every) morning( what needs doing)?\W*$/,
      /^morning messages?( on)?\W*$/,
    ],
    help: { title: 'What needs doing, each morning', example: 'morning message on' },
    run: startMornings,
    ...organiserOnly,
  },
  {
    verb: 'organise-drafts',
    says: [/^(show |list |see )?(me )?(the |my |our |all )?(event )?drafts\W*$/],
    help: { title: 'Drafts', example: 'event drafts' },
    run: answerDrafts,
    ...organiserOnly,
  },
  {
    verb: 'organise-new',
    says: [
      /^(please )?(create|add|make|plan|set up|new) (me )?(an? |another )?(new )?(event|briefing|conference|workshop|training( day)?)\W*$/,
    ],
    help: { title: 'New event', example: 'create an event' },
    run: newEvent,
    ...organiserOnly,
  },
  {
    verb: 'attendees',
    says: [
      /\bwho('s| is| are| all)?( all)? (coming|booked|registered|signed up|going)\b/,
      /\b(attendee|delegate|booking|registration) lists?\b/,
      /\blists? of (the )?(attendees|delegates|bookings|people coming)\b/,
      // What has been is a number of the records.
      /^(show |list |see |get |give )?(me )?(the |all )*(attendees|delegates)( coming| booked)? (for|of|at|on|to)\b(?!.*\b(last|past|previous|ever|since|20\d\d|year|who came)\b)/,
    ],
    help: { title: 'Who is coming', example: ({ event }) => event && `who is coming to the ${event}?` },
    run: answerAttendees,
    may: organiserOnly.may,
    personal: true,
  },
  {
    verb: 'catering',
    says: [
      /\b(catering|dietary|diets?|food|lunch|menu)( and (other|access))? (tally|tallies|numbers|counts?|totals?|list|needs|requirements|answers)\b/,
      /^(the )?catering (for|of|at)\b/,
      /^(and |so )?(any|what|which|are there any) (food )?(allergies|allergens|intolerances)\b/,
      /\bhow many (are )?(vegetarians?|vegans?|coeliacs?|halal|gluten[- ]free)\b/,
      /\baccess (needs|requirements) (for|of|at)\b/,
    ],
    help: { title: 'Food and other needs', example: ({ event }) => event && `catering numbers for the ${event}` },
    run: answerCatering,
    may: organiserOnly.may,
    personal: true,
  },
  {
    verb: 'room-sheets',
    says: [
      /\broom (sheets?|lists?)\b/,
      /\bwho('s| is| are)? in (which|what) (room|workshop)s?\b/,
      /\bworkshop (sheets?|lists?)\b/,
    ],
    help: { title: 'Room sheets', example: ({ event }) => event && `room sheets for the ${event}` },
    run: answerRooms,
    may: organiserOnly.may,
    personal: true,
  },
  {
    verb: 'badges',
    says: [
      /^(please )?(print |make |show |get |give me )?(the |some |name )*badges?( sheets?)?( please)?\b(?! (of|from) honour)/,
    ],
    help: { title: 'Badges to print', example: ({ event }) => event && `badges for the ${event}` },
    run: answerBadges,
    may: organiserOnly.may,
    personal: true,
  },
  step('organise-event', showEvent),
  step('organise-edit', editEvent),
  step('organise-save', saveEventForm),
  step('organise-audience', openAudience),
  step('organise-audience-save', saveAudienceForm),
  step('organise-details', openDetails),
  step('organise-details-save', saveDetailsForm),
  step('organise-venue', openVenue),
  step('organise-venue-save', saveVenueForm),
  step('organise-questions', (context, request) => openQuestions(context, request)),
  step('organise-question', openQuestion),
  step('organise-question-save', saveQuestionForm),
  step('organise-preview', previewEvent),
  step('organise-publish', publish),
  step('organise-open', openBooking),
  step('organise-close', closeBooking),
  step('organise-copy', copyToNextTerm),
  step('organise-discard-ask', askToDiscard),
  step('organise-discard', discard),
  step('organise-session', answerManagedSession),
  step('organise-session-new', newSession),
  step('organise-session-edit', editSession),
  step('organise-session-save', saveSessionForm),
  step('organise-session-remove', removeSession),
  step('organise-move', move),
  step('organise-places', openPlaces),
  step('organise-resize', resize),
  step('organise-cancel-ask', askToCallOff),
  step('organise-cancel', callOff),
  step('organise-write', openWriting),
  step('organise-write-preview', previewMessage),
  step('organise-write-as', previewAs),
  step('organise-write-send', sendMessage),
  step('organise-undo', undo),
];
