import type { Tx } from '../db/database.js';
import { type Actor, holds } from '../domain/actor.js';
import type { SessionPlan } from '../domain/event-plan.js';
import { recordAct } from './audit.js';
import type { Core } from './core.js';
import { sessionRow, settleTerm } from './event-planning.js';
import { isUuid } from './programme.js';
import { type ChangeOutcome, cancelSession, moveSession } from './session-changes.js';

/** What people must hear of: another time or another place. A new label or number of places is no move. */
export function isMove(
  before: { readonly startsAt: Date; readonly endsAt: Date } & Readonly<Record<PlaceField, string | null>>,
  plan: SessionPlan,
): boolean {
  if (before.startsAt.getTime() !== plan.startsAt.getTime()) return true;
  if (before.endsAt.getTime() !== plan.endsAt.getTime()) return true;
  return placeFields.some((field) => (before[field] ?? '') !== plan[field]);
}

type PlaceField = 'venue' | 'address' | 'town' | 'postcode' | 'link';
const placeFields: readonly PlaceField[] = ['venue', 'address', 'town', 'postcode', 'link'];

/** A published session as planned anew: its name, and its time and place, of which those concerned are told. */
export async function changeSession(
  core: Core,
  actor: Actor,
  sessionId: string,
  plan: SessionPlan,
): Promise<ChangeOutcome> {
  const { label, capacity: _kept, ...move } = sessionRow(plan);
  const outcome = await moveSession(core, actor, sessionId, move);
  if (outcome.kind === 'refused') return outcome;
  await core.prisma.$transaction(async (tx) => {
    const { eventId } = await tx.session.update({
      where: { id: sessionId },
      data: { label },
      select: { eventId: true },
    });
    await settleTerm(core, tx, eventId);
  });
  return outcome;
}

/**
 * Calls an event off with every session that is still to come; those concerned are told of each once. Session by session:
 * when it is interrupted, asking again does the rest and tells nobody twice.
 */
export async function cancelEvent(core: Core, actor: Actor, eventId: string, reason: string): Promise<ChangeOutcome> {
  if (!isUuid(eventId)) return { kind: 'refused', reason: 'not-found' };
  const event = await core.prisma.event.findUnique({
    where: { id: eventId },
    select: {
      seriesId: true,
      status: true,
      sessions: {
        where: { status: 'published', startsAt: { gt: core.clock.now() } },
        orderBy: { startsAt: 'asc' },
        select: { id: true },
      },
    },
  });
  if (!event) return { kind: 'refused', reason: 'not-found' };
  if (!holds(actor, 'organiser', event.seriesId)) return { kind: 'refused', reason: 'not-organiser' };
  if (event.status !== 'published') return { kind: 'unchanged' };
  if (reason.trim() === '') return { kind: 'refused', reason: 'no-reason' };
  let told = 0;
  for (const { id } of event.sessions) {
    const outcome = await cancelSession(core, actor, id, reason);
    if (outcome.kind === 'changed') told += outcome.told;
  }
  await core.prisma.$transaction((tx) => markCancelled(core, tx, actor, { eventId, reason, told }));
  return { kind: 'changed', told };
}

async function markCancelled(
  core: Core,
  tx: Tx,
  actor: Actor,
  { eventId, reason, told }: { eventId: string; reason: string; told: number },
): Promise<void> {
  const data = { status: 'cancelled' as const, cancelReason: reason.trim().slice(0, 300) };
  await tx.event.updateMany({ where: { id: eventId, status: 'published' }, data });
  const line = { act: 'cancel-event', subject: 'event', subjectId: eventId, outcome: 'cancelled', detail: { told } };
  await recordAct(tx, actor, line, core.clock.now());
}
