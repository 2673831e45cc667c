import type { NamedDays } from '../../understanding/named-days.js';
import { namesNothing } from '../knowledge/aspects.js';
import type { Finding } from '../knowledge/look-up.js';
import type { RecordRef, TurnContext } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';

/** A past event, as the data of a button that opens it. */
export type PastEvent = Readonly<Record<'kind' | 'slug' | 'aspect' | 'words', string>>;

/**
 * "Who is coming to the June 2017 briefing?" asks of an event that is over: who came to it is what can be told.
 * @param days named in the message, read as days to come wherever they may be
 * @returns undefined when the days are not over, or the message names nothing that was on in them
 */
export function pastEventMeant(
  context: TurnContext,
  typed: string,
  days: NamedDays | undefined,
  finding: Finding,
): PastEvent | undefined {
  if (!days || days.to > context.now || finding.kind !== 'record') return undefined;
  // "What about June 2017?" names only days, no event.
  if (namesNothing(plainWords(typed.replace(days.words, ' ')))) return undefined;
  const { kind, slug }: RecordRef = finding.asked.about;
  return kind === 'series' || kind === 'event' ? { kind, slug, aspect: 'attendance', words: typed } : undefined;
}
