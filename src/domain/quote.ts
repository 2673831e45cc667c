import type { Phase, Position } from './person.js';

/** How somebody is named beside their quote. */
const namings = ['unnamed', 'role', 'role_and_school', 'name'] as const;
export type Naming = (typeof namings)[number];

/** Where a quote may be used: for the board, in public papers, on the website. */
export const consents = ['board', 'public', 'website'] as const;
export type Consent = (typeof consents)[number];

export function isNaming(value: unknown): value is Naming {
  return typeof value === 'string' && (namings as readonly string[]).includes(value);
}

/** What stands beside a quote: only what the person lets it say. */
export interface Attribution {
  readonly name?: string;
  readonly position?: Position;
  /** Where it is not named, its phase may be. */
  readonly school?: string | null;
  readonly phase?: Phase | null;
}

/** The attribution, as far as the person allows; empty for none. */
export function attributionOf(
  naming: Naming,
  speaker: {
    readonly name: string;
    /** Null while nothing speaks for it: nobody is quoted as what they only say they are. */
    readonly position: Position | null;
    readonly school: string | null;
    readonly phase: Phase | null;
  },
): Attribution {
  const { name, position, school, phase } = speaker;
  if (position === null) return naming === 'name' ? { name } : {};
  switch (naming) {
    case 'unnamed':
      return {};
    case 'role':
      return { position, phase };
    case 'role_and_school':
      return { position, school };
    case 'name':
      return { name, position, school };
  }
}

/** With fewer people of one description, the description identifies somebody. */
export const smallGroup = 5;

const cut = '[…]';

/**
 * A shortened quote with each cut shown as `[…]`. A moderator may only leave words out, not add or reorder them.
 * @param shortened the remaining text; cut marks in it (`…`, `...`, `[...]`) are ignored and set again
 * @returns undefined when it contains anything the person did not say, or nothing is left
 */
export function showCuts(words: string, shortened: string): string | undefined {
  const said = words.trim().split(/\s+/);
  const kept = shortened
    .replace(/\[?(…|\.{3})\]?/g, ' ')
    .trim()
    .split(/\s+/)
    .filter(Boolean);
  if (kept.length === 0) return undefined;
  const places = findInOrder(said, kept);
  if (!places) return undefined;
  const shown: string[] = [];
  let next = 0;
  for (const place of places) {
    if (place > next) shown.push(cut);
    shown.push(said[place] ?? '');
    next = place + 1;
  }
  if (next < said.length) shown.push(cut);
  return shown.join(' ');
}

/** Positions of the kept words, in as few runs as a greedy search from either end finds. */
function findInOrder(said: readonly string[], kept: readonly string[]): number[] | undefined {
  const forwards = greedy(said, kept);
  const backwards = greedy([...said].reverse(), [...kept].reverse())
    ?.map((place) => said.length - 1 - place)
    .reverse();
  if (!forwards || !backwards) return undefined;
  return runs(backwards) < runs(forwards) ? backwards : forwards;
}

function greedy(said: readonly string[], kept: readonly string[]): number[] | undefined {
  const places: number[] = [];
  for (const [index, word] of said.entries()) {
    if (places.length < kept.length && word === kept[places.length]) places.push(index);
  }
  return places.length === kept.length ? places : undefined;
}

function runs(places: readonly number[]): number {
  return places.filter((place, index) => place !== (places[index - 1] ?? Number.NaN) + 1).length;
}
