import { TZDate } from '@date-fns/tz';
import { en, type ParsedResult } from 'chrono-node';
import { addDays, addMonths, format, startOfDay, startOfISOWeek, startOfMonth } from 'date-fns';
import { dayMs } from '../domain/durations.js';
import { sayDay } from '../domain/when.js';
import { betweenDays, twoDaysInWords, twoMonthsInWords } from './joined-days.js';
import type { NamedDays } from './named-days.js';
import { stretchInWords } from './stretches.js';
import { nextOfNumber, numberedWeekday, weekdayInWeek, weekdayOfMonth, weeksAhead } from './weekdays.js';

/**
 * Finds the first date, week, month or term in words: "in March", "next week", "15 October", "this term".
 * Day comes before month, and what has no year is in the future.
 */
export function daysInWords(text: string, now: Date, zone: string): NamedDays | undefined {
  const read = (words: string) => oneStretch(words, now, zone);
  return (
    betweenDays(text, now, zone, read) ?? twoMonthsInWords(text, read) ?? twoDaysInWords(text, zone, read) ?? read(text)
  );
}

function oneStretch(text: string, now: Date, zone: string): NamedDays | undefined {
  return (
    stretchInWords(text, now, zone) ??
    weeksOfMonth(text, now, zone) ??
    weekOfMonth(text, now, zone) ??
    weekOfDate(text, now, zone) ??
    beyondDate(text, now, zone) ??
    weekdayOfMonth(text, zone, (month) => monthAt(month, now, zone)) ??
    weeksAhead(text, now, zone) ??
    weekdayInWeek(text, now, zone) ??
    numberedWeekday(text, now, zone) ??
    weekOrMonthInWords(text, now, zone) ??
    partOfMonth(text, now, zone) ??
    dateInWords(text, now, zone)
  );
}

/** "Week of 14 December", "w/c 11 Jan": the week from Monday in which the day is. */
function weekOfDate(text: string, now: Date, zone: string): NamedDays | undefined {
  const match =
    /\b(?:(?:the )?week (?:of|commencing|comm?|beginning|beg|starting)|w ?\/? ?[bc])\.?\s+(?:the )?(?:mon(?:day)?\s+)?/i.exec(
      text,
    );
  if (!match) return undefined;
  const rest = text.slice(match.index + match[0].length);
  const day = dayAt(rest, now, zone);
  if (!day || rest.indexOf(day.words) > 4) return undefined;
  const monday = startOfISOWeek(new TZDate(day.from, zone));
  return {
    from: instant(monday),
    to: instant(addDays(monday, 7)),
    words: text.slice(match.index, match.index + match[0].length + rest.indexOf(day.words) + day.words.length),
    said: `in the week of ${sayDay(monday, zone)}`,
  };
}

const ordinals: Readonly<Record<string, number>> = {
  ...{ first: 0, second: 1, third: 2, fourth: 3, last: -1 },
  ...{ '1st': 0, '2nd': 1, '3rd': 2, '4th': 3 },
};

/** "The first week of January": a week is of the month in which most of its days are. */
function weekOfMonth(text: string, now: Date, zone: string): NamedDays | undefined {
  const match =
    /\b(?:in |on )?(?:the )?(first|second|third|fourth|last|1st|2nd|3rd|4th) (?:full )?week (?:of|in) (?=[a-z]{3,9}\b)/i.exec(
      text,
    );
  const nth = ordinals[(match?.[1] ?? '').toLowerCase()];
  if (!match || nth === undefined) return undefined;
  const month = monthAt(text.slice(match.index + match[0].length), now, zone);
  if (!month) return undefined;
  const midOf = nth < 0 ? addDays(new TZDate(month.to, zone), -4) : addDays(new TZDate(month.from, zone), 3 + 7 * nth);
  const monday = startOfISOWeek(midOf);
  return {
    from: instant(monday),
    to: instant(addDays(monday, 7)),
    words: match[0] + month.words,
    said: `in the week of ${sayDay(monday, zone)}`,
  };
}

