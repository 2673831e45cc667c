import { dayMs } from '../durations.js';

/** What an organiser should look at in a session. */
export interface WatchedSession {
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Null is unlimited. */
  readonly capacity: number | null;
  /** Places held or offered. */
  readonly taken: number;
  readonly waiting: number;
  readonly present: number;
  /** It takes place somewhere; online, the attendance comes from the meeting's own report. */
  readonly hasVenue: boolean;
  readonly hasCheckIn: boolean;
  readonly isConfirmed: boolean;
}

export type SessionTask = 'check-in-now' | 'list-to-confirm' | 'check-in' | 'running-low' | 'empty';

/** For so long an attendance list is asked for. */
export const askedForMs = 42 * dayMs;
/** From so long before, places are watched. */
export const watchedMs = 28 * dayMs;
const checkInMs = 7 * dayMs;
const emptyMs = 21 * dayMs;

/** What is to be done about a session, the most urgent first. */
export function sessionTasks(session: WatchedSession, now: Date): SessionTask[] {
  const { startsAt, endsAt, capacity, taken, waiting } = session;
  const ahead = startsAt.getTime() - now.getTime();
  if (endsAt <= now) {
    const expectsList = taken > 0 || session.present > 0;
    const isRecent = now.getTime() - endsAt.getTime() <= askedForMs;
    return expectsList && isRecent && !session.isConfirmed ? ['list-to-confirm'] : [];
  }
  const tasks: SessionTask[] = [];
  if (session.hasVenue && !session.hasCheckIn && taken > 0 && ahead <= checkInMs) {
    tasks.push(ahead <= dayMs ? 'check-in-now' : 'check-in');
  }
  if (ahead <= 0 || ahead > watchedMs) return tasks;
  if (waiting > 0 || (capacity !== null && isLow(capacity, taken))) tasks.push('running-low');
  else if (ahead <= emptyMs && isEmpty(capacity, taken)) tasks.push('empty');
  return tasks;
}

/** At most a tenth of the places is left. */
function isLow(capacity: number, taken: number): boolean {
  return capacity - taken <= Math.max(1, Math.floor(capacity / 10));
}

/** Fewer than a fifth of the places are taken; without a limit, none. */
function isEmpty(capacity: number | null, taken: number): boolean {
  return capacity === null ? taken === 0 : taken * 5 < capacity;
}
