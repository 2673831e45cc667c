import type { Tx } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';
import { type Actor, holds } from '../../domain/actor.js';
import { newLinksShape } from '../afterwards/thanks.js';
import { recordAct } from '../audit/audit.js';
import { removeGuests } from '../bookings/guests-held.js';
import { lockSession, readStandings } from '../bookings/session-lock.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { mayOrganise } from '../programme/event-rights.js';
import { runsProjects } from '../projects/organised-projects.js';
import { putBackOfProject } from '../projects/undo-of-project.js';
import { mayUseSaved } from '../writing/saved-for-series.js';
import { sessionCancelled } from './cancelled-places.js';
import { countChange } from './change-session.js';
import { findHeld, type HeldAct, type HeldSending, takeBack } from './held-sendings.js';
import { settleTerm } from './plan-event.js';
import { announced, type CancelledBefore, cancelled, moved, resized, seriesCancelled } from './undo-shapes.js';

export type UndoOutcome =
  | { readonly kind: 'undone'; readonly act: HeldAct; readonly subjectId: string; readonly untold: number }
  /** The half minute is over, or somebody undid it before. */
  | { readonly kind: 'too-late' }
  | { readonly kind: 'refused' };

/** What an act is of: an event, a series or a saved audience. */
export function undoneOf(
  act: HeldAct,
): 'event' | 'series' | 'audience' | 'survey' | 'application' | 'nomination' | 'project' | 'cohort' {
  switch (act) {
    case 'write':
    case 'thank':
    case 'announce':
    case 'cancel-event':
    case 'cancel-session':
    case 'move-session':
    case 'resize':
    case 'add-guests':
      return 'event';
    case 'cancel-series':
      return 'series';
    case 'write-audience':
      return 'audience';
    case 'ask-survey':
    case 'remind-survey':
      return 'survey';
    case 'decide-application':
      return 'application';
    case 'decide-nomination':
      return 'nomination';
    case 'cancel-project':
      return 'project';
    case 'cancel-cohort':
    case 'move-cohort':
    case 'move-milestone':
    case 'resize-cohort':
    case 'resize-strand':
    case 'invite-schools':
      return 'cohort';
  }
}

/** Undoes an act of an organiser while its messages wait: it is as if it had not been done, and nobody is told. */
export async function undoAct(core: Core, actor: Actor, heldId: string): Promise<UndoOutcome> {
  return commit(core, async (tx): Promise<UndoOutcome> => {
    const held = await findHeld(tx, heldId);
    if (!held) return { kind: 'too-late' };
    const { act, subjectId } = held;
    if (!(await mayUndo(tx, actor, held))) return { kind: 'refused' };
    if (!(await putBack(core, tx, heldId, held))) return { kind: 'too-late' };
    const untold = await takeBack(tx, heldId);
    const line = { act: 'undo', subject: undoneOf(act), subjectId, outcome: act, detail: { untold } } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return { kind: 'undone', act, subjectId, untold };
  });
}

async function mayUndo(tx: Tx, actor: Actor, { act, subjectId }: HeldSending): Promise<boolean> {
  switch (undoneOf(act)) {
    case 'event':
      return mayOrganise(tx, actor, subjectId);
    case 'series':
      return holds(actor, 'organiser', subjectId);
    case 'audience': {
      const audience = await tx.audience.findUnique({ where: { id: subjectId }, select: { seriesId: true } });
      // It was deleted since: organisers of everything can still take the message back.
      return audience ? mayUseSaved(actor, audience.seriesId) : holds(actor, 'organiser');
    }
    case 'survey':
    case 'application':
    case 'nomination':
    case 'project':
    case 'cohort':
      return runsProjects(actor);
  }
}

/** @returns false when somebody has changed it since, so that nothing was put back */
async function putBack(core: Core, tx: Tx, heldId: string, held: HeldSending): Promise<boolean> {
  switch (held.act) {
    case 'write':
    case 'write-audience':
      return true;
    case 'thank':
      await takeLinksBack(tx, held);
      return true;
    case 'announce':
      await unannounce(tx, heldId, held);
      return true;
    case 'cancel-event':
    case 'cancel-session':
      await restore(tx, held.subjectId, cancelled.parse(held.before));
      return true;
    case 'cancel-series':
      await restoreSeries(tx, held);
      return true;
    case 'move-session':
      return moveBack(core, tx, held);
    case 'resize':
      return unresize(tx, held);
    case 'add-guests':
      return removeGuests(core, tx, held.before);
    default:
      return putBackOfProject(core, tx, { ...held, act: held.act });
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
async function restore(tx: Tx, eventId: string, { sessions, ended }: CancelledBefore): Promise<void> {
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

/** The series goes on, with its events; its drafts were kept. */
async function restoreSeries(tx: Tx, { subjectId: id, before }: HeldSending): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM "Series" WHERE id = ${id}::uuid FOR UPDATE`;
  const { events, status } = seriesCancelled.parse(before);
  await tx.series.update({ where: { id }, data: { status }, select: { id: true } });
  for (const eventId of Object.keys(events).sort())
    await restore(tx, eventId, events[eventId] ?? { sessions: [], ended: {} });
}

/**
 * The session has as many places as before, and who was offered one waits again, unless one of them said yes meanwhile or somebody
 * else has booked one of the new places.
 */
async function unresize(tx: Tx, held: HeldSending): Promise<boolean> {
  const { session: id, was, to, taken: before = 0, offered } = resized.parse(held.before);
  const session = await lockSession(tx, id, null);
  if (!session || session.capacity !== to) return false;
  const agreed = await tx.registration.count({ where: { id: { in: offered }, state: 'confirmed' } });
  if (agreed > 0) return false;
  const others = await tx.registration.count({
    where: { sessionId: id, id: { notIn: offered }, state: { in: ['confirmed', 'offered'] } },
  });
  if (was !== null && others > Math.max(was, before)) return false;
  await tx.registration.updateMany({
    where: { id: { in: offered }, state: 'offered' },
    data: { state: 'waiting', offeredAt: null, offerExpiresAt: null },
  });
  await tx.session.update({ where: { id }, data: { capacity: was }, select: { id: true } });
  return true;
}

/** The session is when and where it was, unless somebody changed it since. */
async function moveBack(core: Core, tx: Tx, { subjectId: eventId, before }: HeldSending): Promise<boolean> {
  const { session: id, sequence, was } = moved.parse(before);
  await tx.$executeRaw`SELECT 1 FROM "Event" WHERE id = ${eventId}::uuid FOR UPDATE`;
  await lockSession(tx, id, null);
  const now = await tx.session.findUnique({ where: { id }, select: { sequence: true } });
  if (now?.sequence !== sequence) return false;
  const data = { ...was, startsAt: new Date(was.startsAt), endsAt: new Date(was.endsAt) };
  await tx.session.update({ where: { id }, data: { ...data, sequence: { increment: 1 } }, select: { id: true } });
  await settleTerm(core, tx, eventId);
  await countChange(
    tx,
    (await readStandings(tx, id)).map((standing) => standing.id),
  );
  return true;
}
