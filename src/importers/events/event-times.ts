import { instantAt, readDayAndWeekday } from '../days.js';
import type { Cell } from '../table.js';
import { readSpan, readTime } from '../times.js';
import { isToCome } from '../words.js';

/** Years that the records can keep begin here. */
const earliestDay = '1990-09-01';

interface EventTimes {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** ISO 8601 in UTC. */
  readonly startsAt: string;
  readonly endsAt: string;
}

type TimeCell = Cell<'date' | 'endDate' | 'start' | 'end' | 'time'>;

/** When a session is, from its day and its times in one cell or two. Adds to `faults` what cannot be read. */
export function readTimes(cell: TimeCell, zone: string, faults: string[]): EventTimes | undefined {
  const day = readEventDay('date', cell('date'), faults);
  const lastDay = cell('endDate') === '' ? day : readEventDay('end date', cell('endDate'), faults);
  const [start, end] = readSpan(cell('start')) ??
    readSpan(cell('time')) ?? [readTime(cell('start') || cell('time')), readTime(cell('end'))];
  const given = cell('start') || cell('time');
  if (start === undefined) faults.push(`start: ${sayTime(given, '09:30')}`);
  if (end === undefined) faults.push(`end: ${sayTime(cell('end'), '12:00')}`);
  if (!day || !lastDay || start === undefined || end === undefined) return undefined;
  const startsAt = instantAt(day, start, zone);
  const endsAt = instantAt(lastDay, end, zone);
  if (!startsAt || !endsAt) faults.push('start or end: there is no such time on the night when the clocks go forward.');
  return startsAt && endsAt ? { day, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() } : undefined;
}

function sayTime(text: string, example: string): string {
  if (text === '') return `it is empty. Write a time such as ${example}.`;
  if (isToCome(text)) return `“${text}”. An event needs its times, such as ${example}.`;
  return `“${text}” is no time such as ${example}.`;
}

function readEventDay(heading: string, text: string, faults: string[]): string | undefined {
  const read = readDayAndWeekday(text);
  if (read.kind === 'none') {
    const remedy = isToCome(text) ? 'An event needs its day, such as' : 'is no day. Write';
    faults.push(`${heading}: “${text}” ${remedy} 04/03/2027 (day first) or 2027-03-04.`);
    return undefined;
  }
  if (read.kind === 'contradicts') {
    faults.push(`${heading}: “${text}” says one weekday, and ${read.day} is another (${read.is}). Which is it?`);
    return undefined;
  }
  if (read.day < earliestDay) faults.push(`${heading}: ${read.day} is before the records can begin. Check the year.`);
  return read.day;
}
