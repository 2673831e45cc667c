import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { upcomingSessions } from '../../app/programme/upcoming-sessions.js';
import { bookingState } from '../../domain/booking.js';
import { bagOf, type Narrowed, narrowProgramme, preferMeantFor } from '../programme/programme-words.js';
import type { TurnContext } from '../talk/turn-context.js';

/** More are for a form of the organisers, not for one tap. */
export const mostAtOnce = 6;

/** What a word of a title or a series weighs, and no place does. */
const ofTitle = 2;

const counts: Readonly<Record<string, number>> = { both: 2, two: 2, three: 3, four: 4, five: 5, six: 6 };

interface Together {
  /** Open for "all of them". */
  readonly count: number | undefined;
  /** Of more than that, these. */
  readonly part?: 'first' | 'last';
}

/** "Both", "all of them", "the first two". */
export function allInWords(words: string): Together | undefined {
  const some = /\b(first|next|last) (two|three|four|five|six)\b/i.exec(words);
  if (some?.[2])
    return { count: counts[some[2].toLowerCase()], part: some[1]?.toLowerCase() === 'last' ? 'last' : 'first' };
  const all =
    /\b(both)\b|\b(?:all|every one|each)\b(?: of)?(?: the| them| these| those| my)?(?: (two|three|four|five|six))?\b|\beverything\b/i.exec(
      words,
    );
  const said = (all?.[1] ?? all?.[2])?.toLowerCase();
  return all ? { count: said ? counts[said] : undefined } : undefined;
}

/** What is named beside each other: "northgate and eastholm", "the briefing, the conference". */
export function partsNamed(words: string): readonly string[] {
  return words
    .split(/\s*(?:[,;&+]|\b(?:and|plus|as well as)\b)\s*/i)
    .map((part) => part.trim())
    .filter(Boolean);
}

/**
 * The sessions that words mean together, soonest first: "both" of what was shown or asked about, or several that are named.
 * @returns undefined when one is meant, more than `mostAtOnce`, or it is not clear which of several
 */
export async function severalMeant(
  context: TurnContext,
  words: string,
): Promise<readonly ProgrammeSession[] | undefined> {
  const programme = await upcomingSessions(context.services.core);
  const isOpen = (session: ProgrammeSession) => bookingState(session, context.now) === 'open';
  const narrowed = narrowProgramme(programme, words, context.now, context.zone);
  const named = narrowed.named || narrowed.days !== undefined ? namedTogether(context, words, programme, narrowed) : [];
  const all = allInWords(words);
  const pointed = all && named.length === 0 ? pointedAt(context, all, programme, narrowed) : [];
  const found = (named.length > 0 ? named : pointed).filter(isOpen);
  return found.length > 1 && found.length <= mostAtOnce ? found : undefined;
}

/** Of what was shown: the sessions of one event, or the one session of each event. */
function pointedAt(
  { subject, actor, now }: TurnContext,
  { count, part }: Together,
  programme: readonly ProgrammeSession[],
  narrowed: Narrowed,
): readonly ProgrammeSession[] {
  const offered = subject.choosing?.sessions;
  const shown =
    narrowed.named || narrowed.days
      ? preferMeantFor(narrowed.sessions, actor.post?.position)
      : offered
        ? programme.filter(({ id }) => offered.includes(id))
        : subject.events.flatMap((event) => programme.filter(({ eventId }) => eventId === event));
  const open = shown.filter((session) => bookingState(session, now) === 'open');
  const events = new Set(open.map(({ eventId }) => eventId));
  const some = count === undefined || !part ? open : part === 'last' ? open.slice(-count) : open.slice(0, count);
  const isClear = events.size === 1 || new Set(some.map(({ eventId }) => eventId)).size === some.length;
  return isClear && (count === undefined || some.length === count) ? some : [];
}

/** Each part of the words names one session. What one part leaves out, another says: "the Northgate and Eastholm briefings". */
function namedTogether(
  context: TurnContext,
  words: string,
  programme: readonly ProgrammeSession[],
  whole: Narrowed,
): readonly ProgrammeSession[] {
  const { now, zone, actor } = context;
  if (whole.sessions.some((session) => whole.known.every((word) => bagOf(session).has(word)))) return [];
  const parts = partsNamed(words)
    .map((part) => ({ part, narrowed: narrowProgramme(programme, part, now, zone) }))
    .filter(({ narrowed }) => narrowed.named || narrowed.days !== undefined);
  if (parts.length < 2) return [];
  const kinds = whole.known.filter((word) => programme.some((session) => bagOf(session).get(word) === ofTitle));
  const meant = parts.map(({ part, narrowed }) => {
    const open = openFor(narrowed.sessions);
    if (open.length === 1) return open;
    const fuller = narrowProgramme(programme, `${part} ${kinds.join(' ')}`, now, zone);
    return openFor(fuller.sessions);
  });
  const one = meant.every((sessions) => sessions.length === 1) ? meant.flat() : ofOneEvent(meant);
  const ids = new Set(one.map(({ id }) => id));
  return ids.size === parts.length ? one.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime()) : [];

  function openFor(sessions: readonly ProgrammeSession[]): readonly ProgrammeSession[] {
    const open = sessions.filter((session) => bookingState(session, now) === 'open');
    return preferMeantFor(open, actor.post?.position);
  }
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
