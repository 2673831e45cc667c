import { TZDate } from '@date-fns/tz';
import { addDays, startOfDay, startOfISOWeek } from 'date-fns';
import { sayDay } from '../domain/when.js';
import type { NamedDays } from './named-days.js';

/** From Monday, in the three letters that all ways of writing them begin with. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const name =
  '(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)';

/** Monday is 0. */
function numberOf(weekday: string): number {
  return weekdays.indexOf(weekday.slice(0, 3).toLowerCase());
}

const ordinals: Readonly<Record<string, number>> = {
  ...{ first: 0, second: 1, third: 2, fourth: 3, last: -1 },
  ...{ '1st': 0, '2nd': 1, '3rd': 2, '4th': 3 },
};

const inMonth = new RegExp(
  `\\b(?:on )?(?:the )?(first|second|third|fourth|last|1st|2nd|3rd|4th) (${name}) (?:of|in) (?=[a-z]{3,9}\\b)`,
  'i',
);

/** "The second Wednesday in January", "the last Tuesday of Feb". @param monthAt the month that words begin with */
export function weekdayOfMonth(
  text: string,
  zone: string,
  monthAt: (text: string) => NamedDays | undefined,
): NamedDays | undefined {
  const match = inMonth.exec(text);
  const month = match && monthAt(text.slice(match.index + match[0].length));
  const nth = ordinals[(match?.[1] ?? '').toLowerCase()];
  if (!match || !month || nth === undefined) return undefined;
  const days = daysBetween(month, zone).filter((day) => (day.getDay() + 6) % 7 === numberOf(match[2] ?? ''));
  const day = days.at(nth);
  return day && oneDay(day, match[0] + month.words, zone);
}

const ahead = new RegExp(
  `\\b(?:(?<week>(?:a|one|1) week|week)|(?<fortnight>(?:a )?fortnight|(?:two|2) weeks)|(?<three>(?:three|3) weeks)) (?:(?:on|from|this|come) )?(?<day>today|tomorrow|${name})\\b|\\b(?:the )?(?<next>day after tomorrow)\\b|\\b(?:on )?(?<before>today|tomorrow|${name}) (?:fortnight|two weeks)\\b`,
  'i',
);

/** "A fortnight on Tuesday", "2 weeks on Thursday", "a week today", "Tuesday fortnight": so many weeks after the next one. */
export function weeksAhead(text: string, now: Date, zone: string): NamedDays | undefined {
  const match = ahead.exec(text);
  if (!match) return undefined;
  const { week, three, before, day = before ?? '', next } = match.groups ?? {};
  const today = startOfDay(new TZDate(now, zone));
  if (next) return oneDay(addDays(today, 2), match[0], zone);
  const at = numberOf(day);
  const soon = /^today/i.test(day) ? 0 : /^tomorrow/i.test(day) ? 1 : (at - ((today.getDay() + 6) % 7) + 7) % 7 || 7;
  return oneDay(addDays(today, soon + (week ? 7 : three ? 21 : 14)), match[0], zone);
}

const numbered = new RegExp(
  `\\b(?:on )?(${name}),? (?:the )?(\\d{1,2})(?:st|nd|rd|th)?\\b(?![\\d:./-]| ?(?:am|pm|o'?clock|(?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|places?|seats?|spaces?|of us|people)\\b|(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))`,
  'i',
);

/** "Weds 6th", "Monday 11", "Fri the 29th": the weekday tells the month, as within a year there is one, mostly. */
export function numberedWeekday(text: string, now: Date, zone: string): NamedDays | undefined {
  const match = numbered.exec(text);
  const weekday = numberOf(match?.[1] ?? '');
  const day = match && nextOfNumber(Number(match[2]), 12, now, zone, (one) => (one.getDay() + 6) % 7 === weekday);
  return day ? { ...day, words: match[0] } : undefined;
}

/** The next day of a number, in so many months, that is as it must be. */
export function nextOfNumber(
  number: number,
  months: number,
  now: Date,
  zone: string,
  fits: (day: TZDate) => boolean,
): NamedDays | undefined {
  const today = new TZDate(now, zone);
  for (let later = 0; later < months; later += 1) {
    const day = new TZDate(today.getFullYear(), today.getMonth() + later, number, zone);
    if (day.getDate() === number && fits(day) && addDays(day, 1).getTime() > now.getTime())
      return oneDay(day, '', zone);
  }
  return undefined;
}

function daysBetween({ from, to }: NamedDays, zone: string): TZDate[] {
  const days: TZDate[] = [];
  for (let day = new TZDate(from, zone); day < to; day = addDays(day, 1)) days.push(day);
  return days;
}

function oneDay(day: TZDate, words: string, zone: string): NamedDays {
  const [from, to] = [day, addDays(day, 1)].map((date) => new Date(date.getTime())) as [Date, Date];
  return { from, to, words, said: `on ${sayDay(day, zone)}` };
}

/** "Friday next week", "Monday week", "this weekend". */
export function weekdayInWeek(text: string, now: Date, zone: string): NamedDays | undefined {
  const match =
    /\b(?:on )?(?:(?:a )?week on (?<later>mon|tue|wed|thu|fri|sat|sun)[a-z]*|(?<day>mon|tue|wed|thu|fri|sat|sun)[a-z]*,? (?:(?:of )?(?<which>this|next) week|week)|(?:(?:this|at the|over the) )?weekend)\b/i.exec(
      text,
    );
  if (!match) return undefined;
  const local = startOfDay(new TZDate(now, zone));
  const monday = startOfISOWeek(local);
  const { later, day = later, which } = match.groups ?? {};
  const at = weekdays.indexOf((day ?? 'sat').toLowerCase());
  // "Monday week" is a week after the next Monday.
  const ahead = day === undefined || which?.toLowerCase() === 'this' ? 0 : 7;
  const inWeek = addDays(monday, at + ahead);
  const from = day && !which && addDays(monday, at) <= local ? addDays(inWeek, 7) : inWeek;
  const to = addDays(from, day ? 1 : 2);
  const said = day ? `on ${sayDay(from, zone)}` : 'at the weekend';
  return { from: new Date(from.getTime()), to: new Date(to.getTime()), words: match[0], said };
}
