import type { Tx } from '../../db/database.js';
import type { Prisma } from '../../db/generated/client.js';
import { newId } from '../../db/new-id.js';
import { dayMs, minuteMs } from '../../domain/durations.js';
import { isUuid } from '../../domain/uuid.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import type { Hold } from '../hold.js';
import { isMessageKind } from '../messages/message-kinds.js';
import { enqueueDeliveries } from '../messages/schedule-delivery.js';
import { giveReasonOfCancelling } from '../projects/undo-cancel.js';

/** Acts of organisers that can be undone while their messages wait. */
export type HeldAct =
  | 'write'
  | 'write-audience'
  | 'thank'
  | 'announce'
  | 'cancel-event'
  | 'cancel-series'
  | 'cancel-session'
  | 'move-session'
  | 'ask-survey'
  | 'remind-survey'
  | 'decide-application'
  | 'decide-nomination'
  | 'cancel-project'
  | 'cancel-cohort'
  | 'move-cohort'
  | 'move-milestone'
  | 'resize-cohort'
  | 'resize-strand'
  | 'resize'
  | 'add-guests'
  | 'invite-schools';

/** For so long they wait. */
export const heldForMs = minuteMs / 2;
/** The job of each sends them; what it left over is taken up after this. */
const overdueMs = minuteMs;
const keptMs = 30 * dayMs;

/**
 * Lets the messages of an act wait: schedule them with what this returns, in the same transaction. They are in the ledger, and one
 * job sends them all, so a process that dies meanwhile loses none.
 * @param before what an undo puts back
 * @param notBefore they wait until then, where that is later than half a minute, and can be undone for as long
 */
export async function holdSending(
  core: Core,
  tx: Tx,
  {
    act,
    subjectId,
    before,
    notBefore,
  }: {
    readonly act: HeldAct;
    readonly subjectId: string;
    readonly before?: Prisma.InputJsonObject;
    readonly notBefore?: Date;
  },
): Promise<Hold> {
  const now = core.clock.now();
  const until = new Date(Math.max(now.getTime() + heldForMs, notBefore?.getTime() ?? 0));
  const hold = { id: newId(), until };
  await tx.heldSending.create({
    data: { id: hold.id, act, subjectId, heldUntil: hold.until, createdAt: now, ...(before ? { before } : {}) },
    select: { id: true },
  });
  await core.queue.enqueue(tx, { name: 'release', data: { heldId: hold.id } }, { startAfter: hold.until });
  return hold;
}

/**
 * The same for an act of which perhaps nobody is told: then nothing waits, and there is nothing to undo.
 * @param tell does the rest of the act with a core by which all messages wait, and counts those that are told
 */
export async function holdWhatIsTold(
  core: Core,
  tx: Tx,
  act: Parameters<typeof holdSending>[2],
  tell: (waiting: Core) => Promise<number>,
): Promise<{ readonly told: number; readonly held?: string }> {
  const hold = await holdSending(core, tx, act);
  const told = await tell({ ...core, hold });
  if (told > 0) return { told, held: hold.id };
  await tx.heldSending.delete({ where: { id: hold.id }, select: { id: true } });
  return { told };
}

/**
 * Sends the messages of an act whose time to be undone is over; once, whoever comes first.
 * @returns for how many milliseconds they still wait; 0 when they are on their way, or were taken back
 */
