import { type Actor, holds } from '../../domain/actor.js';
import { dayMs } from '../../domain/durations.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { noChat } from './delivery-ledger.js';

/** A message that was not delivered and why, for organisers. */
export interface FailedDelivery {
  readonly id: string;
  readonly kind: string;
  /** The name of the person or channel. */
  readonly to: string;
  readonly why: string;
  readonly dueAt: Date;
}

/** Older ones no longer matter to anyone. */
const shownForMs = 30 * dayMs;

/** Messages that failed permanently or had no recipient, the latest first. Undefined for anyone but an organiser. */
export async function failedDeliveries(core: Core, actor: Actor): Promise<FailedDelivery[] | undefined> {
  if (!holds(actor, 'organiser')) return undefined;
  const rows = await core.prisma.delivery.findMany({
    where: {
      OR: [{ state: 'failed' }, { state: 'missed', fault: noChat }],
      dueAt: { gt: new Date(core.clock.now().getTime() - shownForMs) },
    },
    orderBy: [{ dueAt: 'desc' }, { person: { name: 'asc' } }, { id: 'desc' }],
    take: 20,
    select: {
      id: true,
      kind: true,
      fault: true,
      dueAt: true,
      person: { select: { name: true } },
      conversation: { select: { name: true } },
    },
  });
  return rows.map(({ id, kind, fault, dueAt, person, conversation }) => ({
    id,
    kind,
    dueAt,
    to: person?.name ?? conversation?.name ?? 'a channel',
    why: fault ?? 'It is not known why.',
  }));
}

type ResendOutcome = 'queued' | 'not-failed' | 'not-organiser';

/** Sends one failed message again. Its content is rendered at the moment of sending. */
export async function resendDelivery(core: Core, actor: Actor, id: string): Promise<ResendOutcome> {
  if (!holds(actor, 'organiser')) return 'not-organiser';
  if (!isUuid(id)) return 'not-failed';
  const queued = await commit(core, async (tx) => {
    const { count } = await tx.delivery.updateMany({
      where: { id, state: { in: ['failed', 'missed'] } },
      data: { state: 'scheduled', claimedAt: null, fault: null },
    });
    if (count === 0) return false;
    await recordAct(
      tx,
      actor,
      { act: 'resend', subject: 'delivery', subjectId: id, outcome: 'queued' },
      core.clock.now(),
    );
    await core.queue.enqueue(tx, { name: 'deliver', data: { deliveryId: id } });
    return true;
  });
  return queued ? 'queued' : 'not-failed';
}
