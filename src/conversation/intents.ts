import { type NamedExamples, namedExamples } from '../app/programme/named-examples.js';
import type { Actor } from '../domain/actor.js';
import type { ActAction } from '../rendering/card.js';
import type { Verb } from '../rendering/verbs.js';
import { attendanceIntents } from './attendance/attendance-intents.js';
import { boardIntents } from './board/board-intents.js';
import { book, joinWaitingList } from './bookings/book.js';
import { bookSeveral } from './bookings/book-several.js';
import { bookingIntents } from './bookings/booking-intents.js';
import { cancelSeveral } from './bookings/cancel-several.js';
import { askToCancel, cancel } from './bookings/cancelling.js';
import { answerBooking, answerMyBookings } from './bookings/my-bookings.js';
import { type HelpLine, helpAnswer } from './everyday/help.js';
import { leftAloneIntents } from './everyday/left-alone-intents.js';
import { becomePersona } from './everyday/playground.js';
import { greet, leaveIt, lost, youAreWelcome } from './everyday/small-talk.js';
import { feedbackIntents } from './feedback/feedback-intents.js';
import { importIntents } from './imports/import-intents.js';
import { answerIntents } from './knowledge/answer-intents.js';
import { knowledgeIntents } from './knowledge/knowledge-intents.js';
import { organiserIntents } from './organiser-intents.js';
import { mailIntents } from './people/mail-intents.js';
import { answerWho, changeSchool, chooseSchool, findMySchool } from './people/people.js';
import { answerEventAsked } from './programme/event-asked.js';
import { answerDetails, answerEvent, answerWhatsOn } from './programme/programme.js';
import { projectIntents } from './projects/project-intents.js';
import { surveyIntents } from './projects/survey/survey-intents.js';
import { setupIntents } from './setup/setup-intents.js';
import { type Intent, sayExample } from './talk/intent.js';
import type { Answer, Services, TurnContext } from './talk/turn-context.js';

