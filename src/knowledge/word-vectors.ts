import given from './word-vectors.json' with { type: 'json' };

/** Words as points: those that are used alike lie close together. Made by tests/knowledge/make-word-vectors.ts, which says from what. */
const { dimensions } = given;
const rows = new Map(given.stems.split(' ').map((stem, row) => [stem, row]));
const bytes = Buffer.from(given.vectors, 'base64');
const points = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
/** The length of a point, in steps of its bytes. */
const length = 127;

/** Stems with their points, to look for neighbours among. */
export interface Neighbourhood {
  readonly stems: readonly string[];
  readonly points: Int8Array;
}

/** A stem that is used like another. */
interface Neighbour {
  readonly stem: string;
  /** Cosine of the angle between them, up to 1. */
  readonly likeness: number;
}

/** @param stems any; those without a point are left out */
export function openNeighbourhood(stems: Iterable<string>): Neighbourhood {
  const known = [...stems].filter((stem) => rows.has(stem));
  const own = new Int8Array(known.length * dimensions);
  for (const [at, stem] of known.entries()) {
    const from = (rows.get(stem) ?? 0) * dimensions;
    own.set(points.subarray(from, from + dimensions), at * dimensions);
  }
  return { stems: known, points: own };
}

/**
 * The stems of a neighbourhood that are used most like a stem.
 * @param least likeness below which nothing is told
 * @param most how many at most
 * @returns the nearest first, the stem itself left out; none for a stem without a point
 */
export function neighboursOf(
  stem: string,
  { stems, points: all }: Neighbourhood,
  least: number,
  most: number,
): Neighbour[] {
  const row = rows.get(stem);
  if (row === undefined) return [];
  const point = points.subarray(row * dimensions, (row + 1) * dimensions);
  const found: Neighbour[] = [];
  const enough = least * length * length;
  for (let at = 0; at < stems.length; at++) {
    const from = at * dimensions;
    let product = 0;
    for (let axis = 0; axis < dimensions; axis++) product += (all[from + axis] ?? 0) * (point[axis] ?? 0);
    const other = stems[at];
    if (product < enough || other === undefined || other === stem) continue;
    found.push({ stem: other, likeness: Math.min(1, product / (length * length)) });
  }
  return found.sort((a, b) => b.likeness - a.likeness).slice(0, most);
}
