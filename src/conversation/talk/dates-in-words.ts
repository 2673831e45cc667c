import { TZDate } from '@date-fns/tz';
import { en, type ParsedResult } from 'chrono-node';
import { addDays, addMonths, format, startOfDay, startOfISOWeek, startOfMonth } from 'date-fns';
import { academicYearOf, type Term, termOf } from '../../domain/academic-year.js';
import { sayDay } from '../../domain/when.js';

/** A stretch of days that somebody named. `from` is included, `to` is not. */
export interface NamedDays {
  readonly from: Date;
  readonly to: Date;
  /** The words that named it, as they were typed. */
  readonly words: string;
  /** As it follows "what's on": `in January 2027`, `next term`, `on Thursday 4 March 2027`. */
  readonly said: string;
}

/**
 * Finds the first date, week, month or term in words: "in March", "next week", "15 October", "this term".
 * Day comes before month, and what has no year is in the future.
 */
export function daysInWords(text: string, now: Date, zone: string): NamedDays | undefined {
  return (
    beforeInWords(text, now, zone) ??
    termInWords(text, now, zone) ??
    weekOrMonthInWords(text, now, zone) ??
    dateInWords(text, now, zone)
  );
}

/** "Before Christmas", "by the summer": from now until then. Easter moves with the moon and is asked for by its month. */
function beforeInWords(text: string, now: Date, zone: string): NamedDays | undefined {
  const match = /\b(?:before|until|by) (christmas|xmas|the summer(?: holidays?)?|new year)\b/i.exec(text);
  if (!match) return undefined;
  const word = (match[1] ?? '').toLowerCase();
  const [month, day] = word.startsWith('the summer') ? [6, 22] : word === 'new year' ? [0, 1] : [11, 25];
  const thisYear = new TZDate(new TZDate(now, zone).getFullYear(), month, day, zone);
  const to = thisYear > now ? thisYear : new TZDate(thisYear.getFullYear() + 1, month, day, zone);
  return {
    from: now,
    to: instant(to),
    words: match[0],
    said: match[0].toLowerCase().replace(/christmas$/, 'Christmas'),
  };
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
  return {
    ...termDays(index, year + (past || wanted > 2 ? 1 : 0), zone),
    words: match[0],
    said: word.length === 4 ? `${word} term` : `in the ${word} term`,
  };
}

/** Autumn is September to December, spring January to March, summer April to August. */
function termDays(index: number, academicYear: number, zone: string): { from: Date; to: Date } {
  const starts = [
    new TZDate(academicYear, 8, 1, zone),
    new TZDate(academicYear + 1, 0, 1, zone),
    new TZDate(academicYear + 1, 3, 1, zone),
    new TZDate(academicYear + 1, 8, 1, zone),
  ];
  const [from, to] = starts.slice(index, index + 2);
  if (!from || !to) throw new Error(`There is no term number ${index}: terms are counted 0 to 2`);
  return { from: instant(from), to: instant(to) };
}

function weekOrMonthInWords(text: string, now: Date, zone: string): NamedDays | undefined {
  const match = /\b(this|next) (week|month)\b/i.exec(text);
  if (!match) return undefined;
  const local = new TZDate(now, zone);
  const ahead = (match[1] ?? '').toLowerCase() === 'next' ? 1 : 0;
  if ((match[2] ?? '').toLowerCase() === 'week') {
    const from = addDays(startOfISOWeek(local), 7 * ahead);
    return { from: instant(from), to: instant(addDays(from, 7)), words: match[0], said: match[0].toLowerCase() };
  }
  const from = addMonths(startOfMonth(local), ahead);
  return { from: instant(from), to: instant(addMonths(from, 1)), words: match[0], said: match[0].toLowerCase() };
}

/** Without one of these no date is named, and the parser need not look. */
const maybeDate =
  /\d|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|to(day|night|morrow)|tonight|yesterday|weekend|week|month|year|morning|afternoon|evening|first|second|third|fourth|fifth|last|end of)/i;

function dateInWords(text: string, now: Date, zone: string): NamedDays | undefined {
  if (!maybeDate.test(text)) return undefined;
  // "may" asks leave more often than it names the month.
  const plain = text.replace(/\bmay (i|we|my|you)\b/gi, (words) => '.'.repeat(words.length));
  const reference = { instant: now, timezone: zone };
  const result = en.GB.parse(plain, reference, { forwardDate: true }).find(namesADay);
  if (!result) return undefined;
  const first = dayOf(result.start, zone);
  const words = result.text;
  if (result.end) {
    const last = dayOf(result.end, zone);
    const said = `from ${sayDay(first, zone)} to ${sayDay(last, zone)}`;
    return { from: instant(first), to: instant(addDays(last, 1)), words, said };
  }
  if (result.start.isCertain('day') || result.start.isCertain('weekday')) {
    return { from: instant(first), to: instant(addDays(first, 1)), words, said: `on ${sayDay(first, zone)}` };
  }
  const month = startOfMonth(first);
  return { from: instant(month), to: instant(addMonths(month, 1)), words, said: `in ${format(month, 'MMMM yyyy')}` };
}

/** A day that no year has, such as "31 February", as it was typed; undefined when there is none in the words. */
export function impossibleDayInWords(text: string): string | undefined {
  const match = /\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/i.exec(
    text,
  );
  const month = match?.[2] ? longestMonths[match[2].toLowerCase()] : undefined;
  const day = Number(match?.[1]);
  return match && month !== undefined && (day < 1 || day > month) ? match[0] : undefined;
}

const longestMonths: Readonly<Record<string, number>> = {
  jan: 31,
  feb: 29,
  mar: 31,
  apr: 30,
  may: 31,
  jun: 30,
  jul: 31,
  aug: 31,
  sep: 30,
  oct: 31,
  nov: 30,
  dec: 31,
};

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
