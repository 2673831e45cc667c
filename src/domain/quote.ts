import { type Phase, type Position, sayPhase, sayPosition } from './person.js';

/** How somebody wants to be named beside their words. */
const namings = ['unnamed', 'role', 'role_and_school', 'name'] as const;
export type Naming = (typeof namings)[number];

/** Where words may be used: seen by the board, in public papers, on the website. */
export const consents = ['board', 'public', 'website'] as const;
export type Consent = (typeof consents)[number];

export function isNaming(value: unknown): value is Naming {
  return typeof value === 'string' && (namings as readonly string[]).includes(value);
}

/** Who said it, as far as they allow: `Headteacher, primary school`; empty when they want no name at all. */
export function attributionOf(
  naming: Naming,
  speaker: {
    readonly name: string;
    readonly position: Position;
    readonly school: string | null;
    readonly phase: Phase | null;
  },
): string {
  const role = sayPosition(speaker.position);
  switch (naming) {
    case 'unnamed':
      return '';
    case 'role':
      return speaker.phase ? `${role}, ${sayPhase(speaker.phase)} school` : role;
    case 'role_and_school':
      return speaker.school ? `${role}, ${speaker.school}` : role;
    case 'name':
      return speaker.school ? `${speaker.name}, ${role}, ${speaker.school}` : `${speaker.name}, ${role}`;
  }
}

/** Fewer than this of one description, and the description is as good as a name. */
export const smallGroup = 5;

const cut = '[…]';

/**
 * Shortened words with each cut shown as `[…]`. A moderator may leave words out, never put any in or turn them round.
 * @param shortened what is left; marks of a cut (`…`, `...`, `[...]`) may stand in it and are set anew
 * @returns undefined when something in it was never said, or nothing is left
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

/** The places of the kept words, in as few runs as a search from either end finds. */
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
