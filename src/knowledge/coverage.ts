import { isCommon, isGrammar } from './common-words.js';
import type { Unit } from './units.js';

/** In how many of how many subjects a stem or meaning occurs. */
export interface Rarity {
  readonly frequency: ReadonlyMap<string, number>;
  readonly total: number;
  /** Stems in the names of only a few documents: they matter here, however ordinary they are elsewhere. */
  readonly naming: ReadonlySet<string>;
}

/** Stems and meanings that a text has. */
export interface Tokens {
  readonly has: (token: string) => boolean;
  /** How close its nearest similar stem is: 0 to 1. Absent where only exact words count. */
  readonly nearness?: (stem: string) => number;
}

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
  /** Its weight: the rarity of its most frequent form, reduced for grammar words and fillers. */
  readonly weight: number;
  /** A content word that is in no document, neither as a word nor by its meaning. */
  readonly unknown: boolean;
  /** A term of the field. */
  readonly field: boolean;
  /** What a text that has the meaning, or the stem, accounts for. */
  readonly meanings: readonly Form[];
  readonly parts: readonly Form[];
  /** What a text accounts for that has another word, used like this one. */
  readonly kin: readonly Form[];
  /** How near the nearest word of the collection comes: 1 for a word that it has, else less. */
  readonly nearest: number;
}

const weightOfNaming = 0.7;
const shareOfUnknown = 0.8;
const shareOfUnknownCommon = 0.3;

/** A stem of the collection that is used like another one, and how far it may stand for it: 0 to 1. */
export interface Kin {
  readonly stem: string;
  readonly nearness: number;
}

/** @param kinOf stems that may stand for a stem; without it only the words themselves and their meanings count */
export function weighUnit(unit: Unit, rarity: Rarity, kinOf?: (stem: string) => readonly Kin[]): WeighedUnit {
  const names = unit.stems.some((one) => rarity.naming.has(one));
  const kindWeight = names ? Math.max(unit.kindWeight, weightOfNaming) : unit.kindWeight;
  const gainOfToken = (token: string, strength: number) => kindWeight * strength * rarityOf(token, rarity);
  const has = ({ token }: Form) => rarity.frequency.has(token);
  const meanings = unit.meanings.map(({ token, strength }) => ({ token, gain: gainOfToken(token, strength) }));
  const parts = unit.stems.map((token) => ({ token, gain: gainOfToken(token, 1) }));
  const byMeaning = Math.max(0, ...meanings.filter(has).map(({ gain }) => gain));
  const byStem = parts.every(has) ? Math.max(...parts.map(({ gain }) => gain)) : 0;
  const unknown = byMeaning === 0 && byStem === 0;
  // Only what is often used for it is known, not what it means.
  const vague = byStem === 0 && !meanings.some((one) => one.token.startsWith('=') && has(one));
  const common = unit.stems.every(isCommon);
  const [stem = ''] = unit.stems;
  const kin = unit.stems.length === 1 && !isGrammar(stem) ? (kinOf?.(stem) ?? []) : [];
  const ofUnknown = (common ? shareOfUnknownCommon : shareOfUnknown) * gainOfToken('', 1);
  return {
    stems: unit.stems,
    weight: unknown ? ofUnknown : weightOfKnown(vague ? ofUnknown : byStem, byMeaning),
    unknown: unknown && !common,
    field: unit.meanings.some(({ field }) => field),
    meanings,
    parts,
    kin: kin.map(({ stem: token, nearness }) => ({ token, gain: gainOfToken(token, nearness) })),
    nearest: unknown ? (kin[0]?.nearness ?? 0) : 1,
  };
}

/**
 * Of a rare word with a common meaning ("youngsters") the meaning may answer for most: the weight is between theirs. So it is where only
 * what is vaguely like it is known: "compassionate leave" is more than something that ends.
 */
function weightOfKnown(byStem: number, byMeaning: number): number {
  return byMeaning === 0 ? byStem : Math.max(byMeaning, (byStem + byMeaning) / 2);
}

/** How much of the unit's weight the tokens account for: 0 to the unit's weight. */
export function gainsOf(unit: WeighedUnit, tokens: Tokens): Gains {
  let best = 0;
  for (const { token, gain } of unit.meanings) if (gain > best && tokens.has(token)) best = gain;
  let present = 0;
  let rarest = 0;
  for (const { token, gain } of unit.parts) {
    if (!tokens.has(token)) continue;
    present++;
    if (gain > rarest) rarest = gain;
  }
  // If one word of a three-word phrase matches, a third of its weight counts.
  const exact = Math.min(Math.max(best, (rarest * present) / unit.parts.length), unit.weight);
  if (!tokens.nearness || exact === unit.weight) return { exact, near: exact };
  return { exact, near: Math.min(Math.max(exact, gainByKin(unit, tokens, tokens.nearness)), unit.weight) };
}

