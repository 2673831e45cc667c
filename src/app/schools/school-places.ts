import type { Core } from '../core.js';

/** Metres on the Ordnance Survey's National Grid, where distances are those of a map. */
interface Point {
  readonly easting: number;
  readonly northing: number;
}

/** Where the partnership's schools are, and so where their towns and postcode districts are. */
interface SchoolPlaces {
  readonly bySchool: ReadonlyMap<number, Point>;
  /** The middle of the schools of a postcode district (`ZZ25`) or a town, in small letters. */
  readonly byName: ReadonlyMap<string, Point>;
}

interface Kept {
  places: Promise<SchoolPlaces> | undefined;
  /** By the monotonic clock, in milliseconds. */
  readAt: number;
}

/** The register changes by imports, a few times a year. In milliseconds. */
const keptMs = 10 * 60_000;
const metresOfMile = 1_609.344;

const notReadYet = (): Kept => ({ places: undefined, readAt: 0 });

/** Places of the partnership's open schools by the coordinates of the register, read at most every ten minutes. */
export function placesOfSchools(core: Core): Promise<SchoolPlaces> {
  const kept = core.memory.of(notReadYet);
  const now = performance.now();
  if (kept.places && now - kept.readAt < keptMs) return kept.places;
  const reading = readPlaces(core);
  kept.places = reading;
  kept.readAt = now;
  reading.catch(() => {
    // The next question tries again.
    if (kept.places === reading) kept.places = undefined;
  });
  return reading;
}

async function readPlaces(core: Core): Promise<SchoolPlaces> {
  const rows = await core.prisma.school.findMany({
    where: { inPartnership: true, status: 'open', easting: { not: null }, northing: { not: null } },
    select: { urn: true, town: true, postcode: true, easting: true, northing: true },
  });
  const bySchool = new Map<number, Point>();
  const all = new Map<string, Point[]>();
  for (const { urn, town, postcode, easting, northing } of rows) {
    if (easting === null || northing === null) continue;
    const point = { easting, northing };
    bySchool.set(urn, point);
    for (const name of [town, districtOf(postcode)]) {
      if (name) all.set(name.toLowerCase(), [...(all.get(name.toLowerCase()) ?? []), point]);
    }
  }
  return { bySchool, byName: new Map([...all].map(([name, points]) => [name, middleOf(points)])) };
}

function districtOf(postcode: string): string {
  return postcode.split(' ')[0] ?? '';
}

function middleOf(points: readonly Point[]): Point {
  const mean = (of: (point: Point) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  return { easting: mean(({ easting }) => easting), northing: mean(({ northing }) => northing) };
}

/**
 * How far a venue is from a school as the crow flies, in miles: by its town, else by its postcode district. Undefined where
 * either is not known.
 */
export function milesBetween(
  { bySchool, byName }: SchoolPlaces,
  urn: number,
  venue: { readonly postcode: string | null; readonly town: string | null },
): number | undefined {
  return milesTo(byName, bySchool.get(urn), venue);
}

/** How far a venue is from a town or postcode district, likewise. */
export function milesFromTown(
  { byName }: SchoolPlaces,
  town: string,
  venue: { readonly postcode: string | null; readonly town: string | null },
): number | undefined {
  return milesTo(byName, byName.get(town.toLowerCase()), venue);
}

function milesTo(
  byName: SchoolPlaces['byName'],
  from: Point | undefined,
  venue: { readonly postcode: string | null; readonly town: string | null },
): number | undefined {
  const to = byName.get((venue.town ?? '').toLowerCase()) ?? byName.get(districtOf(venue.postcode ?? '').toLowerCase());
  if (!from || !to) return undefined;
  return Math.hypot(from.easting - to.easting, from.northing - to.northing) / metresOfMile;
}
