import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { tokensOf } from '../../understanding/tokens.js';
import { narrowProgramme, wordsOf } from '../programme/programme-words.js';
import type { TurnContext, TurnRequest } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';

/** How people begin who have said the wrong one: "sorry, meant Eastholm", "no the Eastholm one". */
const begins =
  /^(?:(?:no|nope|nah|sorry|oops|not that(?: one)?|wrong one|i mean|i meant|meant|make it|make that|rather)[\s,.]+)+/;
/** Or end: "Eastholm instead". */
const ends =
  /[\s,]+(?:instead|(?:would|will) be (?:better|easier|best)(?: for me)?|is (?:better|easier)(?: for me)?|(?:would suit|suits|works)(?: me)? better)(?: please)?\W*$/;

/** What may stand beside the name. */
const besideName = new Set('the one a please thanks in at on it i meant mean can we do that'.split(' '));

/**
 * Just after a place was booked or moved, another place or day alone is where they would rather go: it is offered to move there.
 * @returns undefined where more is said, or nothing of the programme is named
 */
export function correction(
  { subject, now, zone }: TurnContext,
  typed: string,
  programme: readonly ProgrammeSession[],
): { readonly verb: string; readonly ask: TurnRequest } | undefined {
  const words = plainWords(typed);
  if (!subject.registration || (!begins.test(words) && !ends.test(words))) return undefined;
  const rest = words.replace(begins, '').replace(ends, '');
  const { named, days, known } = narrowProgramme(programme, rest, now, zone);
  const names = new Set([...known, ...(days ? wordsOf(days.words) : [])]);
  const isAll = tokensOf(rest).every((word) => besideName.has(word) || wordsOf(word).every((one) => names.has(one)));
  return isAll && (named || days) ? { verb: 'move', ask: { text: rest, data: {}, values: {} } } : undefined;
}
