import { type ProgrammeSession, upcomingSessions } from '../app/programme.js';
import type { Talk } from './talk.js';

const turns = new WeakMap<Talk, Promise<readonly ProgrammeSession[]>>();

/**
 * The programme to come as it was when this turn first looked at it: the understanding and the answer see the same. Not for
 * what is said after something was booked in the turn, nor for deciding on a place.
 */
export function programmeOf(talk: Talk): Promise<readonly ProgrammeSession[]> {
  const known = turns.get(talk);
  if (known) return known;
  const read = upcomingSessions(talk.desk.core);
  turns.set(talk, read);
  return read;
}
