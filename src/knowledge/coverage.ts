import type { Unit } from './units.js';

/** In how many of how many documents a stem or meaning occurs. */
export interface Rarity {
  readonly frequency: ReadonlyMap<string, number>;
  readonly total: number;
}

/** Stems and meanings that a text has. */
export type Tokens = Pick<ReadonlySet<string>, 'has'>;

/** Inverse document frequency, as in BM25: 0 or more, highest for what occurs nowhere. */
export function rarityOf(token: string, { frequency, total }: Rarity): number {
  const count = frequency.get(token) ?? 0;
  return Math.log(1 + (total - count + 0.5) / (count + 0.5));
}

const shareOfUnknown = 0.8;

/** Whether any document has the unit, by word or by meaning. */
export function isKnown(unit: Unit, rarity: Rarity): boolean {
  const has = (token: string) => rarity.frequency.has(token);
  return unit.stems.every(has) || unit.meanings.some((meaning) => has(meaning.token));
}

/** How much a unit matters in a question: its rarity by its best known form, lowered for grammar and fillers. */
export function weightOf(unit: Unit, rarity: Rarity): number {
  if (!isKnown(unit, rarity)) return unit.kindWeight * shareOfUnknown * rarityOf('', rarity);
  return unit.kindWeight * fullGain(unit, rarity);
}

function fullGain(unit: Unit, rarity: Rarity): number {
  let best = 0;
  if (unit.stems.every((stem) => rarity.frequency.has(stem))) {
    best = Math.max(...unit.stems.map((stem) => rarityOf(stem, rarity)));
  }
  for (const { token, strength } of unit.meanings) {
    if (rarity.frequency.has(token)) best = Math.max(best, strength * rarityOf(token, rarity));
  }
  return best;
}

/** How much of the unit's weight the tokens account for: 0 to the unit's weight. */
export function gainOf(unit: Unit, tokens: Tokens, rarity: Rarity): number {
  let best = 0;
  for (const { token, strength } of unit.meanings) {
    if (tokens.has(token)) best = Math.max(best, strength * rarityOf(token, rarity));
  }
  const present = unit.stems.filter((stem) => tokens.has(stem));
  if (present.length > 0) {
    const rarest = Math.max(...present.map((stem) => rarityOf(stem, rarity)));
    best = Math.max(best, rarest * (present.length / unit.stems.length));
  }
  return Math.min(unit.kindWeight * best, weightOf(unit, rarity));
}

/** Share of the units' weight that the tokens account for: 0 to 1. */
export function coverageOf(units: readonly Unit[], tokens: Tokens, rarity: Rarity): number {
  let weight = 0;
  let gain = 0;
  for (const unit of units) {
    weight += weightOf(unit, rarity);
    gain += gainOf(unit, tokens, rarity);
  }
  return weight === 0 ? 0 : gain / weight;
}
