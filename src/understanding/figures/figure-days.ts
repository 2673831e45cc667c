import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns';
import { dayMs } from '../../domain/durations.js';
import type { Times } from '../../domain/figures/figures-query.js';
import { type Atom, atomsIn, stretchOf } from './named-times.js';
import { bare, instant, lengthOf } from './stretches.js';

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
    /\b(?:the )?(?:academic |school )?(?:years? (?:before|earlier|previously|prior)(?: that)?(?! (?:last|covid))|(?:at )?(?:(?:same|this) (?:time|point|stage)|same (?:term|month|one)) (?:the |of )?(?:last year|(?:the )?year before|(?:the )?previous year)|a year (?:ago|earlier|before)|(?:previous|prior|preceding) year)\b|\byear on year\b/,
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

/** Joins atoms into ranges ("between A and B", "since A"), and puts a mark in the place of each. */
function mark(text: string, atoms: readonly Atom[], now: Date, zone: string): Pick<FigureDays, 'times' | 'rest'> {
  const times: Times[] = [];
  let rest = '';
  let done = 0;
  for (let index = 0; index < atoms.length; index += 1) {
    const atom = atoms[index];
    if (!atom) break;
    const next = atoms[index + 1];
    const within = next && withinNext(text, atom, next, now, zone);
    if (within) {
      // The words between name what was held, and are left to be read.
      rest += `${text.slice(done, atom.at)} ‹day› ${text.slice(atom.end, next.at).replace(sideWords, ' ')} `;
      times.push(within);
      done = next.end;
      index += 1;
      continue;
    }
    if (atom.onlyWithin) continue;
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

/** "The first briefing of 2025/26", "the last one before Christmas": the first or last of those that were held then. */
function withinNext(text: string, { end, times }: Atom, next: Atom, now: Date, zone: string): Times | undefined {
  if ((times.kind !== 'last' && times.kind !== 'first') || next.times.kind !== 'stretch') return undefined;
  const between = text.slice(end, next.at);
  if (!/^(?: [\p{L}'’]+){0,5} $/u.test(between) || !leadsWithin.test(between) || setsApart.test(between))
    return undefined;
  const side = sideOf(between, text.slice(next.end), next, now, zone);
  const { stretch } = side?.kind === 'stretch' ? side : next.times;
  return { ...times, within: stretch };
}

const leadsWithin = / (?:of|in|during|from|for|before|until|after|since)(?: the)? $/;
const setsApart = /\b(?:and|or|vs?|versus|than|with|to|against|compar\w+|how|what|did|was|were)\b/;

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
