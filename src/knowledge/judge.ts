import type { KnowledgeIndex, Phrase } from './build-index.js';
import { isGrammar, weightOfKind } from './common-words.js';
import { gainsOf, type Tokens } from './coverage.js';
import type { Evidence } from './evidence.js';
import { isPlaceName } from './places.js';
import type { Question } from './question.js';
import { askedIn, type Told } from './told.js';
import { stemOf } from './words.js';

/** Features that decide whether the question is one of ours at all, compared with the best candidate. */
export interface Grounds extends Omit<Evidence, 'bm25'> {
  /** How likely the best candidate is among all that were found, by the ranking alone; and the first three together. */
  readonly ahead: number;
  readonly aheadThree: number;
  /** Share of the question's weight in words of substance that no document has, nor any word like them. */
  readonly unknown: number;
  /** How far the strangest of them is from any word of the documents. */
  readonly strangest: number;
  /** 1 if a spelling was corrected: a guess, which may have turned the question into one of ours. */
  readonly anyCorrected: number;
  /** 1 if any of them is far from all words of the documents. */
  readonly anyUnknown: number;
  /** Share of it in words of subjects of other trades, where the candidate does not have them itself. */
  readonly foreign: number;
  /** 1 when there is any such word. */
  readonly anyForeign: number;
  /** 1 when it names a county or a town that no document has. */
  readonly elsewhere: number;
  /** 1 when it asks for a time, a number or a sum, and the candidate has none. */
  readonly unsaid: number;
  /** Things of the field that the question speaks of: none 0, one 0.5, two or more 1. */
  readonly field: number;
  /** Words of some substance that the candidate's own names do not have: none 0, three or more 1. */
  readonly unnamed: number;
  /** 1 when it is asked as one person ("I", "my"), and 1 when it is asked for a school ("we", "our"). */
  readonly forOneself: number;
  readonly forSchool: number;
  /** 1 when it speaks of something of the asker's own that is no thing of the field ("my parcel"), of which nothing is known. */
  readonly ownThing: number;
  /** 1 when it orders something done ("track my …", "put a … on"), which no article does. */
  readonly orders: number;
  /** 1 when the candidate's names account for one of its words of substance alone. */
  readonly lone: number;
  /** How much is said at all, in units of the rarest word: nothing 0, four of them or more 1. */
  readonly said: number;
  /** Weight of the question that the candidate accounts for, in units of the rarest word: how much there is to go by. */
  readonly substance: number;
  /** The same of the weight that its names account for, likeness included. */
  readonly substanceByNames: number;
  /** The best of its words that a name of the candidate has, likeness included, in units of the rarest word. */
  readonly strongest: number;
  /** In how many ways the candidate can be asked for: none but its name 0, sixteen or more 1. */
  readonly ways: number;
}

/** Months distinguish the events of a series but do not name it. */
const months: ReadonlySet<string> = new Set(
  'january february march april may june july august september october november december'.split(' ').map(stemOf),
);
const weightOfFillers = 0.3;
/** A word further than this from every word of the documents is foreign to them. */
const far = 0.6;

function isOfSubstance(stem: string): boolean {
  return weightOfKind(stem) > weightOfFillers && !months.has(stem);
}

const ofOneself: ReadonlySet<string> = new Set(['i', 'im', 'ive', 'me', 'my', 'mine']);
const ofSchool: ReadonlySet<string> = new Set(['we', 'were', 'weve', 'us', 'our', 'ours']);

/** The best candidate: what speaks for it, stems and meanings of its phrases, of all of it, and the phrases themselves. */
export interface Best {
  readonly evidence: Evidence;
  readonly named: Tokens;
  readonly anywhere: Tokens;
  readonly phrases: readonly Phrase[];
  /** What of time, number and money it tells. */
  readonly tells: { readonly has: (one: Told) => boolean };
}

/** How likely the first candidates are by the ranking alone. */
export interface LeadingChances {
  readonly first: number;
  readonly three: number;
}

/**
 * Computes the features that decide whether a question is ours.
 */
