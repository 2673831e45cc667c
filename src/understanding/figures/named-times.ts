import { TZDate } from '@date-fns/tz';
import { addDays, addMonths } from 'date-fns';
import { academicYearOf, sayAcademicYear, type Term } from '../../domain/academic-year.js';
import type { Stretch, Times } from '../../domain/figures/figures-query.js';
import { sayDay } from '../../domain/when.js';
import { academicYear, bare, calendarYear, instant, monthStretch, presentTerm, termDays, terms } from './stretches.js';

/** A place in the text, with the time that its words name. */
export interface Atom {
  readonly at: number;
  readonly end: number;
  readonly times: Times;
  /** It is a time only of another that is named: "the second briefing of 2024/25". */
  readonly onlyWithin?: true;
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const monthNames =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const numberWords: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  couple: 2,
  three: 3,
  few: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
};
const counts = '(two|three|four|five|six|seven|eight|nine|ten|couple(?: of)?|few|\\d{1,2})';

/** Every time that a text names by itself, in the order of the text. */
export function atomsIn(text: string, now: Date, zone: string): Atom[] {
  const found: Atom[] = [];
  for (const { pattern, read } of readers) {
    for (const match of text.matchAll(pattern)) {
      const at = match.index;
      const end = at + match[0].length;
      if (found.some((one) => at < one.end && end > one.at)) continue;
      const times = read(match, now, zone);
      if (times)
        found.push({
          at,
          end,
          times,
          ...(/^(?:the )?(?:second|third|fourth)$/.test(match[0]) ? { onlyWithin: true } : {}),
        });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

interface Reader {
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray, now: Date, zone: string) => Times | undefined;
}

/** A stretch as a time of a question. */
export const stretchOf = (stretch: Stretch): Times => ({ kind: 'stretch', stretch });

/** Tried in this order: what takes more words comes first. */
const readers: readonly Reader[] = [
  {
    pattern: /\b(?:the )?(?:financial|fiscal|tax) year (20)?(\d\d)\s?[/–-]\s?(?:20)?\d\d\b/g,
    read: (match, _, zone) => financialYear(2000 + Number(match[2]), zone),
  },
  {
    pattern:
      /\b(autumn|spring|summer)(?: term)?(?:,)?(?: of| in| for)? (20\d\d\s?[/-]\s?(?:20)?\d\d|\d\d\/\d\d|'?20\d\d|'?\d\d\b|last year|this year|last academic year)/g,
    read: (match, now, zone) => termOfYear(match[1] ?? '', match[2] ?? '', now, zone),
  },
  {
    pattern: /\b(?:(20)?(\d\d))\s?[/–-]\s?(?:20)?(\d\d)\b(?!\s?[/–-])/g,
    read: (match, _, zone) => {
      const year = 2000 + Number(match[2]);
      return (Number(match[2]) + 1) % 100 === Number(match[3]) ? stretchOf(academicYear(year, zone)) : undefined;
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:(?:mon|tue|tues|wed|wednes|weds|thu|thur|thurs|fri|sat|satur|sun)(?:day)?,? (?:the )?)?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${monthNames})\\.?(?:,? (20\\d\\d))?\\b`,
      'g',
    ),
    read: (match, now, zone) =>
      isNumberOfThem(match) ? undefined : dayOfMonth(Number(match[1]), monthOf(match[2]), match[3], now, zone),
  },
  {
    // "Jan 5", "June 25th": two figures alone after a month are its year.
    pattern: new RegExp(
      `\\b(${monthNames})\\.? (?:(\\d{1,2})(?:st|nd|rd|th)|([1-9]))(?:,? (20\\d\\d))?\\b(?![/-]| ?%)`,
      'g',
    ),
    read: (match, now, zone) => dayOfMonth(Number(match[2] ?? match[3]), monthOf(match[1]), match[4], now, zone),
  },
  {
    pattern: new RegExp(
      `\\b(${monthNames})\\.?,?(?: of| in)? (?:(20\\d\\d)|'(\\d\\d)|(\\d\\d)(?!\\d|st|nd|rd|th| ?%)|(last year|this year))\\b`,
      'g',
    ),
    read: (match, now, zone) => monthOfYear(match, now, zone),
  },
  {
    pattern: new RegExp(
      `\\b(?:(this|last|this past|this last) )?(${monthNames})(?: (?:just )?(?:gone|past))?\\b\\.?`,
      'g',
    ),
    read: (match, now, zone) => monthAlone(match, now, zone),
  },
  {
    pattern:
      /\b(?:the )?(?:academic |school )?year before last\b|\btwo years ago\b|\b(three|four|five|six|seven|eight|nine|ten|[2-9]|1\d) years ago\b/g,
    read: (match, now, zone) =>
      stretchOf(academicYear(academicYearOf(now, zone) - (match[1] ? numberIn(match[1]) : 2), zone)),
  },
  {
    pattern: new RegExp(
      `\\b(?:over |in |for )?(?:the )?(?:last|past|previous) ${counts} (?:academic |school )?years\\b`,
      'g',
    ),
    read: (match, now, zone) => lastYears(numberIn(match[1]), now, zone),
  },
  {
    pattern: new RegExp(`\\b(?:over |in |for )?(?:the )?(?:last|past|previous) ${counts} (?:school )?terms\\b`, 'g'),
    read: (match, now, zone) => lastTerms(numberIn(match[1]), now, zone),
  },
  {
    pattern: /\b(?:over |in |for |during )?(?:the )?(?:last|past|previous) (six|nine|ten|twelve|\d{1,2}) months\b/g,
    read: (match, now, zone) => lastMonths(numberIn(match[1]), now, zone),
  },
  {
    pattern:
      /\b(this|last|the current|current|the past|the previous|previous|the last) (academic |school |calendar )?year\b(?:'s)?/g,
    read: (match, now, zone) => yearSpoken(match[1] ?? '', match[2] ?? '', now, zone),
  },
  {
    pattern: /\b(?:the )?(this|last|current|previous) (?:school )?term\b(?:'s)?/g,
    read: (match, now, zone) => {
      const present = presentTerm(now, zone);
      return stretchOf(termDays(/last|previous/.test(match[1] ?? '') ? present - 1 : present, zone));
    },
  },
  {
    pattern: /\b(?:(?:the|this|last) )?(autumn|spring|summer)(?: term)?\b(?:'s)?/g,
    read: (match, now, zone) => {
      const back = (presentTerm(now, zone) - terms.indexOf((match[1] ?? '') as Term)) % 3;
      return stretchOf({ ...termDays(presentTerm(now, zone) - back, zone), latest: true });
    },
  },
  {
    // "This year than last": last year, where this one is named.
    pattern:
      /(?<=\bthis (?:academic |school )?year (?:\w+ ){0,4}(?:than|against|versus|vs|with|to|on|and|or) )last\b(?! (?:year|term|time|month|week))/g,
    read: (_, now, zone) => stretchOf(academicYear(academicYearOf(now, zone) - 1, zone)),
  },
  {
    pattern: /\b(this|last) (month|week)\b/g,
    read: (match, now, zone) => recentDays(match[1] ?? '', match[2] ?? '', now, zone),
  },
  {
    pattern: /\b(?:(?:the )?calendar year )?(20[0-4]\d)\b(?:'s)?/g,
    read: (match, _, zone) => stretchOf(calendarYear(Number(match[1]), zone)),
  },
  {
    pattern: new RegExp(
      `\\b(?:the )?(?:last|past|previous|most recent|latest) ${counts}\\b(?! (?:days|weeks|months))`,
      'g',
    ),
    read: (match) => ({ kind: 'last', count: numberIn(match[1]), skip: 0 }),
  },
  {
    pattern:
      /\b(?:the )?(?:(?:time|one|round) before last|last but one|second to last)\b|\bbefore last\b(?= ?$|[?.,!]| (?:at|how|what)\b)/g,
    read: () => ({ kind: 'last', count: 1, skip: 1 }),
  },
  {
    pattern:
      /\b(?:the )?(?:(?:very )?last|latest|most recent|previous)(?: (?:time|one|round))?\b(?! (?:days|weeks|months|\d))(?:'s)?/g,
    read: () => ({ kind: 'last', count: 1, skip: 0 }),
  },
  {
    pattern: /\b(?:the )?(?:very )?first(?: ever)?(?: (?:one|round))?\b(?![ -](?:time|half))/g,
    read: () => ({ kind: 'first', count: 1 }),
  },
  {
    pattern: /\b(?:the )?(second|third|fourth)\b(?! (?:time|half|year|best|most|\w+est\b|least|to last))/g,
    read: (match) => ({ kind: 'first', count: 1, skip: ['second', 'third', 'fourth'].indexOf(match[1] ?? '') + 1 }),
  },
  {
    pattern:
      /\b(?:the )?(?:next|upcoming|forthcoming|coming)(?: (?:one|round|time))?\b(?= |$|\?)(?<!\b(?:is|are|people|heads|governors|schools|who|has|have|been|many) coming)/g,
    read: () => ({ kind: 'coming' }),
  },
  {
    pattern:
      /\b(?:ever|(?:of )?all[- ]time|on record|since (?:records|it|they|you|we) (?:began|started)|over (?:the years|time)|in total history|all (?:the )?years)\b/g,
    read: () => ({ kind: 'ever' }),
  },
];

function numberIn(word: string | undefined): number {
  const said = (word ?? '').replace(' of', '');
  return /^\d/.test(said) ? Number(said) : (numberWords[said] ?? 1);
}

function monthOf(name: string | undefined): number {
  return months.indexOf((name ?? '').slice(0, 3));
}

function monthOfYear(match: RegExpMatchArray, now: Date, zone: string): Times | undefined {
  const month = monthOf(match[1]);
  const short = match[3] ?? match[4];
  if (match[2]) return stretchOf(monthStretch(Number(match[2]), month, zone));
  if (short) return Number(short) < 50 ? stretchOf(monthStretch(2000 + Number(short), month, zone)) : undefined;
  const year = academicYearOf(now, zone) - (match[5] === 'last year' ? 1 : 0);
  const ofSchoolYear = monthStretch(month >= 8 ? year : year + 1, month, zone);
  // "March this year", in autumn, has been: what lies ahead counts nothing.
  const isToCome = match[5] === 'this year' && ofSchoolYear.from > now;
  return stretchOf(isToCome ? monthStretch(new TZDate(now, zone).getFullYear(), month, zone) : ofSchoolYear);
}

/** "All 3 December briefings" are three of them, and no day. */
function isNumberOfThem({ 0: said, index, input }: RegExpExecArray): boolean {
  const before = input.slice(0, index).trim();
  const isPlain = /^\d{1,2} \p{L}+$/u.test(said);
  const isOfSeveral =
    /\b(?:all|both|these|those|our|the other)$/.test(before) &&
    /^ \p{L}+ ?\p{L}*s\b/u.test(input.slice(index + said.length));
  return isPlain && isOfSeveral;
}

const verbsLikeMonths = new Set(['may', 'march', 'mar', 'sep', 'dec', 'jan', 'nov']);

function monthAlone(match: RegExpExecArray, now: Date, zone: string): Times | undefined {
  const text = match.input;
  const name = match[2] ?? '';
  const before = text.slice(0, match.index).trim();
  const after = text.slice(match.index + match[0].length);
  // "May" asks leave more often than it names the month.
  if (name === 'may' && !match[1]) {
    const led =
      /(?:^|\b(?:in|for|since|and|or|the|at|from|to|vs|versus|than|about|last|on|before|after|until|of|with|was|were|did|does|,))$/.test(
        before,
      );
    if (!led || /^ (?:i|we|my|you|be|have|not|come)\b/.test(after)) return undefined;
  }
  if (verbsLikeMonths.has(name) && name.length === 3 && name !== 'may' && /^[a-z']/.test(after)) return undefined;
  const today = new TZDate(now, zone);
  const month = monthOf(name);
  const year = today.getFullYear() - (month > today.getMonth() ? 1 : 0);
  const stretch = monthStretch(year, month, zone);
  return stretchOf(match[1] || /gone|past/.test(match[0]) ? stretch : { ...stretch, latest: true });
}

function dayOfMonth(day: number, month: number, typed: string | undefined, now: Date, zone: string): Times | undefined {
  if (day < 1 || day > 31) return undefined;
  const today = new TZDate(now, zone);
  const guess = new TZDate(today.getFullYear(), month, day, zone);
  const year = typed ? Number(typed) : guess > today ? today.getFullYear() - 1 : today.getFullYear();
  const from = new TZDate(year, month, day, zone);
  if (from.getDate() !== day) return undefined;
  const stretch = { from: instant(from), to: instant(addDays(from, 1)), said: `on ${sayDay(from, zone)}` };
  return stretchOf(typed ? stretch : { ...stretch, latest: true });
}

function termOfYear(name: string, said: string, now: Date, zone: string): Times {
  const index = terms.indexOf(name as Term);
  const slashed = /(\d\d)\s?[/-]/.exec(said);
  const present = academicYearOf(now, zone);
  if (slashed) return stretchOf(termDays((2000 + Number(slashed[1])) * 3 + index, zone));
  if (/year/.test(said))
    return stretchOf(termDays((said.startsWith('this') ? present : present - 1) * 3 + index, zone));
  const year = 2000 + (Number(said.replace("'", '')) % 100);
  return stretchOf(termDays((name === 'autumn' ? year : year - 1) * 3 + index, zone));
}

function yearSpoken(which: string, kind: string, now: Date, zone: string): Times {
  const back = /last|past|previous/.test(which) ? 1 : 0;
  const today = new TZDate(now, zone).getFullYear();
  if (kind.startsWith('calendar')) return stretchOf(calendarYear(today - back, zone));
  const year = academicYearOf(now, zone) - back;
  const stretch = academicYear(year, zone);
  return stretchOf(kind || year !== today - back ? stretch : { ...stretch, orCalendarYear: today - back });
}

function lastYears(count: number, now: Date, zone: string): Times {
  const last = academicYearOf(now, zone);
  const from = academicYear(last - count, zone);
  const to = academicYear(last - 1, zone);
  return stretchOf({ from: from.from, to: to.to, said: `from ${bare(from.said)} to ${bare(to.said)}` });
}

function lastMonths(count: number, now: Date, zone: string): Times {
  const today = new TZDate(now, zone);
  const said = `in the ${count} months to ${sayDay(today, zone)}`;
  return stretchOf({ from: instant(addMonths(today, -count)), to: instant(addDays(today, 1)), said });
}

/** From April to March. @param year in which it begins */
function financialYear(year: number, zone: string): Times {
  const from = new TZDate(year, 3, 1, zone);
  const said = `in the financial year ${sayAcademicYear(year)}`;
  return stretchOf({ from: instant(from), to: instant(addMonths(from, 12)), said });
}

function lastTerms(count: number, now: Date, zone: string): Times {
  const last = presentTerm(now, zone) - 1;
  const from = termDays(last - count + 1, zone);
  return stretchOf({ from: from.from, to: termDays(last, zone).to, said: `in the last ${count} terms` });
}

function recentDays(which: string, unit: string, now: Date, zone: string): Times {
  const today = new TZDate(now, zone);
  const back = which === 'last' ? 1 : 0;
  if (unit === 'month') return stretchOf(monthStretch(today.getFullYear(), today.getMonth() - back, zone));
  const monday = addDays(
    new TZDate(today.getFullYear(), today.getMonth(), today.getDate(), zone),
    -((today.getDay() + 6) % 7) - 7 * back,
  );
  return stretchOf({ from: instant(monday), to: instant(addDays(monday, 7)), said: `${which} week` });
}
