import type { Noted } from './attendance-rows.js';

/** What became of the row of a file, as a kind with its values; `conversation/attendance/row-outcome-words.ts` says it. */
export type RowOutcome =
  | {
      readonly kind: 'matched';
      readonly by: 'address' | 'name and school' | 'name, booked';
      readonly noted?: NotAdded | undefined;
    }
  | { readonly kind: 'settled-before'; readonly noted?: NotAdded | undefined }
  /** Held the meeting without a place. */
  | { readonly kind: 'aside' }
  | { readonly kind: 'nobody' | 'several' | 'not-booked' }
  /** As the file says it. */
  | { readonly kind: 'unclear'; readonly said: string }
  | { readonly kind: 'same-person'; readonly line: number }
  | { readonly kind: 'settled' | 'left-out' }
  /** The name in it was forgotten, or what the file said. */
  | { readonly kind: 'erased' | 'file-deleted' | 'not-settled' };

type NotAdded = Exclude<Noted, 'added'>;

/** The words of the reader of a file, or of an earlier release, stand for themselves. */
export type SaidOutcome = RowOutcome | string;

/** What is stored of it. The words are those of an earlier release, and the later of the two. */
export function outcomeIn({ outcome, found }: { readonly outcome: string; readonly found: unknown }): SaidOutcome {
  return outcome !== '' || found === null ? outcome : (found as RowOutcome);
}

/** How it is stored. */
export function toStore(found: RowOutcome) {
  return { outcome: '', found };
}
