import { TZDate } from '@date-fns/tz';
import { addDays, startOfISOWeek } from 'date-fns';
import { sayDay } from '../domain/when.js';
import { type Holiday, nextHoliday } from './holidays.js';
import type { NamedDays } from './named-days.js';

const named =
  '(?:the )?(?<holiday>christmas|xmas|new year|easter|(?:the )?summer(?: holidays?)?|(?:(?:october|february|feb|may) )?half[\\s-]?term)(?: holidays?| break)?';
const ofTerm = '(?:of|in) (?:the )?(?:(?<which>new|next|this|autumn|spring|summer) )?(?:school )?term';

/** The weeks at either end of a holiday, as schools speak of them, and the days up to it. */
const ways: ReadonlyArray<readonly ['after' | 'before' | 'until', RegExp]> = [
  [
    'until',
    /\b(?:before|until|till) (?:we|you|they|schools?) (?:break up|finish for|stop for)(?: the)?(?: (?:christmas|xmas|easter|summer|holidays?))?\b/i,
  ],
  ['until', new RegExp(`\\b(?:before|by|until) (?:the )?(?:end|last week) ${ofTerm}\\b`, 'i')],
  [
    'after',
    new RegExp(`\\b(?:in |on )?(?:the )?(?:first|1st) (?:week|days?) back(?: (?:after|from) ${named})?\\b`, 'i'),
  ],
  ['after', new RegExp(`\\b(?:in |on )?(?:the )?(?:first|1st) week (?:of term )?after ${named}\\b`, 'i')],
  ['after', new RegExp(`\\b(?:in |on |at )?(?:the )?(?:(?:first|1st) week|start|beginning) ${ofTerm}\\b`, 'i')],
  [
    'after',
    new RegExp(`\\b(?:in |on )?(?:the )?(?:(?:first )?(?<long>fortnight|two weeks)|week) after ${named}\\b`, 'i'),
  ],
  [
    'after',
    /\b(?:for )?(?:when|once|(?:in )?the (?:first )?week(?: that)?) (?:(?:we|you|they|schools?|everyone)(?:['’]?re| are| get| go| come| is)?|were) back(?: to school)?\b/i,
  ],
  ['before', new RegExp(`\\b(?:in |on )?(?:the )?(?:last )?week before ${named}\\b`, 'i')],
  ['before', new RegExp(`\\b(?:in |on |at )?(?:the )?(?:last (?:week|days?|few days)|end) ${ofTerm}\\b`, 'i')],
];

/** "The first week back", "the last week of term", "the week before Christmas"; undefined when none is named. */
export function weekAtHoliday(text: string, now: Date, zone: string): NamedDays | undefined {
  for (const [side, pattern] of ways) {
    const match = pattern.exec(text);
    if (!match) continue;
    const holiday = holidayMeant(side, match.groups ?? {}, now, zone);
    const days = holiday && daysAt(side, holiday, now, zone);
    if (!days || !match.groups?.long) return days && { ...days, words: match[0] };
    const to = new Date(addDays(new TZDate(days.to, zone), 7).getTime());
    return { ...days, to, said: `in the fortnight after ${holiday.said}`, words: match[0] };
  }
  return undefined;
}

/** Of several that may be meant the next. */
function holidayMeant(
  side: 'after' | 'before' | 'until',
  { holiday, which = '' }: Readonly<Record<string, string | undefined>>,
  now: Date,
  zone: string,
): Holiday | undefined {
  const name = holiday
    ?.toLowerCase()
    .replace(/^the /, '')
    .replace(/[\s-]+/g, ' ');
  if (name) return nextHoliday(name, now, zone);
  const begins: Readonly<Record<string, string>> = { autumn: 'summer', spring: 'christmas', summer: 'easter' };
  const ends: Readonly<Record<string, string>> = { autumn: 'christmas', spring: 'easter', summer: 'summer' };
  const ofTerm = (side === 'after' ? begins : ends)[which.toLowerCase()];
  const names = ofTerm ? [ofTerm] : ['christmas', 'easter', 'summer'];
  const coming = names.flatMap((one) => nextHoliday(one, now, zone) ?? []);
  const inOrder = coming.sort((a, b) => a.from.getTime() - b.from.getTime());
  // "The end of next term" is the one after.
  return inOrder[which.toLowerCase() === 'next' && side !== 'after' ? 1 : 0];
}

function daysAt(
  side: 'after' | 'before' | 'until',
  holiday: Holiday,
  now: Date,
  zone: string,
): Omit<NamedDays, 'words'> {
  const plain = (date: Date) => new Date(date.getTime());
  if (side === 'until') return { from: now, to: plain(holiday.from), said: `before ${holiday.said}` };
  const monday =
    side === 'before'
      ? startOfISOWeek(addDays(new TZDate(holiday.from, zone), -1))
      : addDays(startOfISOWeek(addDays(new TZDate(holiday.to, zone), -1)), 7);
  return {
    from: plain(monday),
    to: plain(addDays(monday, 7)),
    said: `in the week of ${sayDay(monday, zone)}, ${side} ${holiday.said}`,
  };
}
