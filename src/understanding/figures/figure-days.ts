import { TZDate } from '@date-fns/tz';
import { addDays, addMonths } from 'date-fns';
import { academicYearOf, sayAcademicYear, type Term } from '../../domain/academic-year.js';
import { dayMs } from '../../domain/durations.js';
import type { Stretch, Times } from '../../domain/figures/figures-query.js';
import { sayDay } from '../../domain/when.js';
import {
  academicYear,
  bare,
  calendarYear,
  instant,
  lengthOf,
  monthStretch,
  presentTerm,
  termDays,
  terms,
} from './stretches.js';

/** The times that a question names, and what is left of its words. */
export interface FigureDays {
  readonly times: readonly Times[];
  /** The text, a mark in the place of each. */
  readonly rest: string;
  /** Against the time named or talked of before: "the year before" is -1. */
  readonly years: number | undefined;
  /** Against the event talked of before: "the one before" is -1. */
  readonly rounds: number | undefined;
  /** Up to now, of what is under way or still to come. */
  readonly soFar: boolean;
  /** It leans on a time of which nobody can say the day: "before covid". */
  readonly vague: string | undefined;
}

/** A place in the text, with the time that its words name. */
interface Atom {
  readonly at: number;
  readonly end: number;
  readonly times: Times;
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

/** Words that name a time: what a misspelling may be of. */
export const dayVocabulary: ReadonlySet<string> = new Set(
  `january february march april august september october november december autumn spring summer three seven eight
academic school calendar years terms month weeks latest recent previous covid pandemic before after since until between next later
earlier following first second third fourth fifth these those there their where which would could should about other every`.split(
    /\s+/,
  ),
);

/** Reads every time that a text names, as one speaks of what was: a month without a year is the latest. */
export function figureDaysInWords(typed: string, now: Date, zone: string): FigureDays {
  let text = typed.toLowerCase().replace(/[’‘`´]/g, "'");
  const take = (pattern: RegExp) => {
    const found = pattern.exec(text);
    if (found) text = text.replace(found[0], ' ');
    return found;
  };
  const vague = take(
    /\b(?:before|since|after|pre|post|during)[\s-]+(?:the )?(?:covid(?:[\s-]?19)?|pandemic|lockdowns?)\b/,
  )?.[0];
  const years = yearsAgainst(take);
  const rounds = roundsAgainst(take);
  const soFar =
    take(
      /\b(?:so far|up to now|up till now|to date|as it stands|as of now|right now|at the moment|currently|already)\b/,
    ) !== null;
  const marked = mark(text, atomsIn(text, now, zone), now, zone);
  return { ...marked, years, rounds, soFar, vague };
}

type Take = (pattern: RegExp) => RegExpExecArray | null;

function yearsAgainst(take: Take): number | undefined {
  const before = take(
    /\b(?:the )?(?:academic |school )?(?:years? (?:before|earlier|previously|prior)(?: that)?(?! (?:last|covid))|same (?:time|term|month|point|one) (?:the )?(?:last year|(?:the )?year before|(?:the )?previous year)|a year (?:ago|earlier|before)|(?:previous|prior|preceding) year)\b|\byear on year\b/,
  );
  if (before) return -1;
  if (take(/\btwo years (?:before|earlier)(?: that)?\b/)) return -2;
  return take(/\b(?:the )?(?:following year|year after)(?: that)?\b/) ? 1 : undefined;
}

function roundsAgainst(take: Take): number | undefined {
  if (take(/\b(?:the )?(?:one|time|round|term) before that\b|\b(?:the )?(?:one|time|round) before\b(?! last)/))
    return -1;
  return take(/\b(?:the )?(?:one|time|round) after(?: that)?\b/) ? 1 : undefined;
}

function atomsIn(text: string, now: Date, zone: string): Atom[] {
  const found: Atom[] = [];
  for (const { pattern, read } of readers) {
    for (const match of text.matchAll(pattern)) {
      const at = match.index;
      const end = at + match[0].length;
      if (found.some((one) => at < one.end && end > one.at)) continue;
      const times = read(match, now, zone);
      if (times) found.push({ at, end, times });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

interface Reader {
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray, now: Date, zone: string) => Times | undefined;
}

const stretchOf = (stretch: Stretch): Times => ({ kind: 'stretch', stretch });

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
    read: (match, now, zone) => dayOfMonth(Number(match[1]), monthOf(match[2]), match[3], now, zone),
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
    pattern: /\b(?:the )?(?:(?:time|one|round) before last|last but one|second to last)\b/g,
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

/** Joins atoms into ranges ("between A and B", "since A"), and puts a mark in the place of each. */
function mark(text: string, atoms: readonly Atom[], now: Date, zone: string): Pick<FigureDays, 'times' | 'rest'> {
  const times: Times[] = [];
  let rest = '';
  let done = 0;
  for (let index = 0; index < atoms.length; index += 1) {
    const atom = atoms[index];
    if (!atom) break;
    const next = atoms[index + 1];
    const before = text.slice(done, atom.at);
    const between = next ? text.slice(atom.end, next.at) : '';
    const range = next && rangeOf(text.slice(0, atom.at), between, atom, next);
    const side = range ? undefined : sideOf(before, text.slice(atom.end), atom, now, zone);
    rest += range || side ? before.replace(sideWords, ' ') : before;
    rest += ' ‹day› ';
    times.push(range || side || atom.times);
    done =
      range && next
        ? next.end
        : atom.end + ((side && /^ (?:onwards?|on)\b/.exec(text.slice(atom.end))?.[0].length) || 0);
    if (range) index += 1;
  }
  return { times, rest: rest + text.slice(done) };
}

const sideWords = /\b(?:between|from|since|after|before|until|till|up to|prior to|starting)(?: the| the end of)?\s*$/;

function rangeOf(before: string, between: string, one: Atom, other: Atom): Times | undefined {
  if (one.times.kind !== 'stretch' || other.times.kind !== 'stretch') return undefined;
  const from = one.times.stretch;
  const to = other.times.stretch;
  const joins =
    /\bbetween(?: the)?\s*$/.test(before) && /^\s*(?:and|&|to)\s*(?:the\s*)?$/.test(between)
      ? true
      : /^\s*(?:to|until|till|through(?: to)?|-|–)\s*(?:the\s*)?$/.test(between);
  // "The difference between June and March", "compare June to March" take two; only a stretch that goes on is one.
  if (!joins || from.from >= to.from || setsAgainst.test(before)) return undefined;
  // Between two months it fell from the one to the other; between two years there is a course, and not the sums of all that was held.
  if (tellsOfChange.test(before) && Math.max(lengthOf(from), lengthOf(to)) < longestMonth) return undefined;
  return stretchOf({ from: from.from, to: to.to, said: `from ${bare(from.said)} to ${bare(to.said)}` });
}

/** Two times are held against each other, rather than one stretch named. */
const setsAgainst = /\bdifference between(?: the)?\s*$|\bcompar\w+\b/;
const tellsOfChange =
  /\b(?:change\w*|fall|fell|rise|rose|grow|grew|drop\w*|increase\w*|decrease\w*|go(?:ne)? (?:up|down)|went (?:up|down)|up|down)\b.*\bbetween(?: the)?\s*$/;

/** In milliseconds. */
const longestMonth = 32 * dayMs;

function sideOf(before: string, after: string, { times }: Atom, now: Date, zone: string): Times | undefined {
  if (times.kind !== 'stretch') return undefined;
  const { stretch } = times;
  const word = sideWords.exec(before)?.[0].trim().split(' ')[0];
  const onwards = /^ (?:onwards?|on)\b/.test(after);
  const until = addDays(new TZDate(now, zone), 1);
  if (word === 'since' || word === 'starting' || onwards)
    return stretchOf({ from: stretch.from, to: instant(until), said: `since ${bare(stretch.said)}` });
  if (word === 'after') return stretchOf({ from: stretch.to, to: instant(until), said: `after ${bare(stretch.said)}` });
  if (word === 'before' || word === 'until' || word === 'till' || word === 'prior')
    return stretchOf({ from: new Date(0), to: stretch.from, said: `before ${bare(stretch.said)}` });
  return undefined;
}

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
  return stretchOf(monthStretch(month >= 8 ? year : year + 1, month, zone));
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
