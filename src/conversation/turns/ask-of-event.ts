import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { holdsSomewhere } from '../../domain/actor.js';
import { positionsIn } from '../../domain/colleague-words.js';
import { namesNothing } from '../knowledge/aspects.js';
import { asksOfParts } from '../programme/asked-details.js';
import { restOfAsked } from '../programme/asked-of-session.js';
import type { Subject, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { empty } from './said.js';

/** What short words mean after what was talked of: which intent, and with what. */
export interface FollowUp {
  readonly verb: string;
  readonly ask: TurnRequest;
}

/** A request of no words. */
export function emptyAsk(data: Readonly<Record<string, string>>): TurnRequest {
  return { ...empty(''), data };
}

/** Asks of all days and places of a round, not of the one that was shown. */
const ofRound =
  /\b(others?|else|another|different|which|dates|places|venues|all(?! (?:day|morning|afternoon|evening))|nearest|closest|soonest)\b(?! left)/;

/** The event that was just talked of, and of a round of several the session that was. */
export function dataOfTalk({ events: [event = ''], session }: Subject, words: string): Record<string, string> {
  return { event, ...(session && !ofRound.test(words) ? { session } : {}), words };
}

export const ofOwnPlace =
  /^(?:(?:and|so|ok) )*(?:(?:where|what (?:number|position|place)|how far(?: (?:up|down))?)\b(?!.*\b(?:park|stay|sit|eat|go)\b).*\bam i\b|where does (?:that|this|it) (?:put|leave) me\b|how many (?:people )?(?:are )?(?:in front of|ahead of|before) me\b)/;

const ofOwnBooking = /^(?:(?:and|so|ok|but) )*am i (?:already |still )?(?:on|booked|down|going|in|signed|registered)\b/;

/** "What time", "how do I get there", "can my deputy come", of the one event to come that was just talked of. */
export async function askOfEvent(
  context: TurnContext,
  words: string,
  sessions: () => Promise<readonly ProgrammeSession[]>,
): Promise<FollowUp | undefined> {
  const { subject } = context;
  const [only, ...others] = subject.events;
  // "Where am I in the queue": what they hold of it says so.
  if (subject.registration && ofOwnPlace.test(words))
    return { verb: 'booking', ask: emptyAsk({ registration: subject.registration }) };
  if (others.length === 0 && only !== undefined && ofOwnPlace.test(words))
    return { verb: 'event', ask: emptyAsk(dataOfTalk(subject, 'how many are waiting')) };
  if (ofOwnBooking.test(words)) return { verb: 'my-bookings', ask: emptyAsk({}) };
  if (only === undefined) return undefined;
  if (others.length === 0 && asksWhichItIs.test(words))
    return { verb: 'event', ask: emptyAsk(dataOfTalk(subject, '')) };
  if (others.length === 0 && asksIfThen.test(words))
    return { verb: 'event', ask: emptyAsk(dataOfTalk(subject, 'what time does it start')) };
  // "For our SENCO": whom it is for.
  if (others.length === 0 && isForSomebody(words))
    return { verb: 'event', ask: emptyAsk(dataOfTalk(subject, 'who is it for')) };
  const beside = others.length === 0 ? await askBesideCard(context, only, words, sessions) : undefined;
  if (beside) return beside;
  const rest = restOfAsked(words)?.replace(besideAsked, ' ');
  if (rest === undefined) return undefined;
  const isOfOne = pointsAtOne.test(words) || words.split(' ').length <= 3;
  if (others.length > 0) return isOfOne && namesNothing(rest) ? whichOfShown(subject) : undefined;
  if (!namesNothing(rest) || /^(and |but |so )?how many( came| people)?\W*$/.test(words)) return undefined;
  if (!(await sessions()).some(({ eventId }) => eventId === only)) return undefined;
  // The link of what they have a place on is on their booking.
  if (subject.registration && /\blink\b/.test(words))
    return { verb: 'booking', ask: emptyAsk({ registration: subject.registration }) };
  return { verb: 'event', ask: emptyAsk(dataOfTalk(subject, words)) };
}

/** Who has booked, its parts and its other dates, which its card does not say in a sentence. */
async function askBesideCard(
  { subject, actor }: TurnContext,
  event: string,
  words: string,
  sessions: () => Promise<readonly ProgrammeSession[]>,
): Promise<FollowUp | undefined> {
  const { registration } = subject;
  if (asksWhoBooked.test(words))
    return holdsSomewhere(actor, 'organiser')
      ? { verb: 'attendees', ask: emptyAsk(dataOfTalk(subject, '')) }
      : { verb: 'event', ask: emptyAsk(dataOfTalk(subject, 'places left')) };
  if (asksForOtherDays.test(words))
    return registration
      ? { verb: 'move', ask: emptyAsk({ registration }) }
      : { verb: 'event', ask: emptyAsk({ event }) };
  const part = asksOfParts.exec(words)?.[1];
  return part && (await sessions()).some((session) => session.eventId === event && hasPart(session, part))
    ? { verb: 'event-details', ask: emptyAsk({ event }) }
    : undefined;
}

/** "For a new deputy", of what was just shown. @param words as `plainWords` leaves them */
export function isForSomebody(words: string): boolean {
  return forSomebody.test(words) && positionsIn(words.replace(/s\b/g, '')).length > 0;
}

const forSomebody =
  /^(?:(?:and|ok|so|is (?:it|that|this)|would (?:it|that|this) be|would (?:it|that|this) (?:suit|do)|it'?s|its) )*(?:for|suit|do) (?:(?:my|our|the|a|an|new|another|any) )*(?:(?!two |three |both |places? )[a-z]+ ){0,2}[a-z]+\W*$/;

/** "9am?", "is it at 9.30?" */
const asksIfThen =
  /^(?:(?:so|and|is it|is that|it'?s|at|from|ok) )*\d{1,2}(?:[:.]\d{2})? ?(?:am|pm)?(?: (?:start|then|right))?\?$/;

/** "What about online", of the one event. */
const asksForWay =
  /^(?:(?:and|so|ok|but|or|what about|how about|is (?:it|that|there)|any|an?|can (?:i|we) (?:do|join|come to|attend) (?:it|that)) )*(?:online|virtual(?:ly)?|remote(?:ly)?|(?:on|over|via) (?:teams|zoom))(?: (?:then|instead|ones?|option|version|session|at all))*\W*$/;

/** Of the one event that was just talked of: its session online, or that there is none. */
export async function askForWay(
  { subject }: TurnContext,
  words: string,
  sessions: () => Promise<readonly ProgrammeSession[]>,
): Promise<FollowUp | undefined> {
  const [event, ...others] = subject.events;
  if (event === undefined || others.length > 0 || !asksForWay.test(words)) return undefined;
  const own = (await sessions()).filter(({ eventId }) => eventId === event);
  if (own.length === 0) return undefined;
  const online = own.find(({ link, venue }) => link !== null && !venue);
  return {
    verb: 'event',
    ask: emptyAsk(online ? { event, session: online.id, words: 'where is it' } : { event, words: 'is it online' }),
  };
}

/** "Which one is that": what was just shown is shown again. */
const asksWhichItIs =
  /^(?:(?:so|and|sorry|ok|but) )*(?:which|what)(?: one| event| briefing| session)?(?:'s| is|s) (?:it|that|this)(?: one)?(?: (?:then|again))?\W*$/;

/** "The whole day", "from Eastholm", "can we send": says nothing of which event. */
const besideAsked =
  /\b(?:definitely|really|actually|still|just|even|already|exactly|send|bring|(?:the|this|that) (?:whole )?(?:day|event|session|thing|meeting|one)|from (?:here|us|my school|our school|[a-z]+))\b/g;

/** "How many are booked", of the one event: those who run it see its list. */
const asksWhoBooked =
  /^(?:(?:so|and|ok|but) )*how many (?:people |heads |schools )?(?:are|have|is|has)(?: there)? (?:booked|coming|going|registered|signed up|down|on it)(?: (?:so far|now|already|for it|on it|at the moment|in total))*\W*$/;

/** "Is there another date?", of the one event or booking. */
const asksForOtherDays =
  /^(?:(?:so|and|ok|or) )*(?:is there|are there|do you have|have you got|any|what about|can i (?:do|have|come on|go on)|could i (?:do|have|come on|go on))(?: an?| any)? ?(?:other|another|different|alternative|later|earlier) (?:dates?|days?|times?|venues?|places?|sessions?|ones?)(?: for (?:it|that|this))?\W*$/;

/** "What time does that finish", "is it open to governors": of one, where several were shown. */
const pointsAtOne =
  /(?<!\b(?:any|all|some|none|most|much) of )\b(?:it|that|this|there)\b(?! (?:is|are|was|were|any)\b)/;

function whichOfShown({ events }: Subject): FollowUp {
  return { verb: 'whats-on', ask: emptyAsk({ events: events.join(' '), title: 'Which of these do you mean?' }) };
}

/** Whether its agenda or what is said of it speaks of such a part, and it is not one itself. */
function hasPart({ agenda, description, title }: ProgrammeSession, part: string): boolean {
  const isPart = new RegExp(part, 'i');
  return !isPart.test(title) && [description ?? '', ...agenda].some((text) => isPart.test(text));
}
