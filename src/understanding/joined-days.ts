import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns';
import { sayDay } from '../domain/when.js';
import type { NamedDays } from './named-days.js';

/** Reads one date, month, week, term or holiday. */
type ReadDays = (text: string) => NamedDays | undefined;

/** The most words of the second of two stretches. */
const mostWords = 5;

/** "Between now and Christmas", "between 4 and 15 January": the days from the one to the other. */
export function betweenDays(text: string, now: Date, zone: string, read: ReadDays): NamedDays | undefined {
  const match = /\bbetween (?:the )?(.{1,30}?) and (?:the )?/i.exec(text);
  if (!match) return undefined;
  const after = match.index + match[0].length;
  const first = (match[1] ?? '').trim();
  const last = beginningOf(text.slice(after), read);
  if (!last) return /^now$/i.test(first) ? untilHolidays(text, match.index, after, read) : undefined;
  const words = text.slice(match.index, after + last.words.length);
  if (/^now$/i.test(first))
    return last.from > now ? { from: now, to: last.from, words, said: `before ${bare(last)}` } : undefined;
  // The month is said once, for both.
  const number = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(first)?.[1];
  const monthOfLast = last.words.replace(/^\d{1,2}(?:st|nd|rd|th)?(?: of)? /i, '');
  const begin = read(number ? `${number} ${monthOfLast}` : first);
  if (!begin || begin.from >= last.to) return undefined;
  // Between two holidays are the days of neither.
  if (isHoliday(begin) || isHoliday(last)) {
    const from = isHoliday(begin) ? begin.to : begin.from;
    const to = isHoliday(last) ? last.from : last.to;
    return from < to ? { from, to, words, said: `between ${bare(begin)} and ${bare(last)}` } : undefined;
  }
  const until = addDays(new TZDate(last.to, zone), -1);
  const said = `from ${sayDay(new TZDate(begin.from, zone), zone)} to ${sayDay(until, zone)}`;
  return { from: begin.from, to: last.to, words, said };
}

/** "Between now and the holidays": which are named only with a word such as "before". */
function untilHolidays(text: string, at: number, after: number, read: ReadDays): NamedDays | undefined {
  const name = /^(?:school )?(?:holidays?|hols|break|end of term)\b/i.exec(text.slice(after))?.[0];
  const days = name && read(`before the ${name}`);
  return days ? { ...days, words: text.slice(at, after + name.length) } : undefined;
}

const month = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*';
const twoMonths = new RegExp(
  `\\b(?:in )?(${month})(?: (?:or|and|to|through to) (?:in )?| ?[/&-] ?| )(${month})\\b`,
  'i',
);

/** "January or February", "jan/feb": from the beginning of the one to the end of the other. */
export function twoMonthsInWords(text: string, read: ReadDays): NamedDays | undefined {
  const match = twoMonths.exec(text);
  if (!match) return undefined;
  const [first, second] = [read(`in ${match[1]}`), read(`in ${match[2]}`)];
  if (!first || !second || !mayJoin(match[0], first, second)) return undefined;
  return { from: first.from, to: second.to, words: match[0], said: `${first.said} or ${bare(second)}` };
}

const twoDays =
  /\b(?:on |from )?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]* )?(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: or | and | to | ?& ?)(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]* )?(?:the )?(\d{1,2})(st|nd|rd|th)?((?: of)? (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*)?\b/i;

/** "The 6th or 7th of January", "the 15th to the 17th": from the one to the other. */
export function twoDaysInWords(text: string, zone: string, read: ReadDays): NamedDays | undefined {
  const match = twoDays.exec(text);
  const [words = '', one = '', other = '', ending, month = ''] = match ?? [];
  if (!match || Number(one) >= Number(other) || (!ending && !month)) return undefined;
  const day = (number: string) => read(month ? `${number}${month}` : `the ${number}th`);
  const [first, second] = [day(one), day(other)];
  if (!first || !second || !mayJoin(words, first, second)) return undefined;
  const until = addDays(new TZDate(second.to, zone), -1);
  const said = `from ${sayDay(new TZDate(first.from, zone), zone)} to ${sayDay(until, zone)}`;
  const numbers = month ? {} : { dayOfMonth: Number(one), lastOfMonth: Number(other) };
  return { from: first.from, to: second.to, words, said, ...numbers };
}

/** Of two that are named with "or" and "and" nothing between them is meant: they are one stretch only where they meet. */
function mayJoin(words: string, first: NamedDays, second: NamedDays): boolean {
  if (/ (?:through )?to /.test(words)) return first.from < second.from;
  return first.to.getTime() === second.from.getTime();
}

/** The days that the text begins with. */
function beginningOf(text: string, read: ReadDays): NamedDays | undefined {
  const words = text.split(/(?<=\s)/).slice(0, mostWords);
  const found = read(words.join(''));
  return found && text.startsWith(found.words) ? found : undefined;
}

function isHoliday({ said }: NamedDays): boolean {
  return said.startsWith('at ') && !said.startsWith('at the end') && !said.startsWith('at the start');
}

function bare({ said }: NamedDays): string {
  return said.replace(/^(?:on|in|at) /, '');
}
