import { distance } from 'fastest-levenshtein';
import { splitWords, stemOf } from '../../knowledge/words.js';

/** What several people said in nearly the same words. */
export interface Remark {
  /** Of one of them: the shortest, which tells least of who said it. */
  readonly words: string;
  /** How many people said it; 1 for what only one said. */
  readonly people: number;
}

/** Words that say nothing by themselves. */
const empty = new Set(
  splitWords(
    `a an the and or but so of to in on at for from with by as it its is was were be been are am i we you they he she me us my our
     your their this that these those there here would could should can will may might please like have has had do did does just
     really very quite some any all also which who what when how than then because about into if think thought felt found
     bit lot next time again`,
  ),
);

/** Where one of two remarks has such a word and the other has not, they may say the opposite. */
const turning = new Set(
  splitWords(
    `not no never nothing none nobody without dont didnt wasnt isnt couldnt wouldnt cant wont less fewer more most least too enough
     long longer short shorter early earlier late later hot cold warm cool good great bad poor best worst better worse big bigger small
     smaller fast faster slow slower quick easy hard easier harder loud quiet high low higher lower first last before after start end
     begin keep stop add remove drop cut up down morning afternoon evening`,
  ).map(stemOf),
);

interface Read {
  readonly words: string;
  readonly plain: string;
  readonly stems: ReadonlySet<string>;
  readonly turns: string;
}

/** Of what stems two remarks have together, so much must be in both. */
const alikeFrom = 0.7;

/**
 * Groups remarks that say much the same: their words have the same stems but for a misspelling or a small word, and none turns
 * the sense of the other round. A remark joins only those with which it agrees one by one, and is alone in case of doubt.
 * @param remarks one of each person
 * @returns what most people said first, otherwise in the order given
 */
export function groupRemarks(remarks: readonly string[]): Remark[] {
  const groups: Read[][] = [];
  for (const remark of remarks.map(readRemark)) {
    const group = groups.find((others) => others.every((other) => sayTheSame(remark, other)));
    if (group) group.push(remark);
    else groups.push([remark]);
  }
  return groups
    .map((group) => ({ words: shortestOf(group), people: group.length }))
    .sort((a, b) => b.people - a.people);
}

function readRemark(words: string): Read {
  const all = splitWords(words);
  const stems = new Set(all.filter((word) => !empty.has(word)).map(stemOf));
  const turns = [...stems].filter((stem) => turning.has(stem) || /\d/.test(stem));
  return { words, plain: all.join(' '), stems, turns: turns.sort().join(' ') };
}

function sayTheSame(a: Read, b: Read): boolean {
  if (a.plain === b.plain) return true;
  if (a.turns !== b.turns || a.stems.size === 0 || b.stems.size === 0) return false;
  const rest = new Set([...b.stems].filter((stem) => !a.stems.has(stem)));
  const missing = [...a.stems].filter((stem) => !b.stems.has(stem));
  const misspelt = missing.filter((stem) => {
    const meant = [...rest].find((other) => isMisspelt(stem, other));
    return meant !== undefined && rest.delete(meant);
  }).length;
  const both = a.stems.size - missing.length + misspelt;
  return both / (a.stems.size + b.stems.size - both) >= alikeFrom;
}

/** One letter amiss in a word of some length; the first is seldom the wrong one. */
function isMisspelt(a: string, b: string): boolean {
  if (turning.has(a) || turning.has(b)) return false;
  return Math.min(a.length, b.length) >= 5 && a[0] === b[0] && distance(a, b) <= 1;
}

function shortestOf(group: readonly Read[]): string {
  return group.reduce((best, { words }) => (words.length < best.length ? words : best), group[0]?.words ?? '');
}
