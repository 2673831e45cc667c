import type { RecordRef } from '../talk/turn-context.js';
import type { Aspect } from './aspects.js';

/** A question about a known record, with its aspect and period. */
export interface RecordQuestion {
  readonly about: RecordRef;
  readonly aspect: Aspect | undefined;
  /** Words that may name a period: from the question, or from the one before. */
  readonly words: string;
  /** Of a series: the event that the question seems to mean, by slug. */
  readonly event?: string;
  /** The original question, in case it goes to the team. */
  readonly question: string;
}
