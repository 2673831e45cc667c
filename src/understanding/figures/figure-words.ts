import type { Group, Measure, Operation } from '../../domain/figures/figures-query.js';
import type { Phase } from '../../domain/person.js';
import type { Audience } from './figure-names.js';
import { type Effect, phrases } from './figure-phrases.js';

/** What the words of a question ask for, beside what they name. */
export interface FigureWords {
  readonly measures: readonly Measure[];
  readonly operations: readonly Operation[];
  readonly by: readonly Group[];
  readonly audiences: readonly Audience[];
  readonly phases: readonly Phase[];
  readonly academies: boolean;
  readonly coming: boolean;
  /** "How many", "numbers", "average": a number is asked for. */
  readonly counts: boolean;
  /** Somebody came, booked or missed it: only events have that. */
  readonly ofEvents: boolean;
  /** Schools are counted, or a kind of school. */
  readonly schools: boolean;
  /** What is asked of a part that is not told apart: the chairs among the governors. */
  readonly beyond: readonly string[];
  /** Words that ask what no record of ours counts: money, time, what may be done. */
  readonly elsewhere: readonly string[];
  /** Words of which nothing is known. */
  readonly unknown: readonly string[];
}

const compiled = phrases.map(([source, ...effects]) => [new RegExp(`(?<= )(?:${source})(?= )`, 'g'), effects] as const);

/** Words that hold a sentence together, and say nothing of what is counted. */
const small = new Set(
  `a an the of to in on at for from with and or so then as it its they them their there that this these those is are was were be been
being do does did has have had we us our you your please thanks thank ta cheers hi hello hiya all what which
who how when tell show give get let know see find out want need like would wondering wonder looking look quick question just ok
right now hey dear team bot staffroom people folk folks colleagues staff everyone everybody anyone anybody somebody
someone about roughly approx approximately exactly one ones round rounds event events session sessions meeting meetings held me us many 's number some any yet ever actually really much partnership county year years term terms month got gets sent send sends draws attracts attracted provided thing things anything everything nowadays normally generally everywhere anywhere across stuff because briefly update report board remind takes take taking called titled named happened happen
here lot lots whole past well done together year's recent recently`
    .split(/\s+/)
    .filter(Boolean),
);

/** A word with its endings, as the phrases write it: "compar(?:e|ed)" is "compare" and "compared". */
function wordsOf(source: string): string[] {
  const endings = [...source.matchAll(/([a-z]+)\(\?:([a-z|]+)\)(\?)?([a-z]*)/g)].flatMap(
    ([, stem = '', ends = '', optional, rest = '']) => [
      ...ends.split('|').map((end) => stem + end + rest),
      ...(optional ? [stem + rest] : []),
    ],
  );
  const optionalLetters = [...source.matchAll(/([a-z]+)([a-z ])\?([a-z]*)/g)].flatMap(
    ([, stem = '', letter = '', rest = '']) => [stem + rest, (stem + letter + rest).trim()],
  );
  return [...endings, ...optionalLetters, ...(source.match(/(?<![a-z])[a-z]+(?![a-z\\]|\(\?:[a-z])/g) ?? [])];
}

/** Every word of the phrases: what a misspelling may be of. */
export const figureVocabulary: ReadonlySet<string> = new Set(
  [...phrases.flatMap(([source]) => wordsOf(source)), ...small].filter(
    (word) => word.length > 4 && !word.includes(' '),
  ),
);

/** A word that asks for a number or holds a question together, and so is nobody's name. */
export function isFigureWord(word: string): boolean {
  return small.has(word) || figureVocabulary.has(word);
}

/** Whom a longer phrase speaks of: "more heads came than" is of heads. */
function whomIn(phrase: string): Effect[] {
  return [
    ...(/\b(heads|head ?teachers?)\b/.test(phrase) ? [{ audience: 'heads' } as const] : []),
    ...(/\bgovernors\b/.test(phrase) ? [{ audience: 'governors' } as const] : []),
    ...(/\bbookings\b/.test(phrase) ? [{ measure: 'booked', ofEvents: true } as const] : []),
    ...(/\bschools\b/.test(phrase) ? [{ says: 'schools' } as const] : []),
    ...(/\b(attendance|turnout)\b/.test(phrase) ? [{ says: 'ofEvents' } as const] : []),
  ];
}

/** Takes the words that ask out of tokens. @param tokens names and days already replaced by marks */
export function figureWordsIn(tokens: readonly string[]): FigureWords {
  let text = ` ${tokens.join(' ')} `;
  const effects: Effect[] = [];
  const elsewhere: string[] = [];
  const beyond: string[] = [];
  for (const [pattern, all] of compiled) {
    let found = false;
    // A mark stays behind, so that words on both sides are no phrase together; what named something stays as well.
    text = text.replace(pattern, (match) => {
      found = true;
      effects.push(...whomIn(match));
      if (all.some((effect) => 'says' in effect && effect.says === 'elsewhere')) elsewhere.push(match);
      if (all.some((effect) => 'says' in effect && effect.says === 'beyond')) beyond.push(match);
      const marks = match.match(/‹[a-z]+›/g) ?? [];
      return ['·', ...marks].join(' ');
    });
    if (found) effects.push(...all);
  }
  const unknown = text.split(' ').filter((word) => word !== '' && word !== '·' && !/^‹/.test(word) && !small.has(word));
  const all = <Key extends string>(key: Key) =>
    effects.flatMap((effect) => (key in effect ? [(effect as Record<Key, unknown>)[key]] : []));
  const says = new Set(all('says'));
  return {
    measures: [...new Set(all('measure'))] as Measure[],
    operations: [...new Set(all('operation'))] as Operation[],
    by: [...new Set(all('by'))] as Group[],
    audiences: [...new Set(all('audience'))] as Audience[],
    phases: [...new Set(all('phase'))] as Phase[],
    academies: says.has('academies'),
    coming: says.has('coming'),
    counts: says.has('counts'),
    ofEvents: says.has('ofEvents') || effects.some((effect) => 'ofEvents' in effect),
    schools: says.has('schools'),
    beyond,
    elsewhere,
    unknown,
  };
}
