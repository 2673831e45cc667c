import type { RecordRef } from '../talk/turn-context.js';
import type { Aspect } from './aspects.js';

/** A question about a record that is known: what is asked of it, and of when. */
export interface RecordQuestion {
  readonly about: RecordRef;
  readonly aspect: Aspect | undefined;
  /** Words that may name days: the question's own, or those kept from the one before. */
  readonly words: string;
  /** Of a series: the event that the question seems to mean, by slug. */
  readonly event?: string;
  /** As it was asked, to hand on to the team. */
  readonly question: string;
}
