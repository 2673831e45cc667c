import { TZDate } from '@date-fns/tz';
import { addDays, addMonths } from 'date-fns';
import { academicYearOf, type Term, termOf } from '../domain/academic-year.js';
import { nextHoliday } from './holidays.js';
import type { NamedDays } from './named-days.js';
import { weekAtHoliday } from './weeks-of-term.js';

/** Terms, half-terms and holidays by name, alone or with "before" and "after"; undefined when none is named. */
export function stretchInWords(text: string, now: Date, zone: string): NamedDays | undefined {
  return (
    weekAtHoliday(text, now, zone) ??
    halfOfNow(text, now, zone) ??
    aroundHoliday(text, now, zone) ??
    schoolHolidays(text, now, zone) ??
    halfOfTerm(text, now, zone) ??
    restOfTerm(text, now, zone) ??
    termInWords(text, now, zone) ??
    yearInWords(text, now, zone) ??
    soonInWords(text, now, zone)
  );
}

const holidayWords =
  /\b(?:(before|until|by|this side of|after|since|over|during|around|in|at|for)\s+)?(?:the\s+)?(christmas|xmas|new year|easter|summer holidays?|summer|(?:(?:october|autumn|february|feb|spring|may|summer)\s+)?half[\s-]?term(?:\s+in\s+(?:october|february|feb|may))?)(?:\s+(?:holidays?|hols?|break))?\b(?!\s+term)/i;

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

/** "After the hols", "before the break": of the next one that schools have. */
function schoolHolidays(text: string, now: Date, zone: string): NamedDays | undefined {
  const match =
    /\b(?:before|until|by|after|since|in|over|during) (?:the )?(?:school )?(?:holidays|hols)\b|\b(?:before|until|by|after|since) (?:the )?(?:school )?(?:holiday|break)\b/i.exec(
      text,
    );
  if (!match) return undefined;
  const coming = ['christmas', 'easter', 'summer'].flatMap((name) => nextHoliday(name, now, zone) ?? []);
  const [next] = coming.sort((a, b) => a.from.getTime() - b.from.getTime());
  if (!next) return undefined;
  const words = match[0];
  if (/^(?:in|over|during)/i.test(words))
    return { from: instant(next.from), to: instant(next.to), words, said: `at ${next.said}` };
  return /^(?:after|since)/i.test(words)
    ? { from: instant(next.to), to: instant(addMonths(next.to, 9)), words, said: `after ${next.said}` }
    : { from: now, to: instant(next.from), words, said: `before ${next.said}` };
}

/** "Spring 1", "the second half of the summer term": a term ends its first half with the half-term in it. */
function halfOfTerm(text: string, now: Date, zone: string): NamedDays | undefined {
  const match =
    /\b(?:in )?(?:the )?(?:(?<half>first|second|1st|2nd) half of (?:the )?(?<name>this|next|autumn|spring|summer) term|(?<term>autumn|spring|summer) (?:term )?(?<number>[12])\b(?! ?(?:st|nd|[a-z]+ 20)))/i.exec(
      text,
    );
  const { half, name, term, number } = match?.groups ?? {};
  const whole = match && termInWords(`${name ?? term} term`, now, zone);
  if (!match || !whole) return undefined;
  const holiday = nextHoliday('half term', whole.from, zone);
  if (!holiday || holiday.from >= whole.to) return undefined;
  const isFirst = /^(?:first|1st|1)$/i.test(half ?? number ?? '');
  const said = `in the ${isFirst ? 'first' : 'second'} half of ${whole.said.replace(/^in /, '')}`;
  return isFirst
    ? { from: whole.from, to: instant(holiday.from), words: match[0], said }
    : { from: instant(holiday.to), to: whole.to, words: match[0], said };
}

