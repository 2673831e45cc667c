import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { upcomingSessions } from '../../app/programme/upcoming-sessions.js';
import { bookingState } from '../../domain/booking.js';
import { areaInWords, inArea } from '../programme/areas-named.js';
import { filtered } from '../programme/programme-filters.js';
import { bagOf, byEvent, type Narrowed, narrowProgramme, preferMeantFor } from '../programme/programme-words.js';
import type { TurnContext } from '../talk/turn-context.js';

/** More are for a form of the organisers, not for one tap. */
export const mostAtOnce = 6;

/** What a word of a title or a series weighs, and no place does. */
const ofTitle = 2;

/** As they are said. */
export const counts = ['', 'one', 'two', 'three', 'four', 'five', 'six'];

interface Together {
  /** Open for "all of them". */
  readonly count: number | undefined;
  /** Of more than that, these. */
  readonly part?: 'first' | 'last';
}

const many = '(two|three|four|five|six|[2-6])';
const someInWords = new RegExp(`\\b(?:the )?(first|next|last) ${many}\\b(?! (?:day|week|month|term|year)s)`, 'i');
const allOfThem = new RegExp(
  `\\b(both)\\b|\\b(?:all|every one|each)\\b(?: of)?(?: the| them| these| those| my)?(?: ${many})?\\b|\\beverything\\b`,
  'i',
);

/** "Both", "all of them", "the first two". */
export function allInWords(words: string): Together | undefined {
  const some = someInWords.exec(words);
  if (some?.[2]) return { count: countIn(some[2]), part: some[1]?.toLowerCase() === 'last' ? 'last' : 'first' };
  const all = allOfThem.exec(words);
  return all ? { count: all[1] ? 2 : all[2] ? countIn(all[2]) : undefined } : undefined;
}

function countIn(said: string): number {
  return /\d/.test(said) ? Number(said) : counts.indexOf(said.toLowerCase());
}

/** What is named beside each other: "northgate and eastholm", "the briefing, the conference". */
export function partsNamed(words: string): readonly string[] {
  return words
    .split(/\s*(?:[,;&+]|\b(?:and|plus|as well as)\b)\s*/i)
    .map((part) => part.trim())
    .filter(Boolean);
}

/** What words mean together. */
type Several =
  /** These, soonest first, or in the order in which they were listed. */
  { readonly kind: 'these'; readonly sessions: readonly ProgrammeSession[] } | WhichMeant;

/** Some of these are meant, and only whoever asks knows which. */
export interface WhichMeant {
  readonly kind: 'which';
  readonly among: readonly ProgrammeSession[];
  /** Those that are meant in any case. */
  readonly sure: readonly ProgrammeSession[];
  readonly count: number;
}

/** More to choose from than these make no form that anybody reads. */
const mostToChooseFrom = 12;

/**
 * The sessions that words mean together: "both" of what was shown or asked about, or several that are named.
 * @returns undefined when one is meant, or too many
 */
export async function severalMeant(context: TurnContext, words: string): Promise<Several | undefined> {
  const upcoming = await upcomingSessions(context.services.core);
  const area = await areaInWords(context, words, upcoming);
  const within = area && inArea(area.area);
  const programme = within ? filtered(upcoming, [within], context.zone) : upcoming;
  const isOpen = (session: ProgrammeSession) => bookingState(session, context.now) === 'open';
  // "The last two" counts what was shown, and names nothing.
  const rest = (within ? area.rest : words).replace(someInWords, ' ');
  const narrowed = narrowProgramme(programme, rest, context.now, context.zone);
  const isNamed = narrowed.named || narrowed.days !== undefined;
  const all = allInWords(words);
  const meant: Several | undefined =
    (isNamed ? namedTogether(context, rest, programme, narrowed) : undefined) ??
    (all && pointedAt(all, shownOf(context, programme, narrowed, within !== undefined).filter(isOpen)));
  if (meant?.kind === 'these')
    return meant.sessions.length > 1 && meant.sessions.length <= mostAtOnce ? meant : undefined;
  return meant && meant.among.length <= mostToChooseFrom && meant.count <= mostAtOnce ? meant : undefined;
}

/**
 * What "both" points at: what is named, else what was offered to choose from, else what was talked of.
 * @param isThere the programme is that of an area which the words name
 */
function shownOf(
  { subject, actor }: TurnContext,
  programme: readonly ProgrammeSession[],
  narrowed: Narrowed,
  isThere: boolean,
): readonly ProgrammeSession[] {
  if (narrowed.named || narrowed.days) return preferMeantFor(narrowed.sessions, actor.post?.position);
  const offered = subject.choosing?.sessions;
  if (offered) return programme.filter(({ id }) => offered.includes(id));
  const talked = subject.events.flatMap((event) => programme.filter(({ eventId }) => eventId === event));
  return isThere && talked.length === 0 ? preferMeantFor(programme, actor.post?.position) : talked;
}

