import { TZDate } from '@date-fns/tz';
import { en } from 'chrono-node';
import { addDays, addMonths, format, startOfMonth } from 'date-fns';
import { academicYearOf, sayAcademicYear, type Term, termOf } from '../../domain/academic-year.js';
import { sayDay } from '../../domain/when.js';
import type { NamedDays } from '../../understanding/named-days.js';

/**
 * Finds the stretch of past days that words name: a month ("October 2017", "last March"), a term, a calendar year, an
 * academic year ("2018/19", "last year" is the one before this), a day. A month without a year is the latest that was.
 */
export function pastDaysInWords(text: string, now: Date, zone: string): NamedDays | undefined {
  return (
    academicYearInWords(text, now, zone) ??
    termInWords(text, now, zone) ??
    monthOrDayInWords(text, now, zone) ??
    calendarYearInWords(text, zone)
  );
}

function academicYearInWords(text: string, now: Date, zone: string): NamedDays | undefined {
  const slashed = /\b(20\d\d)\s?(?:\/|-|–| to )\s?(?:20)?(\d\d)\b/i.exec(text);
  if (slashed && (Number(slashed[1]) + 1) % 100 === Number(slashed[2])) {
    return academicYear(Number(slashed[1]), slashed[0], zone);
  }
  const spoken = /\b(this|last) (academic |school )?year\b/i.exec(text);
  if (!spoken) return undefined;
  const present = academicYearOf(now, zone);
  return academicYear(spoken[1]?.toLowerCase() === 'last' ? present - 1 : present, spoken[0], zone);
}

function academicYear(year: number, words: string, zone: string): NamedDays {
  const from = new TZDate(year, 8, 1, zone);
  const to = new TZDate(year + 1, 8, 1, zone);
  return { from: instant(from), to: instant(to), words, said: `in ${sayAcademicYear(year)}` };
}

const terms: readonly Term[] = ['autumn', 'spring', 'summer'];

/** "Autumn 2017", "spring term 2018", "last term", "the summer term": the latest that has begun. */
function termInWords(text: string, now: Date, zone: string): NamedDays | undefined {
  const named =
    /\b(autumn|spring|summer)(?: term)?(?: (?:of )?(20\d\d))\b|\b(autumn|spring|summer|last|this) term\b/i.exec(text);
  if (!named) return undefined;
  const word = (named[1] ?? named[3] ?? '').toLowerCase();
  const present = academicYearOf(now, zone) * 3 + terms.indexOf(termOf(now, zone));
  const index = terms.indexOf(word as Term);
  if (named[2]) {
    const year = Number(named[2]);
    return termDays((word === 'autumn' ? year : year - 1) * 3 + index, named[0], zone);
  }
  if (word === 'this') return termDays(present, named[0], zone);
  if (word === 'last') return termDays(present - 1, named[0], zone);
  const back = (present - index) % 3;
  return termDays(present - back, named[0], zone);
}

/** @param number academic year times three, plus 0 for autumn, 1 for spring, 2 for summer */
function termDays(number: number, words: string, zone: string): NamedDays {
  const year = Math.floor(number / 3);
  const [name = 'autumn', firstMonth = 8, months = 4] = (
    [
      ['autumn', 8, 4],
      ['spring', 12, 3],
      ['summer', 15, 5],
    ] as const
  )[number % 3] ?? ['autumn', 8, 4];
  const from = new TZDate(year, firstMonth, 1, zone);
  const said = `in the ${name} term of ${sayAcademicYear(year)}`;
  return { from: instant(from), to: instant(addMonths(from, months)), words, said };
}

function monthOrDayInWords(text: string, now: Date, zone: string): NamedDays | undefined {
  // "may" and "march" are verbs more often than months unless something says otherwise.
  const plain = text.replace(/\b(may|march) (i|we|my|you|be|have|on)\b/gi, (words) => '.'.repeat(words.length));
  const parsed = en.GB.parse(plain, { instant: now, timezone: zone }, { forwardDate: false });
  const result = parsed.find(({ start }) => start.isCertain('month') || start.isCertain('day'));
  if (!result) return undefined;
  const { start } = result;
  const day = new TZDate(start.get('year') ?? 0, (start.get('month') ?? 1) - 1, start.get('day') ?? 1, zone);
  const from =
    !start.isCertain('year') && day > now
      ? new TZDate(day.getFullYear() - 1, day.getMonth(), day.getDate(), zone)
      : day;
  if (start.isCertain('day')) {
    return { from: instant(from), to: instant(addDays(from, 1)), words: result.text, said: `on ${sayDay(from, zone)}` };
  }
  const month = startOfMonth(from);
  return {
    from: instant(month),
    to: instant(addMonths(month, 1)),
    words: result.text,
    said: `in ${format(month, 'MMMM yyyy')}`,
  };
}

function calendarYearInWords(text: string, zone: string): NamedDays | undefined {
  const match = /\b(20[0-4]\d)\b/.exec(text);
  if (!match) return undefined;
  const year = Number(match[1]);
  const from = new TZDate(year, 0, 1, zone);
  return { from: instant(from), to: instant(new TZDate(year + 1, 0, 1, zone)), words: match[0], said: `in ${year}` };
}

function instant(date: Date): Date {
  return new Date(date.getTime());
}
