import type { ProgrammeSession } from '../../app/programme/sessions.js';
import type { Area } from '../../app/schools/areas.js';
import type { TurnContext } from '../talk/turn-context.js';
import { areaInWords, inArea } from './areas-named.js';
import { inQuarter, quarterInWords } from './compass.js';
import { nearMeInWords } from './for-me.js';
import { leftOutOf } from './left-out.js';
import { withOwnArea } from './own-area.js';
import { filtersInWords, type ProgrammeFilter } from './programme-filters.js';
import { narrowProgramme, sessionsNamed } from './programme-words.js';

/** By what else than names and days the programme is narrowed. */
export interface Narrowing {
  readonly filters: readonly ProgrammeFilter[];
  /** The words without it. */
  readonly rest: string;
  /** How many of the next ones are asked for. */
  readonly many: number | undefined;
  readonly area: Area | undefined;
  /** What belongs to the area is known, and is one of the filters. */
  readonly isWithin: boolean;
}

/** What narrows the programme by its way, its time, its place or how many are wanted. */
export async function narrowingIn(
  context: TurnContext,
  words: string,
  programme: readonly ProgrammeSession[],
): Promise<Narrowing> {
  const counted = manyInWords(await withOwnArea(context, words));
  const found = filtersOf(context, counted.rest, programme);
  const quarter = quarterInWords(found.rest);
  const side = quarter && (await inQuarter(context, quarter, programme));
  const rest = quarter && side ? quarter.rest : found.rest;
  const named = await areaInWords(context, rest, programme);
  const within = named && inArea(named.area);
  return {
    filters: [...found.filters, ...(side ? [side] : []), ...(within ? [within] : [])],
    rest: named && within ? named.rest : rest,
    many: counted.many,
    area: named?.area,
    isWithin: within !== undefined,
  };
}

/** Whether words narrow it so, or to what is near their school. @returns the words without it */
export async function onlyNarrowing(
  context: TurnContext,
  words: string,
  programme: readonly ProgrammeSession[],
): Promise<string | undefined> {
  const { filters, many, area, rest } = await narrowingIn(context, words, programme);
  const nearMe = nearMeInWords(rest);
  return filters.length > 0 || many !== undefined || area || nearMe.isAsked ? nearMe.rest : undefined;
}

const counts: Readonly<Record<string, number>> = { couple: 2, two: 2, three: 3, few: 3, four: 4, five: 5, six: 6 };
const counted =
  /\b(?:next|first|soonest|earliest|upcoming) (couple(?: of)?|two|three|few|four|five|six|[2-9]) (?!days?\b|weeks?\b|months?\b|years?\b|terms?\b|hours?\b|places?\b|half)/i;

/** "The next 3 events": how many, and the words without it. */
function manyInWords(text: string): { readonly many: number | undefined; readonly rest: string } {
  const match = counted.exec(text);
  const word = (match?.[1] ?? '').toLowerCase().replace(' of', '');
  const many = counts[word] ?? Number(word);
  return match ? { many, rest: text.replace(match[0], ' ') } : { many: undefined, rest: text };
}

/** What narrows the programme, unless the words ask of one event that they name: "is the briefing free?" */
function filtersOf(context: TurnContext, words: string, programme: readonly ProgrammeSession[]) {
  const left = leftOutOf(words, programme, (name) => sessionsNamed(programme, name));
  const inWords = filtersInWords(left?.rest ?? words);
  const found = left ? { ...inWords, filters: [...inWords.filters, left.filter] } : inWords;
  if (left) return found;
  const asksOfOne = /^\W*(is|are|does|do|how|will|was|were|can|could|may|would)\b(?! there\b)/i.test(words);
  if (found.filters.length === 0 || !asksOfOne) return found;
  const { named, days } = narrowProgramme(programme, found.rest, context.now, context.zone);
  const ofOne = named || days !== undefined || context.subject.events.length === 1;
  return ofOne ? { filters: [], rest: found.filters.every(({ ofTime }) => ofTime) ? found.rest : words } : found;
}
