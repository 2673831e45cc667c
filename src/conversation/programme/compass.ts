import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { placesOfSchools } from '../../app/schools/school-places.js';
import type { TurnContext } from '../talk/turn-context.js';
import type { ProgrammeFilter } from './programme-filters.js';

type Way = 'north' | 'south' | 'east' | 'west';

const ways = '(?<first>north|south|east|west)(?:ern)?(?:[- ]?(?<second>east|west)(?:ern)?)?';
const area = '(?:county|area|region|patch|partnership|district|shire)';

/** A quarter by itself is the name of a session as often as a part of the county: it must be said to be a part. */
const patterns: readonly RegExp[] = [
  new RegExp(
    `\\b(?:(?:in|up|over|across|for|at|to|towards) )?(?:the )?${ways} (?:of|in) (?:the |our |your )?(?:${area}|\\p{Lu}?[\\p{L}]+shire)\\b`,
    'iu',
  ),
  new RegExp(
    `\\b(?:(?:in|over|across|for|at|to|towards|of) )?(?:the |our )?${ways} (?:end|side|half|part|of us)(?: of (?:the |our |your )?${area})?\\b`,
    'iu',
  ),
  /\b(?:up|down|out|over) (?<first>north|south|east|west)\b/iu,
];

interface Quarter {
  /** `north`, `south east` */
  readonly name: string;
  readonly ways: readonly Way[];
  /** The words without it. */
  readonly rest: string;
}

/** "In the north of the county", "the south east end", "up north"; undefined where none is named. */
export function quarterInWords(text: string): Quarter | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    const { first, second } = match?.groups ?? {};
    if (!match || !first) continue;
    const named = [first, second].flatMap((way) => (way ? [way.toLowerCase() as Way] : []));
    return { name: named.join(' '), ways: named, rest: text.replace(match[0], ' ') };
  }
  return undefined;
}

/** What is on on that side of where the schools are. @returns undefined where that is on no map */
export async function inQuarter(
  { services }: TurnContext,
  { name, ways: sides }: Quarter,
  programme: readonly ProgrammeSession[],
): Promise<ProgrammeFilter | undefined> {
  const places = await placesOfSchools(services.core);
  const points = [...places.bySchool.values()];
  if (points.length === 0) return undefined;
  const within = (share: number) => (session: ProgrammeSession) => {
    const point = places.byName.get((session.town ?? '').toLowerCase());
    return point !== undefined && sides.every((side) => isOn(side, point, points, share));
  };
  // Of one side what is far on it, where anything is; of a corner all of it.
  const far = within(outer);
  const isAnyFar = sides.length === 1 && programme.some(far);
  return { said: `in the ${name}`, fits: isAnyFar ? far : within(half) };
}

/** Shares of the way from the outermost school on that side to the one on the other. */
const outer = 0.35;
const half = 0.5;

interface Point {
  readonly easting: number;
  readonly northing: number;
}

function isOn(side: Way, point: Point, all: readonly Point[], share: number): boolean {
  const axis = side === 'north' || side === 'south' ? 'northing' : 'easting';
  const values = all.map((one) => one[axis]);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const fromLeast = (point[axis] - least) / (most - least || 1);
  return side === 'south' || side === 'west' ? fromLeast < share : fromLeast > 1 - share;
}
