import { TZDate } from '@date-fns/tz';
import { addDays, startOfISOWeek } from 'date-fns';
import { sayDay } from '../domain/when.js';
import { type Holiday, nextHoliday } from './holidays.js';
import type { NamedDays } from './named-days.js';
import { weekdays } from './weekdays.js';

const named =
  '(?:the )?(?<holiday>christmas|xmas|new year|easter|(?:the )?summer(?: holidays?)?|(?:(?:october|february|feb|may) )?half[\\s-]?term)(?: holidays?| break)?';
const ofTerm = '(?:of|in) (?:the )?(?:(?<which>new|next|this|autumn|spring|summer) )?(?:school )?term';

const breakUp = '(?:we|you|they|schools?|everyone) (?:break up|finish|stop)(?: for)?';
/** A holiday by its name, the end of a term, or the next one that schools have. */
const anyHoliday = `(?:(?:${breakUp} )?${named}|${breakUp}|(?:the )?(?:end|last (?:day|week)) ${ofTerm}|(?:the )?(?:school )?(?:holidays|hols)\\b)`;
const unit =
  '(?:(?<long>fortnight|two weeks|couple of weeks)|(?<day>mon|tues|wednes|thurs|fri)day|(?<one>(?:school )?day)|week|few days)';
const back =
  "(?:(?:we|you|they|schools?|everyone)(?:['’]?re| are| get| go| come| is)?|were) back(?: to school)?|term (?:starts|begins)";

/** The weeks and days at either end of a holiday, as schools speak of them, and the days up to it. */
const ways: ReadonlyArray<readonly ['after' | 'before' | 'until', RegExp]> = [
  ['before', new RegExp(`\\b(?:in |on )?(?:the )?(?:very )?(?:last )?${unit} before ${anyHoliday}`, 'i')],
  ['before', new RegExp(`\\b(?:in |on |at )?(?:the )?(?:last|final) ${unit} ${ofTerm}\\b`, 'i')],
  [
    'before',
    new RegExp(
      `\\b(?:in |on |at )?(?:the )?(?:last (?:days|few days)|(?<!\\b(?:before|by|until|till|to) (?:the )?)end) ${ofTerm}\\b`,
      'i',
    ),
  ],
  ['until', new RegExp(`\\b(?:before|until|till?) ${breakUp}(?: ${named})?`, 'i')],
  [
    'until',
    new RegExp(
      `\\b(?:before|by|until|till|(?:in the )?(?:run|lead)[ -]?up to|up (?:to|until|till)) (?:the )?(?:end|last week) ${ofTerm}\\b`,
      'i',
    ),
  ],
  ['until', new RegExp(`\\b(?:till|(?:in the )?(?:run|lead)[ -]?up to|up (?:to|until|till)) ${anyHoliday}`, 'i')],
  [
    'after',
    new RegExp(
      `\\b(?:in |on )?(?:the )?(?:first|1st) (?:(?:full|proper|whole) )?(?:week|days?|few days|(?<day>mon|tues|wednes|thurs|fri)day) back(?: (?:after|from) ${named})?\\b`,
      'i',
    ),
  ],
  [
    'after',
    new RegExp(
      `\\b(?:in |on )?(?:the )?(?:first|1st) (?:(?:full|proper|whole) )?week (?:of term )?after ${named}\\b`,
      'i',
    ),
  ],
  [
    'after',
    new RegExp(
      `\\b(?:in |on |at )?(?:the )?(?:(?:first|1st) (?:(?:full|proper|whole) )?week|start|beginning) ${ofTerm}\\b`,
      'i',
    ),
  ],
  ['after', new RegExp(`\\b(?:in |on )?(?:the )?(?:first )?${unit} (?:right |straight )?after ${anyHoliday}`, 'i')],
  ['after', new RegExp(`\\b(?:for )?(?:when|once|(?:in )?the (?:first )?week(?: that)?) (?:${back})\\b`, 'i')],
];

/** "The first week back", "the last week of term", "the week before Christmas"; undefined when none is named. */
export function weekAtHoliday(text: string, now: Date, zone: string): NamedDays | undefined {
  for (const [side, pattern] of ways) {
    const match = pattern.exec(text);
    if (!match) continue;
    const holiday = holidayMeant(side, match.groups ?? {}, now, zone);
    const days = holiday && daysAt(side, holiday, now, zone);
    const named = match.groups?.day?.slice(0, 3).toLowerCase();
    // The day before it is the last on which schools are open.
    const day = named ? weekdays.indexOf(named) : match.groups?.one ? (side === 'before' ? 4 : 0) : -1;
    if (days && day >= 0) {
      const from = addDays(new TZDate(days.from, zone), day);
      const [begin, to] = [from, addDays(from, 1)].map((date) => new Date(date.getTime())) as [Date, Date];
      return { from: begin, to, said: `on ${sayDay(from, zone)}`, words: match[0] };
    }
    if (!days || !match.groups?.long) return days && { ...days, words: match[0] };
    const said = `in the fortnight ${side} ${holiday.said}`;
    if (side === 'before')
      return { ...days, from: new Date(addDays(new TZDate(days.from, zone), -7).getTime()), said, words: match[0] };
    return { ...days, to: new Date(addDays(new TZDate(days.to, zone), 7).getTime()), said, words: match[0] };
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
