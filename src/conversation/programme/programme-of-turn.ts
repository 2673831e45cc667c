import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { upcomingSessions } from '../../app/programme/upcoming-sessions.js';
import type { Turn } from '../talk/turn.js';
import type { TurnContext } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';

type Programme = readonly ProgrammeSession[];

/** Words about the programme and its dates, rather than about what something is. */
export const ofProgramme =
  /\b(next|upcoming|coming up|what'?s on|when|dates?|events?|briefings?|conferences?|workshops?|training|courses?|sessions?)\b/;

const turns = new WeakMap<TurnContext, Promise<Programme>>();

/** Whether the turn is likely to need the programme. */
export function asksProgramme({ input }: Turn): boolean {
  if (input.kind === 'clicked') return input.verb === 'whats-on';
  return input.kind === 'said' && ofProgramme.test(plainWords(input.text));
}

/** Sets the programme for a turn that came with it, so that it need not be read. */
export function setProgramme(context: TurnContext, programme: Programme): void {
  turns.set(context, Promise.resolve(programme));
}

/**
 * The upcoming programme, read once in a turn so that understanding and answering see the same. Do not use it after a
 * booking in the same turn, nor to decide about a place.
 */
export function programmeOf(context: TurnContext): Promise<Programme> {
  const known = turns.get(context);
  if (known) return known;
  const read = upcomingSessions(context.services.core);
  turns.set(context, read);
  return read;
}
