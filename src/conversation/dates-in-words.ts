import { TZDate } from '@date-fns/tz';
import { en, type ParsedResult } from 'chrono-node';
import { addDays, addMonths, startOfDay, startOfISOWeek, startOfMonth } from 'date-fns';
import { academicYearOf, type Term, termOf } from '../domain/academic-year.js';

/** A stretch of days that somebody named. `from` is included, `to` is not. */
export interface NamedDays {
  readonly from: Date;
  readonly to: Date;
  /** The words that named it, as they were typed. */
  readonly words: string;
}

/**
 * Finds the first date, week, month or term in words: "in March", "next week", "15 October", "this term".
 * Day comes before month, and what has no year is in the future.
 */
export function daysInWords(text: string, now: Date, zone: string): NamedDays | undefined {
  return termInWords(text, now, zone) ?? weekOrMonthInWords(text, now, zone) ?? dateInWords(text, now, zone);
}

function termInWords(text: string, now: Date, zone: string): NamedDays | undefined {
  const match = /\b(this|next|autumn|spring|summer) term\b/i.exec(text);
  if (!match) return undefined;
  const word = (match[1] ?? '').toLowerCase();
  const order: readonly Term[] = ['autumn', 'spring', 'summer'];
  const year = academicYearOf(now, zone);
  const present = order.indexOf(termOf(now, zone));
  const wanted = word === 'this' ? present : word === 'next' ? present + 1 : order.indexOf(word as Term);
  const past = wanted < present;
  const index = wanted % 3;
  return { ...termDays(index, year + (past || wanted > 2 ? 1 : 0), zone), words: match[0] };
}

/** Autumn is September to December, spring January to March, summer April to August. */
function termDays(index: number, academicYear: number, zone: string): { from: Date; to: Date } {
  const starts = [
    new TZDate(academicYear, 8, 1, zone),
    new TZDate(academicYear + 1, 0, 1, zone),
    new TZDate(academicYear + 1, 3, 1, zone),
    new TZDate(academicYear + 1, 8, 1, zone),
  ];
  return { from: instant(starts[index] ?? now0), to: instant(starts[index + 1] ?? now0) };
}
const now0 = new TZDate(0, 'UTC');

function weekOrMonthInWords(text: string, now: Date, zone: string): NamedDays | undefined {
  const match = /\b(this|next) (week|month)\b/i.exec(text);
  if (!match) return undefined;
  const local = new TZDate(now, zone);
  const ahead = (match[1] ?? '').toLowerCase() === 'next' ? 1 : 0;
  if ((match[2] ?? '').toLowerCase() === 'week') {
    const from = addDays(startOfISOWeek(local), 7 * ahead);
    return { from: instant(from), to: instant(addDays(from, 7)), words: match[0] };
  }
  const from = addMonths(startOfMonth(local), ahead);
  return { from: instant(from), to: instant(addMonths(from, 1)), words: match[0] };
}

function dateInWords(text: string, now: Date, zone: string): NamedDays | undefined {
  // "may" asks leave more often than it names the month.
  const plain = text.replace(/\bmay (i|we|my|you)\b/gi, (words) => '.'.repeat(words.length));
  const reference = { instant: now, timezone: zone };
  const result = en.GB.parse(plain, reference, { forwardDate: true }).find(namesADay);
  if (!result) return undefined;
  const from = dayOf(result.start, zone);
  if (result.end) return { from: instant(from), to: instant(addDays(dayOf(result.end, zone), 1)), words: result.text };
  const whole =
    result.start.isCertain('day') || result.start.isCertain('weekday')
      ? addDays(from, 1)
      : addMonths(startOfMonth(from), 1);
  const start = result.start.isCertain('day') || result.start.isCertain('weekday') ? from : startOfMonth(from);
  return { from: instant(start), to: instant(whole), words: result.text };
}

function namesADay(result: ParsedResult): boolean {
  return result.start.isCertain('month') || result.start.isCertain('weekday') || result.start.isCertain('day');
}

function dayOf(components: ParsedResult['start'], zone: string): TZDate {
  const part = (name: 'year' | 'month' | 'day') => components.get(name) ?? 1;
  return startOfDay(new TZDate(part('year'), part('month') - 1, part('day'), zone));
}

function instant(date: Date): Date {
  return new Date(date.getTime());
}
