import type { Db } from '../../db/database.js';
import { isUuid } from '../../domain/uuid.js';

/** More moves of one place than this are not followed. */
const movesFollowed = 20;

/**
 * A person's registration and those it became when it was moved, the oldest first; empty where it is not theirs. A link in an
 * older mail leads to the place as it is now.
 */
export async function registrationsSince(db: Db, registrationId: string, personId: string): Promise<string[]> {
  const chain: string[] = [];
  let next: string | undefined = isUuid(registrationId) ? registrationId : undefined;
  while (next !== undefined && chain.length < movesFollowed) {
    const found: { id: string; replacedBy: { id: string } | null } | null = await db.registration.findFirst({
      where: { id: next, personId },
      select: { id: true, replacedBy: { select: { id: true } } },
    });
    if (found) chain.push(found.id);
    next = found?.replacedBy?.id;
  }
  return chain;
}

/** The event that a page is about. @param of the id of the event, or of one of its sessions */
export async function eventOfPage(db: Db, of: string): Promise<string | undefined> {
  if (!isUuid(of)) return undefined;
  const which = { OR: [{ id: of }, { sessions: { some: { id: of } } }] };
  return (await db.event.findFirst({ where: which, select: { id: true } }))?.id;
}

/** Whether all that a button names is of an event. */
export async function isOfEvent(
  db: Db,
  eventId: string,
  { event, session, registration }: Readonly<Record<string, string>>,
): Promise<boolean> {
  if ([event, session, registration].some((id) => id !== undefined && !isUuid(id))) return false;
  if (event !== undefined && event !== eventId) return false;
  if (session !== undefined && (await db.session.count({ where: { id: session, eventId } })) === 0) return false;
  return (
    registration === undefined ||
    (await db.registration.count({ where: { id: registration, session: { eventId } } })) > 0
  );
}
