import type { Towns } from './towns.js';

/** A part of where the partnership's schools are, as people name it. */
export interface Area {
  /** As it is on record. */
  readonly name: string;
  /** Its towns in small letters; `all` for a name of the whole; undefined for a name of which nothing more is known. */
  readonly towns: ReadonlySet<string> | 'all' | undefined;
}

/** By name in small letters. */
type Areas = ReadonlyMap<string, Area>;

/**
 * Localities, districts and local authorities with schools, and what the partnership calls its area. A name that is a town's as well is
 * the town; one that every town is in is a name of the whole.
 * @param own what the partnership calls its area: names of the whole, unless one of them is a part on record, for then the others are
 * parts too, and nobody has said of what
 */
export function areasOf(towns: Towns, own: readonly string[]): Areas {
  const found = new Map<string, { name: string; towns: Set<string> }>();
  for (const [town, { localities, districts, authorities }] of towns) {
    for (const name of [...localities, ...districts, ...authorities]) {
      const key = name.toLowerCase();
      if (key === '' || towns.has(key)) continue;
      const known = found.get(key) ?? { name, towns: new Set<string>() };
      known.towns.add(town);
      found.set(key, known);
    }
  }
  const parts = [...found].filter(([, area]) => area.towns.size < towns.size);
  const whole = [...found].filter(([, area]) => area.towns.size === towns.size);
  const partNames = new Set([...towns.keys(), ...parts.map(([key]) => key)]);
  const others = own.filter((name) => !partNames.has(name.toLowerCase()));
  const extent = others.length === own.length ? ('all' as const) : undefined;
  return new Map<string, Area>([
    ...parts,
    ...others.map((name) => [name.toLowerCase(), { name, towns: extent }] as const),
    ...whole.map(([key, { name }]) => [key, { name, towns: 'all' }] as const),
  ]);
}
