import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { upcomingSessions } from '../../app/programme/upcoming-sessions.js';
import type { TurnContext } from '../talk/turn-context.js';

type Programme = readonly ProgrammeSession[];

/** Words about the programme and its dates, rather than about what something is. */
export const ofProgramme =
  /\b(next|upcoming|coming up|what'?s on|when|dates?|events?|briefings?|conferences?|workshops?|training|courses?|sessions?)\b/;

/**
 * The upcoming programme, read once in a turn so that understanding and answering see the same. Do not use it after a
 * booking in the same turn, nor to decide about a place.
 */
export function programmeOf({ services, memory }: TurnContext): Promise<Programme> {
  const seen = memory.of(notReadYet);
  seen.programme ??= upcomingSessions(services.core);
  return seen.programme;
}

function notReadYet(): { programme?: Promise<Programme> } {
  return {};
}
