import { isCommon } from './common-words.js';
import type { Unit } from './units.js';

/** In how many of how many subjects a stem or meaning occurs. */
export interface Rarity {
  readonly frequency: ReadonlyMap<string, number>;
  readonly total: number;
}

/** Stems and meanings that a text has. */
export type Tokens = Pick<ReadonlySet<string>, 'has'>;

/** Inverse document frequency, as in BM25: 0 or more, highest for what occurs nowhere. */
function rarityOf(token: string, { frequency, total }: Rarity): number {
  const count = frequency.get(token) ?? 0;
  return Math.log(1 + (total - count + 0.5) / (count + 0.5));
}

interface Form {
  readonly token: string;
  readonly gain: number;
}

/** A unit with what it is worth in one collection. */
export interface WeighedUnit {
  readonly stems: readonly string[];
  /** How much it matters in a text: its rarity by its best known form, lowered for grammar and fillers. */
  readonly weight: number;
  /** A word of substance that no document has, by word or by meaning. */
  readonly unknown: boolean;
  /** A thing of the field. */
  readonly field: boolean;
  /** What a text that has the meaning, or the stem, accounts for. */
  readonly meanings: readonly Form[];
  readonly parts: readonly Form[];
}

const shareOfUnknown = 0.8;
const shareOfUnknownCommon = 0.3;

export function weighUnit(unit: Unit, rarity: Rarity): WeighedUnit {
  const gainOfToken = (token: string, strength: number) => unit.kindWeight * strength * rarityOf(token, rarity);
  const has = ({ token }: Form) => rarity.frequency.has(token);
  const meanings = unit.meanings.map(({ token, strength }) => ({ token, gain: gainOfToken(token, strength) }));
  const parts = unit.stems.map((token) => ({ token, gain: gainOfToken(token, 1) }));
  const byMeaning = Math.max(0, ...meanings.filter(has).map(({ gain }) => gain));
  const byStem = parts.every(has) ? Math.max(...parts.map(({ gain }) => gain)) : 0;
  const unknown = byMeaning === 0 && byStem === 0;
  const common = unit.stems.every(isCommon);
  return {
    stems: unit.stems,
    weight: unknown
      ? (common ? shareOfUnknownCommon : shareOfUnknown) * gainOfToken('', 1)
      : weightOfKnown(byStem, byMeaning),
    unknown: unknown && !common,
    field: unit.meanings.some(({ field }) => field),
    meanings,
    parts,
  };
}

/** Of a rare word with a common meaning ("youngsters") the meaning may answer for most: the weight is between theirs. */
function weightOfKnown(byStem: number, byMeaning: number): number {
  return byMeaning === 0 ? byStem : Math.max(byMeaning, (byStem + byMeaning) / 2);
}

/** How much of the unit's weight the tokens account for: 0 to the unit's weight. */
export function gainOf(unit: WeighedUnit, tokens: Tokens): number {
  let best = 0;
  for (const { token, gain } of unit.meanings) if (gain > best && tokens.has(token)) best = gain;
  let present = 0;
  let rarest = 0;
  for (const { token, gain } of unit.parts) {
    if (!tokens.has(token)) continue;
    present++;
    if (gain > rarest) rarest = gain;
  }
  // Of a phrase of three words of which one is there, a third counts.
  return Math.min(Math.max(best, (rarest * present) / unit.parts.length), unit.weight);
}

/** Share of the units' weight that the tokens account for: 0 to 1. */
export function coverageOf(units: readonly WeighedUnit[], tokens: Tokens): number {
  let weight = 0;
  let gain = 0;
  for (const unit of units) {
    weight += unit.weight;
    gain += gainOf(unit, tokens);
  }
  return weight === 0 ? 0 : gain / weight;
}

/** How well two texts account for each other: the harmonic mean of both shares. */
export function bothWays(covers: number, covered: number): number {
  return covers + covered === 0 ? 0 : (2 * covers * covered) / (covers + covered);
}