function gainByKin(unit: WeighedUnit, tokens: Tokens, nearness: (stem: string) => number): number {
  let best = 0;
  for (const { token, gain } of unit.kin) if (gain > best && tokens.has(token)) best = gain;
  for (const { token, gain } of unit.parts) best = Math.max(best, (gain * nearness(token)) / unit.parts.length);
  return best;
}

/** What is accounted for: by the words themselves, and with words that are used alike standing for each other. */
export interface Gains {
  readonly exact: number;
  readonly near: number;
}

/** Share of the units' weight that is accounted for, by what is known of each. */
export function coverageByUnit(units: readonly WeighedUnit[], gainsOf: (unit: WeighedUnit) => Gains): Gains {
  let weight = 0;
  let exact = 0;
  let near = 0;
  for (const unit of units) {
    const gains = gainsOf(unit);
    weight += unit.weight;
    exact += gains.exact;
    near += gains.near;
  }
  return weight === 0 ? { exact: 0, near: 0 } : { exact: exact / weight, near: near / weight };
}

/** Share of the units' weight that the tokens account for: 0 to 1. */
export function coverageOf(units: readonly WeighedUnit[], tokens: Tokens): Gains {
  return coverageByUnit(units, (unit) => gainsOf(unit, tokens));
}

/** What a token accounts for, of one of several units. */
interface Credit {
  readonly unit: number;
  readonly form: 'meaning' | 'part' | 'kin';
  readonly gain: number;
}

/** Units, looked up by token: for a text that has fewer tokens than the units have forms. */
export interface Credits {
  readonly units: readonly WeighedUnit[];
  readonly byToken: ReadonlyMap<string, readonly Credit[]>;
  readonly weight: number;
}

export function creditsOf(units: readonly WeighedUnit[]): Credits {
  const byToken = new Map<string, Credit[]>();
  const add = (form: Credit['form'], unit: number, forms: readonly Form[]) => {
    for (const { token, gain } of forms) {
      const credits = byToken.get(token) ?? [];
      credits.push({ unit, form, gain });
      byToken.set(token, credits);
    }
  };
  for (const [at, { meanings, parts, kin }] of units.entries()) {
    add('meaning', at, meanings);
    add('part', at, parts);
    add('kin', at, kin);
  }
  return { units, byToken, weight: units.reduce((sum, { weight }) => sum + weight, 0) };
}

/** What a text was found to have of one unit. */
interface Had {
  meaning: number;
  kin: number;
  parts: number;
  rarest: number;
}

/**
 * The same as `coverageOf` the units, by tokens of a text, each once.
 * @returns `exact`: by the words themselves; `near`: with words that are used alike standing for each other
 */
export function coverageByTokens({ units, byToken, weight }: Credits, tokens: readonly string[]): Gains {
  let found: Map<number, Had> | undefined;
  for (const token of tokens) {
    const credits = byToken.get(token);
    if (!credits) continue;
    found ??= new Map();
    for (const credit of credits) addCredit(found, credit);
  }
  if (!found || weight === 0) return nothing;
  let exact = 0;
  let near = 0;
  for (const [at, { meaning, kin, parts, rarest }] of found) {
    const unit = units[at];
    if (!unit) continue;
    const known = Math.max(meaning, (rarest * parts) / unit.parts.length);
    exact += Math.min(known, unit.weight);
    near += Math.min(Math.max(known, kin), unit.weight);
  }
  return { exact: exact / weight, near: near / weight };
}

const nothing: Gains = { exact: 0, near: 0 };

function addCredit(found: Map<number, Had>, { unit, form, gain }: Credit): void {
  const had = found.get(unit) ?? { meaning: 0, kin: 0, parts: 0, rarest: 0 };
  found.set(unit, had);
  switch (form) {
    case 'meaning':
      had.meaning = Math.max(had.meaning, gain);
      return;
    case 'kin':
      had.kin = Math.max(had.kin, gain);
      return;
    case 'part':
      had.parts += 1;
      had.rarest = Math.max(had.rarest, gain);
  }
}

/** How well two texts account for each other: the harmonic mean of both shares. */
export function bothWays(covers: number, covered: number): number {
  return covers + covered === 0 ? 0 : (2 * covers * covered) / (covers + covered);
}
