import { z } from 'zod';
import type { Tx } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';
import type { Actor } from '../../domain/actor.js';
import { newLinksShape } from '../afterwards/thanks.js';
import { recordAct } from '../audit/audit.js';
import { lockSession } from '../bookings/session-lock.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { mayOrganise } from '../programme/event-rights.js';
import { sessionCancelled } from './cancelled-places.js';
import { findHeld, type HeldAct, type HeldSending, takeBack } from './held-sendings.js';

/** What a cancelled event or session was before. */
const cancelled = z.object({
  sessions: z.array(z.string()),
  /** State by id, of the registrations that ended with it. */
  ended: z.record(z.enum(['offered', 'waiting'])),
});
export type CancelledBefore = z.infer<typeof cancelled>;

const announced = z.object({ announcement: z.string() });

export type UndoOutcome =
  | { readonly kind: 'undone'; readonly act: HeldAct; readonly eventId: string; readonly untold: number }
  /** The half minute is over, or somebody undid it before. */
  | { readonly kind: 'too-late' }
  | { readonly kind: 'refused' };

/** Undoes an act of an organiser while its messages wait: it is as if it had not been done, and nobody is told. */
export async function undoAct(core: Core, actor: Actor, heldId: string): Promise<UndoOutcome> {
  return commit(core, async (tx): Promise<UndoOutcome> => {
    const held = await findHeld(tx, heldId);
    if (!held) return { kind: 'too-late' };
    const eventId = held.subjectId;
    if (!(await mayOrganise(tx, actor, eventId))) return { kind: 'refused' };
    await putBack(tx, heldId, held);
    const untold = await takeBack(tx, heldId);
    const line = { act: 'undo', subject: 'event', subjectId: eventId, outcome: held.act, detail: { untold } } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return { kind: 'undone', act: held.act, eventId, untold };
  });
}

async function putBack(tx: Tx, heldId: string, held: HeldSending): Promise<void> {
  switch (held.act) {
    case 'write':
      return;
    case 'thank':
      return takeLinksBack(tx, held);
    case 'announce':
      return unannounce(tx, heldId, held);
    case 'cancel-event':
    case 'cancel-session':
      return restore(tx, held);
  }
}

/** The event has the links that it had, unless somebody changed them since. */
async function takeLinksBack(tx: Tx, { subjectId: id, before }: HeldSending): Promise<void> {
  const { slides, recording } = newLinksShape.parse(before ?? {});
  if (slides) await tx.event.updateMany({ where: { id, slides: slides.to }, data: { slides: slides.from } });
  if (recording)
    await tx.event.updateMany({ where: { id, recording: recording.to }, data: { recording: recording.from } });
}

/** Invitations of earlier announcements that went out with this one wait again. */
async function unannounce(tx: Tx, heldId: string, { before }: HeldSending): Promise<void> {
  const { announcement } = announced.parse(before);
  await tx.$executeRaw`
    UPDATE "Invitation" SET "sentAt" = NULL
     WHERE id IN (SELECT (payload->>'invitationId')::uuid FROM "Delivery"
                   WHERE "heldById" = ${heldId}::uuid AND kind = 'invitation' AND state = 'scheduled')`;
  await tx.announcement.delete({ where: { id: announcement }, select: { id: true } });
}

/** Its sessions take place again, with everybody where they were: nobody could book meanwhile. */
async function restore(tx: Tx, { subjectId: eventId, before }: HeldSending): Promise<void> {
  const { sessions, ended } = cancelled.parse(before);
  await tx.$executeRaw`SELECT 1 FROM "Event" WHERE id = ${eventId}::uuid FOR UPDATE`;
  for (const id of sessions) await lockSession(tx, id, null);
  await tx.event.update({
    where: { id: eventId },
    data: { status: 'published', cancelReason: null },
    select: { id: true },
  });
  await tx.session.updateMany({
    where: { id: { in: sessions } },
    data: { status: 'published', cancelReason: null, sequence: { increment: 1 } },
  });
  await tx.$executeRaw`
    UPDATE "Registration" SET sequence = sequence + 1
     WHERE "sessionId" = ANY(${sessions}::uuid[]) AND state = 'confirmed'`;
  for (const state of ['offered', 'waiting'] as const) {
    const ids = Object.keys(ended).filter((id) => ended[id] === state);
    if (ids.length === 0) continue;
    await tx.$executeRaw`
      UPDATE "Registration"
         SET state = ${Prisma.sql`${state}::"RegistrationState"`}, "endedAt" = NULL, "endReason" = NULL, sequence = sequence + 1
       WHERE id = ANY(${ids}::uuid[]) AND state = 'cancelled' AND "endReason" = ${sessionCancelled}`;
  }
}
