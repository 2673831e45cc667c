import type { Prisma } from '../../db/generated/client.js';
import { type Actor, holds } from '../../domain/actor.js';
import { dayMs } from '../../domain/durations.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { unreached } from './delivery-ledger.js';
import { mailCopyEnding } from './mail-copies.js';
import { isMessageKind } from './message-kinds.js';
import { priorityOf } from './sending-rules.js';

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
    where: didNotArrive(core),
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
  const queued = await resend(core, actor, { id, state: { in: ['failed', 'missed'] } });
  return queued > 0 ? 'queued' : 'not-failed';
}

/** Sends all failed messages of a kind again. @returns how many; undefined for anyone but an organiser */
export async function resendKind(core: Core, actor: Actor, kind: string): Promise<number | undefined> {
  if (!holds(actor, 'organiser')) return undefined;
  return resend(core, actor, { kind, ...didNotArrive(core) });
}

async function resend(core: Core, actor: Actor, which: Prisma.DeliveryWhereInput): Promise<number> {
  return commit(core, async (tx) => {
    // They may have opened a chat since, or their address may be mended.
    const chosenAgain = { AND: [which, { NOT: { key: { endsWith: mailCopyEnding } } }] };
    await tx.delivery.updateMany({ where: chosenAgain, data: { via: null } });
    const failed = await tx.delivery.updateManyAndReturn({
      where: which,
      data: { state: 'scheduled', claimedAt: null, triedSince: null, doubtedAt: null, doubts: 0, fault: null },
      select: { id: true, kind: true },
    });
    for (const { id } of failed) {
      const act = { act: 'resend', subject: 'delivery', subjectId: id, outcome: 'queued' } as const;
      await recordAct(tx, actor, act, core.clock.now());
    }
    await core.queue.enqueueAll(
      tx,
      failed.map(({ id, kind }) => ({
        name: 'deliver',
        data: { deliveryId: id },
        priority: isMessageKind(kind) ? priorityOf(kind) : 0,
      })),
    );
    return failed.length;
  });
}

/** Failed for good, or without a recipient, in the last month. */
function didNotArrive(core: Core) {
  return {
    OR: [{ state: 'failed' as const }, { state: 'missed' as const, fault: { in: Object.values(unreached) } }],
    dueAt: { gt: new Date(core.clock.now().getTime() - shownForMs) },
  };
}

/** How many messages of each kind did not arrive. */
export async function countFailedKinds(core: Core, actor: Actor): Promise<ReadonlyMap<string, number>> {
  if (!holds(actor, 'organiser')) return new Map();
  const rows = await core.prisma.delivery.groupBy({ by: ['kind'], where: didNotArrive(core), _count: true });
  return new Map(rows.map(({ kind, _count }) => [kind, _count]));
}