export function groundsFor(question: Question, best: Best, ahead: LeadingChances, index: KnowledgeIndex): Grounds {
  const { bm25: _, ...evidence } = best.evidence;
  const named: Tokens = { has: best.named.has, nearness: () => 0 };
  const foreignAt = foreignPositions(question, best);
  let position = 0;
  const sums = {
    total: 0,
    foreign: 0,
    unknown: 0,
    strangest: 0,
    gained: 0,
    gainedNear: 0,
    strongest: 0,
    unnamed: 0,
    named: 0,
  };
  for (const unit of question.units) {
    const ofSubstance = unit.stems.some(isOfSubstance);
    const { exact: gain, near: gainNear } = gainsOf(unit, named);
    sums.total += unit.weight;
    sums.gained += gain;
    sums.gainedNear += gainNear;
    sums.strongest = Math.max(sums.strongest, gainNear);
    if (unit.stems.some((_stem, offset) => foreignAt.has(position + offset))) sums.foreign += unit.weight;
    position += unit.stems.length;
    if (ofSubstance && gain === 0) sums.unnamed += 1;
    if (ofSubstance && gain > 0) sums.named += 1;
    if (!unit.unknown) continue;
    sums.unknown += unit.weight * (1 - unit.nearest);
    if (ofSubstance) sums.strangest = Math.max(sums.strangest, 1 - unit.nearest);
  }
  const has = (some: ReadonlySet<string>) => (question.words.some((word) => some.has(word)) ? 1 : 0);
  const share = (part: number) => (sums.total === 0 ? 0 : part / sums.total);
  const rarest = Math.log(1 + (index.rarity.total + 0.5) / 0.5);
  return {
    ...evidence,
    ahead: ahead.first,
    aheadThree: ahead.three,
    unknown: share(sums.unknown),
    strangest: sums.strangest,
    anyCorrected: question.corrected.size > 0 ? 1 : 0,
    anyUnknown: sums.strangest > far ? 1 : 0,
    foreign: share(sums.foreign),
    anyForeign: foreignAt.size > 0 ? 1 : 0,
    elsewhere: question.units.some(({ stems, unknown }) => unknown && stems.some(isPlaceName)) ? 1 : 0,
    unsaid: askedIn(question.words).some((one) => !best.tells.has(one)) ? 1 : 0,
    field: Math.min(1, question.units.filter((unit) => unit.field).length / 2),
    unnamed: Math.min(1, sums.unnamed / 3),
    forOneself: has(ofOneself),
    forSchool: has(ofSchool),
    ownThing: speaksOfOwnThing(question) ? 1 : 0,
    orders: isOrder(question.words) ? 1 : 0,
    lone: sums.named <= 1 ? 1 : 0,
    said: Math.min(1, sums.total / rarest / 4),
    substance: Math.min(2, sums.gained / rarest),
    substanceByNames: Math.min(2, sums.gainedNear / rarest),
    strongest: Math.min(1, sums.strongest / rarest),
    ways: Math.min(1, (best.phrases.length - 1) / 15),
  };
}

const opening = '(?:(?:please|pls|just|now|ok|so|hey|and|then|(?:can|could|would|will) you|i (?:need|want) you to) )*';
/** Verbs that ask to be told, and those that begin "(I) need a …". */
const tellingOrTold =
  'tell|explain|describe|show|list|remind|summarise|summarize|outline|give|say|define|compare|help|find|need|want|lost|left|got|have|had|wish|like|love|hope|is|are|was|were';
const whatIsDone = 'me|my|a|an|the|your|this|that|these|those|it|some|all|any|up|down|off|out|us|our|\\d+';
const order = new RegExp(
  `^${opening}(?!(?:${tellingOrTold}) )(?!\\p{L}+(?:ing|ed) )(\\p{L}{2,}) (?:${whatIsDone}) `,
  'u',
);

/** "Track my parcel", "can you put a stop on it": a verb stands first that asks for no telling, and what it is done to follows. */
function isOrder(words: readonly string[]): boolean {
  const [, verb] = order.exec(`${words.join(' ')} `) ?? [];
  return verb !== undefined && !isGrammar(verb);
}

/** "My school" and "our cluster" are of the field; "my parcel" is not. */
function speaksOfOwnThing({ words, units }: Question): boolean {
  let position = 0;
  return units.some(({ stems, field }) => {
    const before = words[position - 1];
    position += stems.length;
    return (before === 'my' || before === 'our') && !field;
  });
}

/**
 * Positions of words of other trades. A stretch that the candidate has is its own subject, and one within a longer phrase of the
 * field ("postcode lottery") is ours.
 */
function foreignPositions(question: Question, { phrases, anywhere }: Best): Set<number> {
  const stems = question.units.flatMap((unit) => unit.stems);
  const unitAt = question.units.flatMap((unit) => unit.stems.map(() => unit));
  const positions = new Set<number>();
  for (const { start, length } of question.foreign) {
    const unit = unitAt[start];
    const inPhrase = unit !== undefined && unit.stems.length > length && unitAt[start + length - 1] === unit;
    const stretch = stems.slice(start, start + length);
    const known = length === 1 ? stretch.every((stem) => anywhere.has(stem)) : isNamed(stretch, phrases);
    if (inPhrase || known) continue;
    for (let offset = 0; offset < length; offset++) positions.add(start + offset);
  }
  return positions;
}

function isNamed(stretch: readonly string[], phrases: readonly Phrase[]): boolean {
  const sought = ` ${stretch.join(' ')} `;
  return phrases.some(
    ({ units, tokens }) =>
      stretch.every((stem) => tokens.includes(stem)) &&
      ` ${units.flatMap((unit) => unit.stems).join(' ')} `.includes(sought),
  );
}
