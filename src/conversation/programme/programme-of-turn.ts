import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { upcomingSessions } from '../../app/programme/upcoming-sessions.js';
import type { TurnContext } from '../talk/turn-context.js';

type Programme = readonly ProgrammeSession[];

/** Words that tell of the programme and its dates rather than of what something is. */
export const ofProgramme =
  /\b(next|upcoming|coming up|what'?s on|when|dates?|events?|briefings?|conferences?|workshops?|training|courses?|sessions?)\b/;

/**
 * The programme to come as it was when this turn first looked at it: the understanding and the answer see the same. Not for
 * what is said after something was booked in the turn, nor for deciding on a place.
 */
export function programmeOf({ services, memory }: TurnContext): Promise<Programme> {
  const seen = memory.of(notReadYet);
  seen.programme ??= upcomingSessions(services.core);
  return seen.programme;
}

function notReadYet(): { programme?: Promise<Programme> } {
  return {};
}
