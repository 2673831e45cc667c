import { numberAsked } from '../../understanding/figures/number-asked.js';
import type { Decision } from '../../understanding/policy.js';
import { measureInWords, ownReach } from '../programme/by-measure.js';
import { filtersInWords } from '../programme/programme-filters.js';
import { programmeOf } from '../programme/programme-of-turn.js';
import { narrowProgramme } from '../programme/programme-words.js';
import type { TurnContext } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';
import { bestInWords } from './choosing/best-of-shown.js';
import { strange } from './strange-words.js';

/** What is longer tells more than which one. */
const longestAsked = 120;

/** What can be measured: something on the programme, or what was just shown. */
const ofSomething =
  /\b(?:one|ones|it|that|these|those|them|event|events|session|sessions|thing|something|training|venue|dates?|i can|we can|you do|you (?:have|run|offer)|on offer|is there)\b/;

/** "The nearest school" is no event. */
const ofSchools = /(?<!\b(?:my|our) )\bschools?\b/;

const ofDeeds =
  /\b(?:book|reserve|register|sign|put|move|swap|switch|cancel|release|join|copy|write|email|send|invite|remove|take|get)\b/;

/**
 * Whether one of what is on is asked for by its price, its room, its time or its way, and nothing else is said: "which venue has
 * most room", "the cheapest training you do". What the records count, of what has been, is none of these.
 */
export async function asksByMeasure(
  context: TurnContext,
  typed: string,
  decisions: readonly Decision[],
): Promise<boolean> {
  const measure = typed.length <= longestAsked ? measureInWords(typed) : undefined;
  const words = plainWords(typed);
  if (!measure || ofSchools.test(words)) return false;
  if (ofDeeds.test(words) && decisions.some(({ verdict }) => verdict !== 'open' && verdict !== 'tell')) return false;
  const { events, choosing, about } = context.subject;
  const isAnyShown = events.length > 0 || choosing !== undefined;
  // "The earliest", of what was shown, chooses one of it.
  if (isAnyShown && bestInWords(words)) return false;
  const programme = await programmeOf(context);
  const narrowed = narrowProgramme(programme, filtersInWords(measure.rest).rest, context.now, context.zone);
  if (programme.length === 0 || strange(narrowed, true).length > 0) return false;
  // "The last briefing", of no days, has been.
  const ofDays = measure.measure !== 'drive' && measure.measure.ofDays;
  if (ofDays && (numberAsked(typed) || (narrowed.days === undefined && !ownReach.test(words)))) return false;
  if (measure.isOfOne) return narrowed.named || (events.length === 1 && about?.kind !== 'project');
  return (
    measure.measure === 'drive' ||
    isAnyShown ||
    narrowed.named ||
    ofSomething.test(words) ||
    words.split(' ').length <= 3
  );
}
