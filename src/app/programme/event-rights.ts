import type { Db, Tx } from '../../db/database.js';
import { type Actor, holds } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';

/** Whether the actor is an organiser of the event's series, or of everything; nobody is of what is no event. */
export async function mayOrganise(db: Db | Tx, actor: Actor, eventId: string): Promise<boolean> {
  if (!isUuid(eventId)) return false;
  const event = await db.event.findUnique({ where: { id: eventId }, select: { seriesId: true } });
  return event !== null && holds(actor, 'organiser', event.seriesId);
}