/** Of what was shown: sessions of the one event, or events, of which each may have several sessions to choose from. */
function pointedAt({ count, part }: Together, shown: readonly ProgrammeSession[]): Several | undefined {
  const events = byEvent(shown);
  const units: ReadonlyArray<readonly ProgrammeSession[]> = events.length === 1 ? shown.map((one) => [one]) : events;
  const some = count === undefined || !part ? units : part === 'last' ? units.slice(-count) : units.slice(0, count);
  if (some.length < 2 || some.length < (count ?? 0)) return undefined;
  const isSaid = count === undefined || some.length === count;
  const sure = isSaid ? some.filter(({ length }) => length === 1).flat() : [];
  if (sure.length === some.length) return { kind: 'these', sessions: sure };
  return { kind: 'which', among: some.flat(), sure, count: count ?? some.length };
}

/**
 * Each part of the words names one session, or one event that has several. What one part leaves out, another says: "the Northgate
 * and Eastholm briefings".
 */
function namedTogether(
  context: TurnContext,
  words: string,
  programme: readonly ProgrammeSession[],
  whole: Narrowed,
): Several | undefined {
  const { now, zone, actor } = context;
  const fitting = whole.sessions.filter((session) => whole.known.every((word) => bagOf(session).has(word)));
  if (fitting.length > 0) return besidePlace(context, words, programme, fitting);
  const parts = partsNamed(words)
    .map((part) => ({ part, narrowed: narrowProgramme(programme, part, now, zone) }))
    .filter(({ narrowed }) => narrowed.named || narrowed.days !== undefined);
  if (parts.length < 2) return undefined;
  const kinds = whole.known.filter((word) => programme.some((session) => bagOf(session).get(word) === ofTitle));
  const meant = parts.map(({ part, narrowed }) => {
    const open = openFor(narrowed.sessions);
    if (open.length === 1) return open;
    const fuller = narrowProgramme(programme, `${part} ${kinds.join(' ')}`, now, zone);
    return openFor(fuller.sessions);
  });
  const one = meant.every((sessions) => sessions.length === 1) ? meant.flat() : ofOneEvent(meant);
  const ids = new Set(one.map(({ id }) => id));
  if (ids.size === parts.length)
    return { kind: 'these', sessions: one.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime()) };
  return parts.every(({ narrowed }) => narrowed.named) ? ofSeveralEvents(meant) : undefined;

  /** What cannot be booked is meant only where nothing else is: then it is said why. */
  function openFor(sessions: readonly ProgrammeSession[]): readonly ProgrammeSession[] {
    const open = sessions.filter((session) => bookingState(session, now) === 'open');
    return preferMeantFor(open.length > 0 ? open : sessions, actor.post?.position);
  }
}

/**
 * "Northgate and the conference", where the conference is in Northgate: what else is there may be meant besides.
 * @param fitting what all of the words name together
 */
function besidePlace(
  { actor, now, zone }: Pick<TurnContext, 'actor' | 'now' | 'zone'>,
  words: string,
  programme: readonly ProgrammeSession[],
  fitting: readonly ProgrammeSession[],
): Several | undefined {
  const parts = words.split(/\s+(?:and|plus|&)\s+(?:(?:then|also) )?(?=(?:(?:on|in|at|for|to) )*the\b)/i);
  const [place, event, ...more] = parts.map((part) => narrowProgramme(programme, part, now, zone));
  if (!place?.named || !event?.named || more.length > 0) return undefined;
  const isTitle = (word: string) => fitting.some((session) => bagOf(session).get(word) === ofTitle);
  if (place.known.some(isTitle) || !event.known.some(isTitle)) return undefined;
  const isOpen = (session: ProgrammeSession) => bookingState(session, now) === 'open';
  const beside = place.sessions.filter((one) => isOpen(one) && fitting.every(({ eventId }) => one.eventId !== eventId));
  const sure = fitting.filter(isOpen);
  if (beside.length === 0 || sure.length !== 1) return undefined;
  const [only, ...others] = preferMeantFor(beside, actor.post?.position);
  if (only && others.length === 0) return { kind: 'these', sessions: [only, ...sure] };
  return { kind: 'which', among: [only, ...others, ...sure].filter((one) => one !== undefined), sure, count: 2 };
}

/** An event for each part, of which one or another has several sessions to choose from. */
function ofSeveralEvents(meant: ReadonlyArray<readonly ProgrammeSession[]>): WhichMeant | undefined {
  const events = meant.map((sessions) => new Set(sessions.map(({ eventId }) => eventId)));
  const isOneEach =
    events.every(({ size }) => size === 1) && new Set(events.flatMap((of) => [...of])).size === meant.length;
  if (!isOneEach) return undefined;
  const sure = meant.filter(({ length }) => length === 1).flat();
  return { kind: 'which', among: meant.flat(), sure, count: meant.length };
}

/** "Northgate and Eastholm": the soonest event that is at each of them. */
function ofOneEvent(meant: ReadonlyArray<readonly ProgrammeSession[]>): readonly ProgrammeSession[] {
  const [first = []] = meant;
  for (const { eventId } of first) {
    const found = meant.map((sessions) => sessions.filter((session) => session.eventId === eventId));
    if (found.every((sessions) => sessions.length === 1)) return found.flat();
  }
  return [];
}
