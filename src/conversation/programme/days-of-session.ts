import { TZDate } from '@date-fns/tz';
import { addDays, startOfDay } from 'date-fns';
import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { sayDay } from '../../domain/when.js';
import { daysInWords } from '../../understanding/dates.js';
import type { NamedDays } from '../../understanding/named-days.js';

/** "The 5th", when nothing is on at the next one: the first 5th at which something is. */
export function inMonthOfSession(
  days: NamedDays | undefined,
  sessions: readonly ProgrammeSession[],
  zone: string,
): NamedDays | undefined {
  if (days?.dayOfMonth === undefined) return days;
  if (sessions.some((session) => isWithin(session, days))) return days;
  const session = sessions.find(({ startsAt }) => new TZDate(startsAt, zone).getDate() === days.dayOfMonth);
  return session ? onDayOf(session, days, zone) : days;
}

/** "The briefing on the Wednesday", when it is not on the next one: the Wednesday on which it is. */
export function onWeekdayOfSession(
  days: NamedDays | undefined,
  named: readonly ProgrammeSession[],
  zone: string,
): NamedDays | undefined {
  if (!days?.isWeekday || named.some((session) => isWithin(session, days))) return days;
  const weekdayOf = (date: Date) => new TZDate(date, zone).getDay();
  const session = named.find(({ startsAt }) => startsAt > days.from && weekdayOf(startsAt) === weekdayOf(days.from));
  return session ? onDayOf(session, days, zone) : days;
}

function isWithin({ startsAt }: ProgrammeSession, { from, to }: NamedDays): boolean {
  return startsAt >= from && startsAt < to;
}

function onDayOf({ startsAt }: ProgrammeSession, days: NamedDays, zone: string): NamedDays {
  const from = startOfDay(new TZDate(startsAt, zone));
  const to = new Date(addDays(from, 1).getTime());
  return { ...days, from: new Date(from.getTime()), to, said: `on ${sayDay(from, zone)}` };
}

const between =
  /\bbetween (?:the |our |your )?(.{2,40}?) and (?:the |our |your )?(.{2,40}?)(?=[?.!,]|$| (?:is|are|what|that|which|for|please)\b)/i;

interface Edge {
  /** As the days are read: a date, where an event was named. */
  readonly words: string;
  /** The event's title. */
  readonly title?: string;
}

/**
 * "Between the symposium and Easter": the days after the one and before the other, where one of them is an event.
 * @param eventIn the first session of the event that words name, if they do
 */
export function betweenEvents(
  text: string,
  eventIn: (words: string) => ProgrammeSession | undefined,
  now: Date,
  zone: string,
): NamedDays | undefined {
  const match = between.exec(text);
  const [said = '', first = '', last = ''] = match ?? [];
  if (!match || daysInWords(said, now, zone)?.words.length === said.length) return undefined;
  const edgeOf = (words: string, step: number): Edge => {
    const session = /^now$/i.test(words) || daysInWords(words, now, zone) ? undefined : eventIn(words);
    if (!session) return { words };
    return { words: sayDay(addDays(new TZDate(session.startsAt, zone), step), zone), title: session.title };
  };
  const [from, to] = [edgeOf(first, 1), edgeOf(last, -1)];
  if (!from.title && !to.title) return undefined;
  const sayEdge = ({ title, words }: Edge) =>
    title ?? daysInWords(words, now, zone)?.said.replace(/^(?:on|in|at) /, '') ?? words;
  const days = daysInWords(`between ${from.words} and ${to.words}`, now, zone);
  if (!days) return undefined;
  return { ...days, words: said, said: `between ${sayEdge(from)} and ${sayEdge(to)}` };
}
