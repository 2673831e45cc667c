import { instantAt, readDayAndWeekday } from '../days.js';
import type { Cell } from '../table.js';
import { readSpan, readTime } from '../times.js';
import { isToCome } from '../words.js';
import { eventFileWords } from './event-file-words.js';

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
  if (!startsAt || !endsAt) faults.push(eventFileWords.noSuchTimeThatNight);
  return startsAt && endsAt ? { day, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() } : undefined;
}

function sayTime(text: string, example: string): string {
  if (text === '') return eventFileWords.timeEmpty(example);
  if (isToCome(text)) return eventFileWords.timeToCome(text, example);
  return eventFileWords.noTime(text, example);
}

function readEventDay(heading: string, text: string, faults: string[]): string | undefined {
  const read = readDayAndWeekday(text);
  if (read.kind === 'none') {
    faults.push(isToCome(text) ? eventFileWords.dayToCome(heading, text) : eventFileWords.noDay(heading, text));
    return undefined;
  }
  if (read.kind === 'contradicts') {
    faults.push(eventFileWords.anotherWeekday(heading, text, read.day, read.is));
    return undefined;
  }
  if (read.day < earliestDay) faults.push(eventFileWords.beforeRecords(heading, read.day));
  return read.day;
}
