import { upcomingSessions } from '../app/coming-programme.js';
import type { ProgrammeSession } from '../app/programme.js';
import type { Talk } from './talk.js';

type Programme = readonly ProgrammeSession[];

/** Words that tell of the programme and its dates rather than of what something is. */
export const ofProgramme =
  /\b(next|upcoming|coming up|what'?s on|when|dates?|events?|briefings?|conferences?|workshops?|training|courses?|sessions?)\b/;

/**
 * The programme to come as it was when this turn first looked at it: the understanding and the answer see the same. Not for
 * what is said after something was booked in the turn, nor for deciding on a place.
 */
export function programmeOf({ desk, memory }: Talk): Promise<Programme> {
  const seen = memory.of(notReadYet);
  seen.programme ??= upcomingSessions(desk.core);
  return seen.programme;
}

function notReadYet(): { programme?: Promise<Programme> } {
  return {};
}
