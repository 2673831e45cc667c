import type { Db } from '../../db/database.js';
import { isUuid } from '../../domain/uuid.js';

/** The title of an event, for a message about it; undefined for a draft. */
export async function findEventTitle(db: Db, eventId: string): Promise<string | undefined> {
  if (!isUuid(eventId)) return undefined;
  const event = await db.event.findFirst({
    where: { id: eventId, status: { not: 'draft' } },
    select: { title: true },
  });
  return event?.title;
}
