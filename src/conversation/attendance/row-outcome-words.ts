import type { SaidOutcome } from '../../app/attendance/row-outcome.js';
import { unreachable } from '../../domain/unreachable.js';

/** What became of the row of an attendance list. */
export function sayRowOutcome(outcome: SaidOutcome): string {
  if (typeof outcome === 'string') return outcome;
  switch (outcome.kind) {
    case 'matched':
      return sayNoted(`Matched by ${outcome.by === 'name, booked' ? 'name among those booked' : outcome.by}`, outcome);
    case 'settled-before':
      return sayNoted('Settled by an organiser before', outcome);
    case 'aside':
      return 'Held the meeting and had no place, so is not counted';
    case 'nobody':
      return 'Nobody of this name is on record';
    case 'several':
      return 'Several people have this name';
    case 'not-booked':
      return 'Somebody of this name is on record, but had no place';
    case 'unclear':
      return `The file says “${outcome.said}”, which may or may not mean that they were there`;
    case 'same-person':
      return `The same person as in line ${outcome.line}, counted once`;
    case 'settled':
      return 'Settled by an organiser';
    case 'left-out':
      return 'Left out by an organiser';
    case 'erased':
      return 'The person was erased';
    case 'file-deleted':
      return 'Read; the words of the file are deleted';
    case 'not-settled':
      return 'Nobody settled it in time';
    default:
      return unreachable(outcome);
  }
}

function sayNoted(words: string, { noted }: { readonly noted?: 'already-there' | 'kept-absent' | undefined }): string {
  if (noted === 'already-there') return `${words}; was counted already`;
  return noted === 'kept-absent' ? `${words}; stays away: an organiser marked them as not there` : words;
}
