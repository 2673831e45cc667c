import type { ProgrammeSession } from '../../app/programme/sessions.js';
import type { Area } from '../../app/schools/areas.js';
import { type Town, type Towns, townsOfSchools } from '../../app/schools/towns.js';
import type { TurnContext } from '../talk/turn-context.js';

/** A town or an area in which schools are but nothing is on, and what is on near it, nearest first. */
export interface NearTown {
  readonly name: string;
  readonly sessions: readonly ProgrammeSession[];
}

/** Finds a town in the words that the register of schools knows and the programme does not. */
export async function nearTownInWords(
  context: TurnContext,
  words: string,
  programme: readonly ProgrammeSession[],
): Promise<NearTown | undefined> {
  const towns = await townsOfSchools(context.services.core);
  const held = new Set(programme.flatMap(({ town, label }) => [town, label].map((name) => (name ?? '').toLowerCase())));
  const town = townsNamed(words, towns).find(({ name }) => !held.has(name.toLowerCase()));
  return town && { name: town.name, sessions: nearestTo(town, towns, programme) };
}

function townsNamed(words: string, towns: Towns): Town[] {
  const said = words.toLowerCase().split(/[^\p{L}\p{N}'-]+/u);
  return said.flatMap((_, at) =>
    [3, 2, 1].flatMap((length) => {
      const town = towns.get(said.slice(at, at + length).join(' '));
      return town ? [town] : [];
    }),
  );
}

/** What is on nearest to an area in which nothing is. */
export async function nearArea(
  context: TurnContext,
  area: Area,
  programme: readonly ProgrammeSession[],
): Promise<NearTown> {
  const towns = await townsOfSchools(context.services.core);
  const within = area.towns === undefined || area.towns === 'all' ? [] : [...area.towns];
  const parts = within.flatMap((name) => towns.get(name) ?? []);
  const all = (of: (town: Town) => ReadonlySet<string>) => new Set(parts.flatMap((town) => [...of(town)]));
  const where = {
    localities: all(({ localities }) => localities),
    districts: all(({ districts }) => districts),
    authorities: all(({ authorities }) => authorities),
  };
  return { name: area.name, sessions: nearestTo(where, towns, programme) };
}

/** In the same locality first, then in the same district, then under the same local authority, each as they come. */
function nearestTo(
  where: Pick<Town, 'localities' | 'districts' | 'authorities'>,
  towns: Towns,
  programme: readonly ProgrammeSession[],
): ProgrammeSession[] {
  const shares = (one: ReadonlySet<string>, other: ReadonlySet<string> | undefined) =>
    other !== undefined && [...one].some((name) => other.has(name));
  const of = ({ town: name }: ProgrammeSession) => towns.get((name ?? '').toLowerCase());
  const inLocality = programme.filter((session) => shares(where.localities, of(session)?.localities));
  const inDistrict = programme.filter((session) => shares(where.districts, of(session)?.districts));
  // Where all are under one, it says nothing of what is near.
  const isDivided = new Set([...towns.values()].flatMap(({ authorities }) => [...authorities])).size > 1;
  const inAuthority = programme.filter((session) => isDivided && shares(where.authorities, of(session)?.authorities));
  return [...new Set([...inLocality, ...inDistrict, ...inAuthority])];
}
