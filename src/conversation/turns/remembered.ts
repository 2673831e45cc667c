import { detailInWords } from '../programme/asked-details.js';
import type { Answer, Subject, TurnRequest } from '../talk/turn-context.js';
import { workOf } from './running/work-shown.js';
import type { Understood } from './understand.js';

/** A turn, for what is remembered of it. */
interface Turned {
  readonly before: Subject;
  readonly did: Understood;
  readonly answer: Answer;
}

/**
 * What a talk remembers beside its subject: what can be asked again of another event, the question that was open before something
 * else was asked, and the list of which one event is looked at.
 * @param kept the subject as the answer leaves it; undefined where it leaves it as it was
 */
export function remembered(kept: Subject | undefined, turned: Turned): Subject | undefined {
  return withListed(withParked(withAgain(withEvent(kept, turned), turned), turned), turned.before);
}

/** What organisers opened by a button is spoken of: "email them", "cancel it". */
function withEvent(kept: Subject | undefined, { did: { intent, request }, answer }: Turned): Subject | undefined {
  const { event, session } = request.data;
  if (answer.subject || !event || !intent.verb.startsWith('organise-')) return kept;
  return { events: [event], ...(session ? { session } : {}) };
}

type Asked = NonNullable<Subject['again']>;

/** Lists of one event; all else that can be asked again is a deed, and is so only of what is on. */
export const listsOfOneEvent: ReadonlySet<string> = new Set([
  'attendees',
  'attendees-meant',
  'waiting-list',
  'event-answers',
  'catering',
  'room-sheets',
  'badges',
]);

/** Lists, questions and forms that nothing comes of by themselves: they may be asked for again of another event. */
const repeatable = new Set([...listsOfOneEvent, 'cancel-ask', 'book-colleagues', 'substitute']);

/** What organisers do by button, as they would say it. */
const saidAs: Readonly<Record<string, string>> = {
  'organise-cancel-ask': 'cancel',
  'organise-session-edit': 'move',
  'organise-session': 'door',
  'organise-write': 'write',
  'organise-copy': 'copy',
};

/** Words may ask for it again; the event is theirs to name. */
function askedIn({
  intent: { verb },
  request,
}: {
  readonly intent: Understood['intent'];
  readonly request: TurnRequest;
}): Asked | undefined {
  const { deed = saidAs[verb], others } = request.data;
  const detail = verb === 'event-asked' ? (request.data.detail ?? detailInWords(request.text)?.detail) : undefined;
  if (detail) return { verb, data: { detail } };
  if (verb === 'organise-meant' || saidAs[verb]) return deed ? { verb: 'organise-meant', data: { deed } } : undefined;
  if (workOf(verb)) return { verb, data: {} };
  return repeatable.has(verb) ? { verb, data: others ? { others } : {} } : undefined;
}

/** A question without an answer does not end it. */
function withAgain(kept: Subject | undefined, { before, did, answer }: Turned): Subject | undefined {
  const again = askedIn(did);
  if (again) return { ...(kept ?? before), again };
  if (!kept) return before.again && !answer.unanswered ? { ...before, again: undefined } : undefined;
  return answer.unanswered ? kept : { ...kept, again: undefined };
}

/** What asks anew about each question that gives something up or changes a place. */
const asksAnew: Readonly<Record<string, (data: Asked['data']) => Asked | undefined>> = {
  cancel: ({ registration }) => (registration ? { verb: 'cancel-ask', data: { registration } } : undefined),
  'move-to': ({ registration, session }) =>
    registration && session ? { verb: 'move', data: { registration, among: session } } : undefined,
};

/** "Yes" to something later must not answer an open question, and may bring it back: it is asked anew. */
function withParked(kept: Subject | undefined, { before, did, answer }: Turned): Subject | undefined {
  const { pending } = before;
  const stays = asking.has(did.intent.verb) || answer.refused !== undefined;
  const isOpenStill = kept?.pending !== undefined && kept.pending.verb in asksAnew;
  const open = pending && asksAnew[pending.verb]?.(pending.data);
  const parked = stays && !isOpenStill ? (open ?? before.parked) : undefined;
  const subject = kept ?? (parked || before.parked ? before : undefined);
  return subject && { ...subject, parked };
}

/** What only shows or says something. */
const asking = new Set([
  'answer',
  'event',
  'event-asked',
  'event-details',
  'whats-on',
  'my-bookings',
  'booking',
  'projects',
  'my-projects',
  'figures',
  'figures-narrow',
  'help',
  'heard',
  'attendees-meant',
  'ask-for-words',
  'say-nothing',
  'thanks',
  'greet',
]);

/** Of several events that were listed one is looked at: the others may still be meant. */
function withListed(kept: Subject | undefined, before: Subject): Subject | undefined {
  if (!kept) return undefined;
  const [only, ...more] = kept.events;
  const list = before.events.length > 1 ? before.events : (before.listed ?? []);
  const isOfList = only !== undefined && more.length === 0 && list.includes(only);
  return { ...kept, listed: isOfList ? [...list] : undefined };
}
