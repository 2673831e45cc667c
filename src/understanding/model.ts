import { isEnglish } from '../knowledge/english.js';
import { isNear } from './tokens.js';
import trained from './weights.json' with { type: 'json' };

/** How a clause is meant: asking for it, asking about it, denying it, and so on. */
export type Stance = 'ask' | 'question' | 'negated' | 'conditional' | 'reported' | 'statement' | 'other' | 'social';

/** A reading with how likely it is, 0 to 1. */
export interface Likely<Name extends string> {
  readonly name: Name;
  readonly share: number;
}

/** What a clause may be about, and how it may be meant; the likeliest first. */
interface Weighed {
  readonly act: readonly Likely<string>[];
  readonly stance: readonly Likely<Stance>[];
}

/** A linear model over words and runs of words, as `npm run train` writes it. */
export interface Model {
  /** In the order of the weights: first what is wanted, then how it is meant. */
  readonly acts: readonly string[];
  readonly stances: readonly string[];
  /** Words of the sentences that it learnt from. */
  readonly words: string;
  /** By feature: `label weight` pairs, the weight in hundredths. */
  readonly features: Readonly<Record<string, string>>;
}

interface Loaded {
  readonly acts: readonly string[];
  readonly stances: readonly Stance[];
  readonly words: ReadonlySet<string>;
  readonly byLetter: ReadonlyMap<string, readonly string[]>;
  readonly features: ReadonlyMap<string, Int16Array>;
}

/** Makes a model ready. */
export function loadModel(model: Model): Loaded {
  const words = model.words.split(' ');
  const byLetter = new Map<string, string[]>();
  for (const word of words)
    if (word.length > 3) byLetter.set(word.charAt(0), [...(byLetter.get(word.charAt(0)) ?? []), word]);
  return {
    acts: model.acts,
    stances: model.stances as readonly Stance[],
    words: new Set(words),
    byLetter,
    features: new Map(
      Object.entries(model.features).map(([name, pairs]) => [name, Int16Array.from(pairs.split(' '), Number)]),
    ),
  };
}

const ours = loadModel(trained);

/** Words that messages are made of, whoever writes them. */
export const ordinaryWords: ReadonlySet<string> = ours.words;

/**
 * Scores what a clause may mean.
 * @param words as `abstractClause` gives them
 */
export function weigh(words: readonly string[], asks: boolean, model: Loaded = ours): Weighed {
  const { acts, stances } = model;
  const scores = new Float64Array(acts.length + stances.length);
  for (const feature of featuresOf(
    words.map((word) => inModel(word, model)),
    asks,
  )) {
    const weights = model.features.get(feature);
    if (!weights) continue;
    for (let at = 0; at < weights.length; at += 2) {
      const label = weights[at] ?? 0;
      scores[label] = (scores[label] ?? 0) + (weights[at + 1] ?? 0) / 100;
    }
  }
  return { act: shared(acts, scores.subarray(0, acts.length)), stance: shared(stances, scores.subarray(acts.length)) };
}

function shared<Name extends string>(names: readonly Name[], scores: Float64Array): Likely<Name>[] {
  const top = Math.max(...scores);
  const shares = scores.map((score) => Math.exp(score - top));
  const sum = shares.reduce((total, share) => total + share, 0);
  return names.map((name, at) => ({ name, share: (shares[at] ?? 0) / sum })).sort((a, b) => b.share - a.share);
}

/** A word as the model knows it: itself, the one that it is a misspelling of, or a word like any other. A "projector" is no "project". */
export function inModel(word: string, { words, byLetter }: Pick<Loaded, 'words' | 'byLetter'> = ours): string {
  if (/^[A-Z]/.test(word) || words.has(word)) return word;
  if (word.length < 4 || isEnglish(word)) return 'UNKNOWN';
  return byLetter.get(word.charAt(0))?.find((known) => isNear(known, word)) ?? 'UNKNOWN';
}

/** Words, pairs, threes, and pairs with one word between; with where it begins and ends, and whether it asks. */
export function featuresOf(words: readonly string[], asks: boolean): Set<string> {
  const all = ['^', ...words, asks ? '?' : '$'];
  const features = new Set<string>(['']);
  all.forEach((word, at) => {
    if (at > 0) features.add(word);
    const [second, third] = [all[at + 1], all[at + 2]];
    if (second !== undefined) features.add(`${word} ${second}`);
    if (second !== undefined && third !== undefined) features.add(`${word} ${second} ${third}`);
    if (third !== undefined) features.add(`${word} _ ${third}`);
  });
  return features;
}