export const intents: readonly Intent[] = [
  {
    verb: 'act-as',
    says: [/^act as\b/, /^(switch|change) persona\b/],
    may: (_actor, services) => services.personas !== undefined,
    personal: true,
    run: becomePersona,
  },
  ...setupIntents,
  ...boardIntents,
  ...organiserIntents,
  ...surveyIntents,
  ...attendanceIntents,
  ...importIntents,
  ...feedbackIntents,
  {
    verb: 'help',
    says: [
      /^(help|menu|commands?|start|options)\b/,
      /^\?+$/,
      /\bwhat (can|do) you do( here| for (me|us))?\W*$/,
      /\bhow does (this|it) work\b/,
      /\bwhat can i (ask|say|do)\b/,
    ],
    personal: false,
    run: async (context, request) => helpAnswer(request, await helpLines(context)),
  },
  {
    verb: 'greet',
    says: [
      /^(hi|hello|hey|hiya|(good )?(morning|afternoon|evening))( there| staffroom| all)?[\s!.,]*$/,
      // Whoever tries whether anybody is there.
      /^(just )?(a |this is a )?test(ing)?( message)?([\s\d,.!]|one|two|three)*$/,
      /^(ping|anybody there|are you there|is anybody there)[\s!.,?]*$/,
    ],
    personal: false,
    run: async (context) => greet(context),
  },
  {
    verb: 'thanks',
    says: [
      /^(ok(ay)?,? )?(many )?(thanks|thank you|thankyou|ta|cheers|brilliant|perfect|lovely|great)( so much| very much| a lot)?[\s!.,]*$/,
      /^(ok(ay)?,? )?(many )?(thanks|thank you|thankyou|ta|cheers)( so much| very much| a lot)? for (the|your|that|this|all|letting|telling|sorting|reminding|booking|helping)( (?!(can|could|but|and|please|what|when|where|who|how|is|are)\b)[\w']+){0,4}[\s!.,]*$/,
    ],
    personal: false,
    run: async () => youAreWelcome(),
  },
  {
    verb: 'leave-it',
    personal: true,
    run: async () => leaveIt(),
  },
  ...projectIntents,
  ...knowledgeIntents,
  ...mailIntents,
  ...bookingIntents,
  {
    verb: 'my-bookings',
    help: { title: 'My bookings', example: 'my bookings' },
    personal: true,
    run: answerMyBookings,
  },
  {
    verb: 'cancel-ask',
    // One word is too little for the model, and this asks in any case.
    says: [
      /^(please )?(cancel|undo( (it|that))?)( please)?\W*$/,
      /^(please )?(cancel|drop|give up|release) (them both|them all|both|all|everything( that)?( i(['’]?ve| have)( got| booked)?| i(['’]?m| am) (on|booked on))?)( of)?( them| these| those| my( two| three| four| five)? (bookings|places))?( please)?\W*$/,
    ],
    help: { title: 'Cancel a place', example: ({ event }) => event && `cancel my place at the ${event}` },
    personal: true,
    run: askToCancel,
  },
  {
    verb: 'wait',
    personal: true,
    run: joinWaitingList,
  },
  {
    verb: 'book',
    // One word is too little for the model.
    says: [/^(please |ok |yes )*(book|reserve)( please| now| me)*\W*$/],
    help: { title: 'Book a place', example: ({ event }) => event && `book me on the ${event}` },
    personal: true,
    run: book,
  },
  {
    verb: 'find-school',
    says: [
      /^(hi,? )?my school is (?!(a|an|in|not|under|too|so|very|already|struggling|small)\b)/,
      /^i('?m| am) (from|at|the head(teacher)? (of|at))\b/,
      /^i work at\b/,
    ],
    personal: true,
    run: findMySchool,
  },
  {
    verb: 'change-school',
    says: [/\b(change|update|wrong) (my )?(school|role|job|position)\b/, /\bmoved (to another )?schools?\b/],
    help: { title: 'My school and role', example: 'change my school' },
    personal: true,
    run: changeSchool,
  },
  {
    verb: 'who-am-i',
    says: [/^who am i\b/, /\bwhich school am i\b/, /^my (school|role)( and role)?[?.!]*$/],
    personal: true,
    run: answerWho,
  },
  {
    verb: 'event',
    says: [
      /\b(first|second|third|fourth|fifth|sixth|seventh|eighth|last|1st|2nd|3rd|[4-8]th) one\b/,
      /^(number |option |#)?\d[.!]?$/,
      /^((ok|yes|and|just|then|maybe|probably) )*the (first|second|third|fourth|fifth|sixth|seventh|eighth|last|1st|2nd|3rd|[4-8]th)( please| then| thanks)*[.!]?$/,
    ],
    personal: false,
    run: answerEvent,
  },
  { verb: 'event-asked', personal: false, run: answerEventAsked },
  { verb: 'event-details', personal: false, run: answerDetails },
  {
    verb: 'whats-on',
    help: { title: "What's on", example: 'anything for governors in March?' },
    personal: false,
    run: answerWhatsOn,
  },
  ...leftAloneIntents,
  ...answerIntents,
  { verb: 'booking', personal: true, run: answerBooking },
  { verb: 'cancel', personal: true, run: cancel },
  { verb: 'cancel-several', personal: true, run: cancelSeveral },
  { verb: 'book-several', personal: true, run: bookSeveral },
  { verb: 'choose-school', personal: true, run: chooseSchool },
];

export function intentOf(verb: string): Intent | undefined {
  return intents.find((intent) => intent.verb === verb);
}

/** Whether this actor may ask for it here. */
export function mayAsk(intent: Intent, actor: Actor, services: Services): boolean {
  return intent.may?.(actor, services) ?? true;
}

/** The lines of help with their intents: only some dozens of the intents have one. */
const explained = intents.filter(({ help }) => help !== undefined);

async function helpLines({ actor, services }: TurnContext): Promise<readonly HelpLine[]> {
  const names = await namedExamples(services.core);
  return explained.flatMap((intent) => (mayAsk(intent, actor, services) ? lineOf(intent, names) : []));
}

function lineOf({ help, verb, may }: Intent, names: NamedExamples): readonly HelpLine[] {
  if (!help) return [];
  const example = sayExample(help.example, names);
  return example ? [{ title: help.title, verb, example, special: may !== undefined }] : [];
}

/** The nearest things to what was not understood, as buttons. @param verbs best first */
export function offerNearest(verbs: readonly Verb[]): Answer {
  const actions = verbs.flatMap((verb): ActAction[] => {
    const intent = intentOf(verb);
    return intent?.help ? [{ kind: 'act', label: intent.help.title, verb, keepsCard: true }] : [];
  });
  return lost([...actions, { kind: 'act', label: 'What I can do', verb: 'help', keepsCard: true }]);
}
