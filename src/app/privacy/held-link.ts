import type { Actor } from '../../domain/actor.js';
import { minuteMs } from '../../domain/durations.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { scheduleDelivery } from '../messages/schedule-delivery.js';
import { type Way, waysOf } from '../messages/ways.js';

/** Asking again within this sends nothing more. */
const onceInMs = 10 * minuteMs;

/**
 * Sends a link to all that is held about somebody to themselves, in their chat or by e-mail: a page whose link was passed on must
 * not show or erase it. @returns by which way it goes; undefined where they are reached by nothing
 */
export async function sendHeldLink(core: Core, actor: Actor): Promise<'chat' | 'mail' | undefined> {
  const { personId } = actor;
  if (personId === null) return undefined;
  return commit(core, async (tx) => {
    const way: Way | undefined = (await waysOf(core, tx, [personId], 'own')).get(personId);
    if (way === undefined || way.kind === 'neither') return undefined;
    const now = core.clock.now();
    const key = `held-link:${personId}:${Math.floor(now.getTime() / onceInMs)}`;
    const isNew = await scheduleDelivery(core, tx, { key, kind: 'held-link', to: { personId }, payload: {} });
    const line = { act: 'ask-held-link', subject: 'person', subjectId: personId, outcome: way.kind } as const;
    if (isNew) await recordAct(tx, actor, line, now);
    return way.kind;
  });
}
