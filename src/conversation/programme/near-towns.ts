import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { type Town, type Towns, townsOfSchools } from '../../app/schools/towns.js';
import type { TurnContext } from '../talk/turn-context.js';

/** A town in which schools are but nothing is on, and what is on near it, nearest first. */
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

/** In the same locality first, then in the same district, each as they come. */
function nearestTo(town: Town, towns: Towns, programme: readonly ProgrammeSession[]): ProgrammeSession[] {
  const shares = (one: ReadonlySet<string>, other: ReadonlySet<string> | undefined) =>
    other !== undefined && [...one].some((name) => other.has(name));
  const of = ({ town: name }: ProgrammeSession) => towns.get((name ?? '').toLowerCase());
  const inLocality = programme.filter((session) => shares(town.localities, of(session)?.localities));
  const inDistrict = programme.filter((session) => shares(town.districts, of(session)?.districts));
  return [...new Set([...inLocality, ...inDistrict])];
}
