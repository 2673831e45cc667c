import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { type Area, areasOf } from '../../app/schools/areas.js';
import { townsOfSchools } from '../../app/schools/towns.js';
import { readPartnership } from '../../app/setup/partnership.js';
import type { TurnContext } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';
import type { ProgrammeFilter } from './programme-filters.js';

/** An area that the words name, and the words without it. */
interface NamedArea {
  readonly area: Area;
  readonly rest: string;
}

const insideOf = /\b(in|inside|within|across|around|near)( the)?\s+$/i;

/** The most words of an area's name. */
const longestName = 6;

/**
 * Finds a locality, a district, a local authority or the partnership's own area in the words, the longest name first. A name that
 * the programme has for a session is that session's place, and one that an event is called by is that event, unless it is said to be in it.
 */
export async function areaInWords(
  context: TurnContext,
  words: string,
  programme: readonly ProgrammeSession[],
): Promise<NamedArea | undefined> {
  const { core } = context.services;
  const areas = areasOf(await townsOfSchools(core), (await readPartnership(core)).areas);
  const held = new Set(programme.flatMap(({ town, label }) => [town, label].map((name) => (name ?? '').toLowerCase())));
  const titles = programme.map(({ title, seriesName }) => ` ${plainWords(`${title} ${seriesName}`)} `);
  const isTitle = (name: string, from: number) =>
    !insideOf.test(words.slice(0, from)) && titles.some((title) => title.includes(` ${plainWords(name)} `));
  const said = [...words.matchAll(/[\p{L}\p{N}'’-]+/gu)];
  for (let length = longestName; length > 0; length -= 1) {
    for (let at = 0; at + length <= said.length; at += 1) {
      const [from = 0, to = 0] = [said[at]?.index, endOf(said[at + length - 1])];
      const area = areas.get(words.slice(from, to).replace(/\s+/g, ' ').replaceAll('’', "'").toLowerCase());
      if (area && !held.has(area.name.toLowerCase()) && !isTitle(area.name, from))
        return { area, rest: `${words.slice(0, from)} ${words.slice(to)}` };
    }
  }
  return undefined;
}

function endOf(match: RegExpExecArray | undefined): number {
  return match ? match.index + match[0].length : 0;
}

/** What is on in one of the area's towns. @returns undefined where nobody has said which these are */
export function inArea({ name, towns }: Area): ProgrammeFilter | undefined {
  if (towns === undefined) return undefined;
  return { said: `in ${name}`, fits: ({ town }) => towns === 'all' || towns.has((town ?? '').toLowerCase()) };
}