export async function releaseHeld(core: Core, heldId: string): Promise<number> {
  return commit(core, async (tx) => {
    const [held] = await tx.$queryRaw<Array<{ state: string; heldUntil: Date } & HeldSending>>`
      SELECT state::text, "heldUntil", act, "subjectId", before
        FROM "HeldSending" WHERE id = ${heldId}::uuid FOR UPDATE`;
    if (held?.state !== 'held') return 0;
    const waitsMs = held.heldUntil.getTime() - core.clock.now().getTime();
    if (waitsMs > 0) return waitsMs;
    if (held.act === 'cancel-series') await discardDraftsOf(tx, held.subjectId);
    if (held.act === 'cancel-project' || held.act === 'cancel-cohort')
      await giveReasonOfCancelling(tx, heldId, held.before);
    await tx.heldSending.update({
      where: { id: heldId },
      data: { state: 'released', before: {} },
      select: { id: true },
    });
    const rows = await tx.delivery.findMany({
      where: { heldById: heldId, state: 'scheduled' },
      orderBy: { id: 'asc' },
      select: { id: true, kind: true },
    });
    await enqueueDeliveries(
      core,
      tx,
      rows.flatMap(({ id, kind }) => (isMessageKind(kind) ? [{ id, kind }] : [])),
    );
    return 0;
  });
}

/** The drafts of a cancelled series are kept for as long as it can come back. Nobody can hold a place in a draft. */
async function discardDraftsOf(tx: Tx, seriesId: string): Promise<void> {
  // Somebody may have opened the series again meanwhile.
  const { count: cancelled } = await tx.series.updateMany({
    where: { id: seriesId, status: 'cancelled' },
    data: { status: 'cancelled' },
  });
  if (cancelled > 0) await tx.event.deleteMany({ where: draftsOf(seriesId) });
}

/** Drafts that go with their series. */
export function draftsOf(seriesId: string) {
  return { seriesId, status: 'draft' as const, sessions: { none: { registrations: { some: {} } } } };
}

/** Sends what should have gone out a minute ago, and forgets what is long over. Runs every minute. @returns how many acts */
export async function releaseOverdue(core: Core): Promise<number> {
  const now = core.clock.now().getTime();
  const due = await core.prisma.heldSending.findMany({
    where: { state: 'held', heldUntil: { lt: new Date(now - overdueMs) } },
    select: { id: true },
  });
  for (const { id } of due) await releaseHeld(core, id);
  await core.prisma.heldSending.deleteMany({
    where: { state: { not: 'held' }, createdAt: { lt: new Date(now - keptMs) } },
  });
  return due.length;
}

/** An act whose messages wait. */
export interface HeldSending {
  readonly act: HeldAct;
  readonly subjectId: string;
  readonly before: unknown;
}

/** One that can still be undone; undefined once it is on its way or was taken back. */
export async function findHeld(tx: Tx, heldId: string): Promise<HeldSending | undefined> {
  if (!isUuid(heldId)) return undefined;
  const [row] = await tx.$queryRaw<HeldSending[]>`
    SELECT act, "subjectId", before FROM "HeldSending" WHERE id = ${heldId}::uuid AND state = 'held' FOR UPDATE`;
  return row;
}

/** By which messages that were scheduled before can still be undone: who presses twice keeps the button that takes them back. */
export async function heldStill(tx: Tx, keys: readonly string[]): Promise<Pick<Hold, 'id' | 'until'> | undefined> {
  const found = await tx.delivery.findFirst({
    where: { key: { in: [...keys] }, state: 'scheduled', heldBy: { state: 'held' } },
    select: { heldBy: { select: { id: true, heldUntil: true } } },
  });
  return found?.heldBy ? { id: found.heldBy.id, until: found.heldBy.heldUntil } : undefined;
}

/** Says what an undo puts back, where it is known only once the act is done. */
export async function noteBefore(tx: Tx, heldId: string, before: Prisma.InputJsonObject): Promise<void> {
  await tx.heldSending.update({ where: { id: heldId }, data: { before }, select: { id: true } });
}

/** Takes its messages back: nobody has got one. Call after `findHeld`. @returns how many */
export async function takeBack(tx: Tx, heldId: string): Promise<number> {
  await tx.heldSending.update({ where: { id: heldId }, data: { state: 'undone', before: {} }, select: { id: true } });
  const { count } = await tx.delivery.deleteMany({ where: { heldById: heldId, state: 'scheduled' } });
  return count;
}
