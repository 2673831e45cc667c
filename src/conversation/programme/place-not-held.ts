import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { areasOf } from '../../app/schools/areas.js';
import { townsOfSchools } from '../../app/schools/towns.js';
import { readPartnership } from '../../app/setup/partnership.js';
import { isEnglish } from '../../knowledge/english.js';
import { isPlaceName } from '../../knowledge/places.js';
import { stemOf } from '../../knowledge/words.js';
import { daysInWords } from '../../understanding/dates.js';
import type { TurnContext } from '../talk/turn-context.js';
import { type Narrowed, narrowProgramme, wordsOf } from './programme-words.js';

const beforePlace =
  /\b(?:in|near|around|round|towards|close to|closer to|nearer(?: to)?|nearest(?: to)?|out at|over at) (?:the )?([\p{L}'’-]{4,})/giu;

/**
 * A place that the words speak of and nobody here knows: a town outside the area, or what can only be a place after "in" and
 * "near".
 */
export async function unknownPlaceInWords(
  { services, now, zone }: TurnContext,
  text: string,
  programme: readonly ProgrammeSession[],
): Promise<string | undefined> {
  const days = daysInWords(text, now, zone);
  const rest = days ? text.replace(days.words, '.') : text;
  const names = [...rest.matchAll(beforePlace)].map(([, name = '']) => name.toLowerCase());
  const likely = names.filter((name) => isPlaceName(stemOf(name)) || !isEnglish(name));
  if (likely.length === 0) return undefined;
  const towns = await townsOfSchools(services.core);
  const areas = areasOf(towns, (await readPartnership(services.core)).areas);
  const held = new Set([...towns.keys(), ...areas.keys()].flatMap(wordsOf));
  const { known } = narrowProgramme(programme, rest, now, zone);
  return likely.find((name) => wordsOf(name).every((word) => !held.has(word) && !known.includes(word)));
}

/**
 * The town that was named beside something that is on, where that is held elsewhere only: "a briefing in Northgate".
 * @returns its name as the programme has it
 */
export function townWithout(
  { sessions, known, named }: Narrowed,
  all: readonly ProgrammeSession[],
): string | undefined {
  if (!named) return undefined;
  for (const { town } of all) {
    const words = wordsOf(town ?? '');
    if (!town || words.length === 0 || !words.every((word) => known.includes(word))) continue;
    // Said alone it is the place that is asked for, and not that of something.
    const isBeside = known.some((word) => !words.includes(word));
    if (isBeside && sessions.length > 0 && !sessions.some((session) => isAt(session, words))) return town;
  }
  return undefined;
}

function isAt({ town, label, venue, title }: ProgrammeSession, words: readonly string[]): boolean {
  const said = new Set([town, label, venue, title].flatMap((name) => wordsOf(name ?? '')));
  return words.every((word) => said.has(word));
}
