import { TZDate } from '@date-fns/tz';
import { addDays, addMonths } from 'date-fns';
import { academicYearOf, type Term, termOf } from '../domain/academic-year.js';
import type { NamedDays } from './named-days.js';

/** Terms, half-terms and holidays by name, alone or with "before" and "after"; undefined when none is named. */
export function stretchInWords(text: string, now: Date, zone: string): NamedDays | undefined {
  return aroundHoliday(text, now, zone) ?? termInWords(text, now, zone) ?? soonInWords(text, now, zone);
}

const holidayWords =
  /\b(?:(before|until|by|this side of|after|since|over|during|around|in|at|for)\s+)?(?:the\s+)?(christmas|xmas|new year|easter|summer holidays?|summer|(?:(?:october|autumn|february|feb|spring|may|summer)\s+)?half[\s-]?term(?:\s+in\s+(?:october|february|feb|may))?)(?:\s+(?:holidays?|break))?\b(?!\s+term)/i;

interface Holiday {
  readonly from: TZDate;
  readonly to: TZDate;
  readonly said: string;
}

function aroundHoliday(text: string, now: Date, zone: string): NamedDays | undefined {
  const match = holidayWords.exec(text);
  if (!match) return undefined;
  const side = (match[1] ?? '').toLowerCase();
  const name = (match[2] ?? '').toLowerCase().replace(/[\s-]+/g, ' ');
  // "In the summer" is a season of the term's own name; only the holidays are meant with "before" and "after".
  if (name === 'summer' && !/before|until|by|side|after|since|over/.test(side)) return undefined;
  const holiday = nextHoliday(name, now, zone);
  if (!holiday) return undefined;
  const words = match[0];
  if (/before|until|by|side/.test(side)) {
    return { from: now, to: instant(holiday.from), words, said: `before ${holiday.said}` };
  }
  if (/after|since/.test(side)) {
    const from = addDays(holiday.to, 0);
    return { from: instant(from), to: instant(addMonths(from, 9)), words, said: `after ${holiday.said}` };
  }
  if (name === 'new year') {
    const from = addDays(holiday.to, -1);
    return { from: instant(from), to: instant(addMonths(from, 3)), words, said: 'in the new year' };
  }
  return { from: instant(holiday.from), to: instant(holiday.to), words, said: `at ${holiday.said}` };
}

/** The next one of its name that is not over. Half-terms are where most authorities have them. */
function nextHoliday(name: string, now: Date, zone: string): Holiday | undefined {
  const year = new TZDate(now, zone).getFullYear();
  const all = [year - 1, year, year + 1].flatMap((each) => holidaysOf(name, each, zone));
  return all.sort((a, b) => a.from.getTime() - b.from.getTime()).find(({ to }) => to > now);
}

function holidaysOf(name: string, year: number, zone: string): Holiday[] {
  const day = (month: number, date: number, ofYear = year) => new TZDate(ofYear, month, date, zone);
  const between = (from: TZDate, days: number, said: string): Holiday => ({ from, to: addDays(from, days), said });
  if (/christmas|xmas/.test(name)) return [{ from: day(11, 21), to: day(0, 2, year + 1), said: 'Christmas' }];
  if (name === 'new year') return [{ from: day(0, 1), to: day(0, 2), said: 'the new year' }];
  if (/^summer( holidays?)?$/.test(name)) return [{ from: day(6, 22), to: day(8, 1), said: 'the summer holidays' }];
  if (name === 'easter')
    return [{ from: addDays(easterOf(year, zone), -7), to: addDays(easterOf(year, zone), 8), said: 'Easter' }];
  const halves: ReadonlyArray<readonly [RegExp, Holiday]> = [
    [/feb|spring/, between(mondayFrom(day(1, 12)), 7, 'the February half-term')],
    [/may|summer/, between(mondayFrom(day(4, 25)), 7, 'the May half-term')],
    [/oct|autumn/, between(mondayFrom(day(9, 24)), 7, 'the October half-term')],
  ];
  const named = halves.filter(([pattern]) => pattern.test(name));
  return (named.length > 0 ? named : halves).map(([, holiday]) => holiday);
}

function mondayFrom(day: TZDate): TZDate {
  return addDays(day, (8 - day.getDay()) % 7);
}

/** Easter Sunday by the anonymous Gregorian computus (Meeus, Jones, Butcher). */
function easterOf(year: number, zone: string): TZDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return new TZDate(year, Math.floor(f / 31) - 1, (f % 31) + 1, zone);
}

const order: readonly Term[] = ['autumn', 'spring', 'summer'];

function termInWords(text: string, now: Date, zone: string): NamedDays | undefined {
  const match = /\b(?:(?:in|for|during)\s+)?(?:the\s+)?(this|next|autumn|spring|summer)\s+term\b/i.exec(text);
  if (!match) return undefined;
  const word = (match[1] ?? '').toLowerCase();
  const year = academicYearOf(now, zone);
  const present = order.indexOf(termOf(now, zone));
  const wanted = word === 'this' ? present : word === 'next' ? present + 1 : order.indexOf(word as Term);
  const past = wanted < present;
  return {
    ...termDays(wanted % 3, year + (past || wanted > 2 ? 1 : 0), zone),
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

const counts: Readonly<Record<string, number>> = { few: 3, couple: 2, two: 2, three: 3, four: 4, six: 6 };

/** "In the next three weeks", "the coming fortnight". */
function soonInWords(text: string, now: Date, zone: string): NamedDays | undefined {
  const match =
    /\b(?:in |over |within )?the (?:next|coming) (?:(few|couple(?: of)?|two|three|four|six|\d{1,2}) )?(fortnight|days|weeks?|months?)\b/i.exec(
      text,
    );
  if (!match) return undefined;
  const said = (match[1] ?? '').toLowerCase().replace(' of', '');
  const count = /^\d/.test(said) ? Number(said) : (counts[said] ?? 1);
  const unit = (match[2] ?? '').toLowerCase();
  const days = unit === 'fortnight' ? 14 : unit.startsWith('day') ? 1 : unit.startsWith('week') ? 7 : 31;
  const to = addDays(new TZDate(now, zone), count * days);
  return {
    from: now,
    to: instant(to),
    words: match[0],
    said: match[0].toLowerCase().replace(/^(?!in|over|within)/, 'in '),
  };
}

function instant(date: Date): Date {
  return new Date(date.getTime());
}