/** The month that the words begin with: in three letters, too, which the parser takes for one only after "in". */
function monthAt(text: string, now: Date, zone: string): NamedDays | undefined {
  const word = /^[a-z]{3,9}\b/i.exec(text)?.[0] ?? '';
  const month = dateInWords(text, now, zone) ?? dateInWords(`in ${word}`, now, zone);
  if (!month) return undefined;
  if (text.startsWith(month.words)) return month;
  return month.words === `in ${word}` || month.words === word ? { ...month, words: word } : undefined;
}

/** "After 14 December", "from March onwards", "before 3 March": all the days on one side of a date. */
function beyondDate(text: string, now: Date, zone: string): NamedDays | undefined {
  // "The day after tomorrow" is one day.
  const match = /(?<!\bday )\b(after|from|since|before|by|until|till?)\s+(?:the )?/i.exec(text);
  if (!match) return undefined;
  const side = (match[1] ?? '').toLowerCase();
  const rest = text.slice(match.index + match[0].length);
  const part = /^(?:start|beginning|middle|end) of /i.test(rest) ? partOfMonth(rest, now, zone) : undefined;
  const day = part ?? dayAt(rest, now, zone);
  const at = day ? rest.indexOf(day.words) : -1;
  const onwards = /^\s*(onwards?|on)\b/i.test(rest.slice(at + (day?.words.length ?? 0)));
  if (!day || at > 4 || (side === 'from' && !onwards) || day.to.getTime() - day.from.getTime() > 40 * dayMs)
    return undefined;
  const words = text.slice(match.index, match.index + match[0].length + at + day.words.length);
  const named = day.said.replace(/^(on|in|at) /, '');
  if (part && side !== 'after' && side !== 'from' && side !== 'since')
    return { from: now, to: /^(?:start|beginning)/i.test(rest) ? day.from : day.to, words, said: `before ${named}` };
  if (side === 'after') return { from: day.to, to: yearAfter(day.to), words, said: `after ${named}` };
  if (side === 'from' || side === 'since')
    return { from: day.from, to: yearAfter(day.from), words, said: `from ${named}` };
  return { from: now < day.from ? now : new Date(0), to: day.from, words, said: `before ${named}` };
}

/** The day that the words begin with; a number alone is one of the month. */
function dayAt(text: string, now: Date, zone: string): NamedDays | undefined {
  const numbered = /^\d{1,2}(?:st|nd|rd|th)\b/.exec(text)?.[0];
  const ofMonth = numbered && !dateInWords(text, now, zone) ? dayOfMonth(`the ${numbered}`, now, zone) : undefined;
  return ofMonth ? { ...ofMonth, words: numbered ?? '' } : dateInWords(text, now, zone);
}

function yearAfter(day: Date): Date {
  return instant(addMonths(day, 12));
}

/** "Early March", "the end of January". */
function partOfMonth(text: string, now: Date, zone: string): NamedDays | undefined {
  const match =
    /\b(early|mid|late|(?:the )?(?:start|beginning|middle|end|(?:first|second|1st|2nd|latter) half) of)[\s-]+(?=[a-z]{3,9}\b)/i.exec(
      text,
    );
  if (!match) return undefined;
  const month = monthAt(text.slice(match.index + match[0].length), now, zone);
  if (!month || month.to.getTime() - month.from.getTime() < 20 * dayMs) return undefined;
  const part = (match[1] ?? '').toLowerCase();
  const first = new TZDate(month.from, zone);
  const [from, to] = /half/.test(part)
    ? /first|1st/.test(part)
      ? [0, 15]
      : [15, 32]
    : /early|start|beginning/.test(part)
      ? [0, 12]
      : /mid/.test(part)
        ? [9, 21]
        : [18, 32];
  return {
    from: instant(addDays(first, from)),
    to: to > 31 ? month.to : instant(addDays(first, to)),
    words: match[0] + month.words,
    said: `${/^(early|mid|late)$|half/.test(part) ? 'in ' : 'at '}${part.replace(/^(?!the|early|mid|late)/, 'the ')} ${month.said.replace(/^in /, '')}`,
  };
}