/** "This half term", "next half-term": the weeks of teaching up to a holiday, not the holiday. */
function halfOfNow(text: string, now: Date, zone: string): NamedDays | undefined {
  const match =
    /\b(?:in |for |during )?(?:the )?(this|next|coming|following) half[\s-]?term\b(?! (?:holiday|break|week))/i.exec(
      text,
    );
  if (!match) return undefined;
  const breaks = ['christmas', 'easter', 'summer', 'half term'].flatMap((name) => nextHoliday(name, now, zone) ?? []);
  const [first] = breaks.sort((a, b) => a.from.getTime() - b.from.getTime());
  if (!first) return undefined;
  if (/this/i.test(match[1] ?? ''))
    return { from: now, to: instant(first.from), words: match[0], said: 'this half-term' };
  const later = ['christmas', 'easter', 'summer', 'half term'].flatMap(
    (name) => nextHoliday(name, first.to, zone) ?? [],
  );
  const [second] = later.sort((a, b) => a.from.getTime() - b.from.getTime());
  return second && { from: instant(first.to), to: instant(second.from), words: match[0], said: 'next half-term' };
}

/** "The rest of term", "later this term": what of it lies ahead. */
function restOfTerm(text: string, now: Date, zone: string): NamedDays | undefined {
  const match =
    /\b(?:(?:for |in )?(?:the )?(?:rest|remainder) of (?:the |this )?term|later (?:on )?(?:this|in the) term|(?<=\b(?:last|final|first|next)\b.{3,40})of (?:the|this) term)\b/i.exec(
      text,
    );
  const term = match && termInWords('this term', now, zone);
  return term ? { from: now, to: term.to, words: match[0], said: 'in the rest of this term' } : undefined;
}

const order: readonly Term[] = ['autumn', 'spring', 'summer'];

function termInWords(text: string, now: Date, zone: string): NamedDays | undefined {
  const match =
    /\b(?:(?:in|for|during)\s+)?(?:the\s+)?(this|next|(?:(?:this|next|coming) )?(?:autumn|spring|summer))\s+term\b|\b(?:in|for|during|this|next)\s+(?:the\s+)?(autumn|spring|summer)\b(?! ?(?:holidays?|hols|break|\d))/i.exec(
      text,
    );
  if (!match) return undefined;
  const word = (match[1] ?? match[2] ?? '').toLowerCase().replace(/^(?:this|next|coming) (?=\w)/, '');
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

/** "In 2027", "this school year", "the rest of the year": a year alone is of the calendar. */
function yearInWords(text: string, now: Date, zone: string): NamedDays | undefined {
  const match =
    /\b(?:in|during|for) (?<year>20\d\d)\b(?![/-])|\b(?:in |for )?(?:the )?(?:rest of (?:the|this)|(?<which>this|next)) (?<kind>(?:school|academic) )?year\b/i.exec(
      text,
    );
  const { year, which = '', kind } = match?.groups ?? {};
  if (!match || (which && !kind)) return undefined;
  const day = (ofYear: number, month: number) => instant(new TZDate(ofYear, month, 1, zone));
  if (year) return { from: day(Number(year), 0), to: day(Number(year) + 1, 0), words: match[0], said: `in ${year}` };
  const begins = academicYearOf(now, zone) + (/next/i.test(which) ? 1 : 0);
  const from = /next/i.test(which) ? day(begins, 8) : now;
  const said = which ? `${which.toLowerCase()} school year` : 'in the rest of the year';
  return { from, to: day(begins + 1, 8), words: match[0], said };
}

const counts: Readonly<Record<string, number>> = { few: 3, couple: 2, two: 2, three: 3, four: 4, six: 6 };

/** "In the next three weeks", "the coming fortnight". */
function soonInWords(text: string, now: Date, zone: string): NamedDays | undefined {
  const match =
    /\b(?:in |over |within )?(?:the (?:next|coming)|(?:next|coming)(?= (?:few|couple|two|three|four|six|\d))) (?:(few|couple(?: of)?|two|three|four|six|\d{1,2}) )?(fortnight|days|weeks?|months?)\b/i.exec(
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
    said: match[0]
      .toLowerCase()
      .replace(/^(?=next|coming)/, 'the ')
      .replace(/^(?=the)/, 'in '),
  };
}

function instant(date: Date): Date {
  return new Date(date.getTime());
}
