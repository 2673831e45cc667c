import type { Db, Tx } from '../../db/database.js';
import { type Actor, holds } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';

/** Whether the actor organises the event's series, or everything; false for an unknown event. */
export async function mayOrganise(db: Db | Tx, actor: Actor, eventId: string): Promise<boolean> {
  if (!isUuid(eventId)) return false;
  const event = await db.event.findUnique({ where: { id: eventId }, select: { seriesId: true } });
  return event !== null && holds(actor, 'organiser', event.seriesId);
}

/** The id of a session's series; undefined for an unknown session. */
export async function seriesOfSession(core: Core, sessionId: string): Promise<string | undefined> {
  if (!isUuid(sessionId)) return undefined;
  const session = await core.prisma.session.findUnique({
    where: { id: sessionId },
    select: { event: { select: { seriesId: true } } },
  });
  return session?.event.seriesId;
}