/** "The last two weeks of January": a fortnight at the end of it. */
function weeksOfMonth(text: string, now: Date, zone: string): NamedDays | undefined {
  const match =
    /\b(?:in |over )?(?:the )?(first|last) (?:two weeks|2 weeks|couple of weeks|fortnight) (?:of|in) (?=[a-z]{3,9}\b)/i.exec(
      text,
    );
  const month = match && monthAt(text.slice(match.index + match[0].length), now, zone);
  if (!match || !month) return undefined;
  const isFirst = match[1]?.toLowerCase() === 'first';
  const from = isFirst ? new TZDate(month.from, zone) : addDays(new TZDate(month.to, zone), -14);
  const said = `in the ${isFirst ? 'first' : 'last'} two weeks of ${month.said.replace(/^in /, '')}`;
  return { from: instant(from), to: instant(addDays(from, 14)), words: match[0] + month.words, said };
}

const weeksIn: Readonly<Record<string, number>> = { three: 3, 3: 3, four: 4, 4: 4, five: 5, 5: 5, six: 6, 6: 6 };

function weekOrMonthInWords(text: string, now: Date, zone: string): NamedDays | undefined {
  const match =
    /\b(?:(?<which>this|next) (?<unit>week|month)|(?:the )?(?<later>week|month) after next|in (?<many>a fortnight|(?:a couple of|two|2|three|3|four|4|five|5|six|6) weeks)(?:['’]?s?)?(?: time)?)\b/i.exec(
      text,
    );
  if (!match) return undefined;
  const local = new TZDate(now, zone);
  const { which, unit, later, many = '' } = match.groups ?? {};
  const ahead = which ? (which.toLowerCase() === 'next' ? 1 : 0) : (weeksIn[many.split(' ')[0] ?? ''] ?? 2);
  if ((unit ?? later ?? 'week').toLowerCase() === 'week') {
    const from = addDays(startOfISOWeek(local), 7 * ahead);
    const said = which ? match[0].toLowerCase() : `in the week of ${sayDay(from, zone)}`;
    return { from: instant(from), to: instant(addDays(from, 7)), words: match[0], said };
  }
  const from = addMonths(startOfMonth(local), ahead);
  const said = which ? match[0].toLowerCase() : `in ${format(from, 'MMMM yyyy')}`;
  return { from: instant(from), to: instant(addMonths(from, 1)), words: match[0], said };
}

/** Without one of these no date is named, and the parser need not look. */
const maybeDate =
  /\d|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|to(day|night|morrow)|tonight|yesterday|weekend|week|month|year|morning|afternoon|evening|first|second|third|fourth|fifth|last|end of)/i;

function dateInWords(text: string, now: Date, zone: string): NamedDays | undefined {
  if (!maybeDate.test(text)) return undefined;
  // "may" asks leave more often than it names the month.
  const plain = text.replace(
    /\bmay(?= (?:i|we|my|you|be|come|have|not|need|go|want|well|also)\b)|(?<=\b(?:i|we|you|they|he|she|it|who|that|this) )may\b/gi,
    (words) => '.'.repeat(words.length),
  );
  const reference = { instant: now, timezone: zone };
  const result = en.GB.parse(plain, reference, { forwardDate: true }).find(namesADay);
  if (!result) return dayOfMonth(text, now, zone);
  const turned = monthBeforeDay.exec(result.text);
  if (turned && !result.start.isCertain('day')) {
    const day = dateInWords(`${turned[2]} ${turned[1]}`, now, zone);
    return day && { ...day, words: result.text };
  }
  const first = dayOf(result.start, zone);
  const words = `${weekdayBefore.exec(text.slice(0, result.index))?.[0] ?? ''}${result.text}`;
  if (result.end) {
    const last = dayOf(result.end, zone);
    const said = `from ${sayDay(first, zone)} to ${sayDay(last, zone)}`;
    return { from: instant(first), to: instant(addDays(last, 1)), words, said };
  }
  if (result.start.isCertain('day') || result.start.isCertain('weekday')) {
    const said = `on ${sayDay(first, zone)}`;
    const isWeekday = !result.start.isCertain('day') && !/\b(?:this|next|coming)\b/i.test(words);
    const day = { from: instant(first), to: instant(addDays(first, 1)), words, said };
    return isWeekday ? { ...day, isWeekday } : day;
  }
  const month = startOfMonth(first);
  return { from: instant(month), to: instant(addMonths(month, 1)), words, said: `in ${format(month, 'MMMM yyyy')}` };
}

/** "Dec 16" is a day and no year. */
const monthBeforeDay = /^([a-z]{3,9})\.? ([12]?\d|3[01])$/i;

/** "Tues 5th Jan": the parser leaves out the day of the week as it is shortened. */
const weekdayBefore = /\b(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)(?:day)?[.,]? (?:the )?$/i;

/** "The 5th", "on 5th", "29th?": the next day of that number. */
function dayOfMonth(text: string, now: Date, zone: string): NamedDays | undefined {
  const match =
    /(?:\b(?:on )?the |\bon |^(?:(?:and|or|what about|how about|is|anything) )*)(\d{1,2})(?:st|nd|rd|th)\b(?! (?:one|place|in line|year|century))/i.exec(
      text,
    );
  const number = Number(match?.[1]);
  if (!match || number < 1 || number > 31) return undefined;
  const day = nextOfNumber(number, 3, now, zone, () => true);
  return day && { ...day, words: match[0], dayOfMonth: number };
}

/** A day that no year has, such as `31 February`; undefined when there is none in the words. */
export function impossibleDayInWords(text: string): string | undefined {
  const match = /\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/i.exec(
    text,
  );
  const month = match?.[2] ? months[match[2].toLowerCase()] : undefined;
  const day = Number(match?.[1]);
  return month && (day < 1 || day > month.days) ? `${day} ${month.name}` : undefined;
}

/** Each with the days of its longest year. */
const months: Readonly<Record<string, { readonly name: string; readonly days: number }>> = {
  jan: { name: 'January', days: 31 },
  feb: { name: 'February', days: 29 },
  mar: { name: 'March', days: 31 },
  apr: { name: 'April', days: 30 },
  may: { name: 'May', days: 31 },
  jun: { name: 'June', days: 30 },
  jul: { name: 'July', days: 31 },
  aug: { name: 'August', days: 31 },
  sep: { name: 'September', days: 30 },
  oct: { name: 'October', days: 31 },
  nov: { name: 'November', days: 30 },
  dec: { name: 'December', days: 31 },
};

/** "20 weeks" alone is how long something takes; in 20 weeks, or 20 weeks ago, is a day. */
const lengthOfTime = /^(?!next|last|this|past|coming)[\w-]+ (?:minute|hour|day|week|fortnight|month|year)s?$/i;

/** "The week after" something that was named is counted from there, not from now. */
const besideSomething = /^(?:the )?(?:day|week|fortnight|month|year)s? (?:before|after)$/i;

function namesADay(result: ParsedResult): boolean {
  if (lengthOfTime.test(result.text) || besideSomething.test(result.text.trim())) return false;
  return result.start.isCertain('month') || result.start.isCertain('weekday') || result.start.isCertain('day');
}

function dayOf(components: ParsedResult['start'], zone: string): TZDate {
  const part = (name: 'year' | 'month' | 'day') => components.get(name) ?? 1;
  return startOfDay(new TZDate(part('year'), part('month') - 1, part('day'), zone));
}

function instant(date: Date): Date {
  return new Date(date.getTime());
}
