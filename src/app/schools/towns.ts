import type { Core } from '../core.js';

/** A town with schools, or a postcode district such as `ZZ25`: known by name, whether anything is on there or not. */
export interface Town {
  /** As the register has it. */
  readonly name: string;
  readonly localities: ReadonlySet<string>;
  readonly districts: ReadonlySet<string>;
  /** Local authorities. */
  readonly authorities: ReadonlySet<string>;
}

/** By name in small letters. */
export type Towns = ReadonlyMap<string, Town>;

interface Kept {
  towns: Promise<Towns> | undefined;
  /** By the monotonic clock, in milliseconds. */
  readAt: number;
}

/** The register changes by imports, a few times a year. In milliseconds. */
const keptMs = 10 * 60_000;

const notReadYet = (): Kept => ({ towns: undefined, readAt: 0 });

/** Towns and postcode districts of the partnership's open schools, read at most every ten minutes. */
export function townsOfSchools(core: Core): Promise<Towns> {
  const kept = core.memory.of(notReadYet);
  const now = performance.now();
  if (kept.towns && now - kept.readAt < keptMs) return kept.towns;
  const reading = readTowns(core);
  kept.towns = reading;
  kept.readAt = now;
  reading.catch(() => {
    // The next question tries again.
    if (kept.towns === reading) kept.towns = undefined;
  });
  return reading;
}

async function readTowns(core: Core): Promise<Towns> {
  const rows = await core.prisma.school.findMany({
    where: { inPartnership: true, status: 'open' },
    distinct: ['town', 'locality', 'district', 'localAuthority', 'postcode'],
    select: { town: true, locality: true, district: true, localAuthority: true, postcode: true },
  });
  const towns = new Map<
    string,
    { name: string; localities: Set<string>; districts: Set<string>; authorities: Set<string> }
  >();
  for (const { town, locality, district, localAuthority, postcode } of rows) {
    for (const name of [town, postcode.split(' ')[0] ?? '']) {
      if (name === '') continue;
      const key = name.toLowerCase();
      const known = towns.get(key) ?? { name, localities: new Set(), districts: new Set(), authorities: new Set() };
      known.localities.add(locality);
      known.districts.add(district);
      if (localAuthority) known.authorities.add(localAuthority);
      towns.set(key, known);
    }
  }
  return towns;
}
