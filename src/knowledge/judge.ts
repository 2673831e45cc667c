import type { KnowledgeIndex, Phrase } from './build-index.js';
import { weightOfKind } from './common-words.js';
import { gainOf, type Tokens } from './coverage.js';
import type { Evidence } from './evidence.js';
import type { Question } from './question.js';
import { stemOf } from './words.js';

/** What speaks for and against the question being one of ours at all, seen from the best candidate. */
export interface Grounds extends Omit<Evidence, 'bm25'> {
  /** How far the best candidate is ahead of the second. */
  readonly margin: number;
  /** Share of the question's weight in words of substance that no document has. */
  readonly unknown: number;
  /** 1 when there is any such word. */
  readonly anyUnknown: number;
  /** 1 when a word was put right: a guess, which may have bent a question into one of ours. */
  readonly anyCorrected: number;
  /** Share of it in words of subjects that are never ours, where the candidate does not have them itself. */
  readonly foreign: number;
  /** 1 when there is any such word. */
  readonly anyForeign: number;
  /** Things of the field that the question speaks of: none 0, one 0.5, two or more 1. */
  readonly field: number;
  /** Words of some substance that the candidate's own names do not have: none 0, three or more 1. */
  readonly unnamed: number;
  /** 1 when it speaks of what is the asker's own ("my", "our"), of which the collection knows nothing. */
  readonly own: number;
  /** Weight of the question that the candidate accounts for, in units of the rarest word: how much there is to go by. */
  readonly substance: number;
}

/** Months tell the events of a series apart and do not name it. */
const months: ReadonlySet<string> = new Set(
  'january february march april may june july august september october november december'.split(' ').map(stemOf),
);
const weightOfFillers = 0.3;

function isOfSubstance(stem: string): boolean {
  return weightOfKind(stem) > weightOfFillers && !months.has(stem);
}

const own: ReadonlySet<string> = new Set(['my', 'our', 'mine', 'ours']);

/**
 * Weighs whether a question is ours.
 * @param best the best candidate: what speaks for it, stems and meanings of its phrases, the phrases themselves
 * @param margin of the best candidate over the second, in points of the ranking
 */
export function groundsFor(
  question: Question,
  best: { readonly evidence: Evidence; readonly named: Tokens; readonly phrases: readonly Phrase[] },
  margin: number,
  index: KnowledgeIndex,
): Grounds {
  const { bm25: _, ...evidence } = best.evidence;
  const foreignAt = foreignPositions(question, best.phrases);
  let position = 0;
  let total = 0;
  let unknown = 0;
  let foreign = 0;
  let gained = 0;
  let unnamed = 0;
  for (const unit of question.units) {
    total += unit.weight;
    const gain = gainOf(unit, best.named);
    gained += gain;
    if (gain === 0 && unit.stems.some(isOfSubstance)) unnamed += 1;
    if (unit.unknown) unknown += unit.weight;
    if (unit.stems.some((_stem, offset) => foreignAt.has(position + offset))) foreign += unit.weight;
    position += unit.stems.length;
  }
  const share = (part: number) => (total === 0 ? 0 : part / total);
  return {
    ...evidence,
    margin: Math.min(margin, 3),
    unknown: share(unknown),
    anyUnknown: unknown > 0 ? 1 : 0,
    anyCorrected: question.corrected.size > 0 ? 1 : 0,
    foreign: share(foreign),
    anyForeign: foreignAt.size > 0 ? 1 : 0,
    field: Math.min(1, question.units.filter((unit) => unit.field).length / 2),
    unnamed: Math.min(1, unnamed / 3),
    own: question.words.some((word) => own.has(word)) ? 1 : 0,
    substance: Math.min(2, gained / Math.log(1 + (index.rarity.total + 0.5) / 0.5)),
  };
}

/**
 * Positions of words of other subjects. A stretch that a phrase of the candidate has, word by word, is its own subject,
 * and one within a longer phrase of the field ("postcode lottery") is ours.
 */
function foreignPositions(question: Question, phrases: readonly Phrase[]): Set<number> {
  const stems = question.units.flatMap((unit) => unit.stems);
  const unitAt = question.units.flatMap((unit) => unit.stems.map(() => unit));
  const positions = new Set<number>();
  for (const { start, length } of question.foreign) {
    const unit = unitAt[start];
    const inPhrase = unit !== undefined && unit.stems.length > length && unitAt[start + length - 1] === unit;
    if (inPhrase || isNamed(stems.slice(start, start + length), phrases)) continue;
    for (let offset = 0; offset < length; offset++) positions.add(start + offset);
  }
  return positions;
}

function isNamed(stretch: readonly string[], phrases: readonly Phrase[]): boolean {
  const sought = ` ${stretch.join(' ')} `;
  return phrases.some(
    ({ units, tokens }) =>
      stretch.every((stem) => tokens.has(stem)) &&
      ` ${units.flatMap((unit) => unit.stems).join(' ')} `.includes(sought),
  );
}
