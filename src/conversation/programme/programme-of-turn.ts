import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { upcomingSessions } from '../../app/programme/upcoming-sessions.js';
import type { Turn } from '../talk/turn.js';
import type { TurnContext } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';

type Programme = readonly ProgrammeSession[];

/** Words that tell of the programme and its dates rather than of what something is. */
export const ofProgramme =
  /\b(next|upcoming|coming up|what'?s on|when|dates?|events?|briefings?|conferences?|workshops?|training|courses?|sessions?)\b/;

const turns = new WeakMap<TurnContext, Promise<Programme>>();

/** Whether what was said is likely to need the programme. */
export function asksProgramme({ input }: Turn): boolean {
  if (input.kind === 'clicked') return input.verb === 'whats-on';
  return input.kind === 'said' && ofProgramme.test(plainWords(input.text));
}

/** For a turn that came with the programme: it need not be read. */
export function keepProgramme(context: TurnContext, programme: Programme): void {
  turns.set(context, Promise.resolve(programme));
}

/**
 * The programme to come as it was when this turn first looked at it: the understanding and the answer see the same. Not for
 * what is said after something was booked in the turn, nor for deciding on a place.
 */
export function programmeOf(context: TurnContext): Promise<Programme> {
  const known = turns.get(context);
  if (known) return known;
  const read = upcomingSessions(context.services.core);
  turns.set(context, read);
  return read;
}
