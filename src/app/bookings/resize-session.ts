import type { Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { holdWhatIsTold, noteBefore } from '../organising/held-sendings.js';
import type { Resized } from '../organising/undo-shapes.js';
import { mayOrganise } from '../programme/event-rights.js';
import { lockSession, offerFreePlaces } from './session-lock.js';

type ResizeOutcome =
  /** Whom a place is offered is told after half a minute; until then `held` takes it back. */
  | { readonly kind: 'resized'; readonly offered: number; readonly over: number; readonly held?: string }
  | { readonly kind: 'refused'; readonly reason: 'not-organiser' | 'not-found' | 'no-places' };

/**
 * Changes the number of places. Additional places are offered at once to those who wait. Reducing the number takes
 * nobody's place away: until enough people cancel, `over` more hold a place than there are.
 * @param capacity a whole number from 1; null is unlimited
 */
export async function resizeSession(
  core: Core,
  actor: Actor,
  sessionId: string,
  capacity: number | null,
): Promise<ResizeOutcome> {
  if (!isUuid(sessionId)) return { kind: 'refused', reason: 'not-found' };
  if (capacity !== null && (!Number.isSafeInteger(capacity) || capacity < 1 || capacity > 100_000)) {
    return { kind: 'refused', reason: 'no-places' };
  }
  return commit(core, async (tx): Promise<ResizeOutcome> => {
    const locked = await lockSession(tx, sessionId, null);
    if (!locked) return { kind: 'refused', reason: 'not-found' };
    if (!(await mayOrganise(tx, actor, locked.eventId))) return { kind: 'refused', reason: 'not-organiser' };
    await tx.session.update({ where: { id: sessionId }, data: { capacity }, select: { id: true } });
    const detail = { capacity: capacity ?? 'unlimited' };
    const line = { act: 'resize', subject: 'session', subjectId: sessionId, outcome: 'resized', detail } as const;
    await recordAct(tx, actor, line, core.clock.now());
    const waiting = await tx.registration.findMany({ where: { sessionId, state: 'waiting' }, select: { id: true } });
    const takenBefore = await countTaken(tx, sessionId);
    const before: Resized = { session: sessionId, was: locked.capacity, to: capacity, taken: takenBefore, offered: [] };
    const act = { act: 'resize', subjectId: locked.eventId, before } as const;
    const { told: offered, held } = await holdWhatIsTold(core, tx, act, (waits) =>
      offerFreePlaces(waits, tx, { ...locked, capacity }),
    );
    if (held) {
      const got = { id: { in: waiting.map(({ id }) => id) }, state: 'offered' as const };
      const rows = await tx.registration.findMany({ where: got, select: { id: true } });
      await noteBefore(tx, held, { ...before, offered: rows.map(({ id }) => id) });
    }
    const taken = await countTaken(tx, sessionId);
    const over = capacity === null ? 0 : Math.max(0, taken - capacity);
    return { kind: 'resized', offered, over, ...(held ? { held } : {}) };
  });
}

function countTaken(tx: Tx, sessionId: string): Promise<number> {
  return tx.registration.count({ where: { sessionId, state: { in: ['confirmed', 'offered'] } } });
}
