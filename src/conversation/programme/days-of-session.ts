import { TZDate } from '@date-fns/tz';
import { addDays, startOfDay } from 'date-fns';
import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { sayDay } from '../../domain/when.js';
import type { NamedDays } from '../../understanding/named-days.js';

/** "The 5th", when nothing is on at the next one: the first 5th at which something is. */
export function inMonthOfSession(
  days: NamedDays | undefined,
  sessions: readonly ProgrammeSession[],
  zone: string,
): NamedDays | undefined {
  if (days?.dayOfMonth === undefined) return days;
  if (sessions.some((session) => isWithin(session, days))) return days;
  const { dayOfMonth: first, lastOfMonth: last = first } = days;
  const session = sessions.find(({ startsAt }) => {
    const date = new TZDate(startsAt, zone).getDate();
    return date >= first && date <= last;
  });
  if (!session) return days;
  if (last === first) return onDayOf(session, days, zone);
  const day = new TZDate(session.startsAt, zone);
  const [from, until] = [first, last].map((date) => new TZDate(day.getFullYear(), day.getMonth(), date, zone)) as [
    TZDate,
    TZDate,
  ];
  const to = new Date(addDays(until, 1).getTime());
  return { ...days, from: new Date(from.getTime()), to, said: `from ${sayDay(from, zone)} to ${sayDay(until, zone)}` };
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
