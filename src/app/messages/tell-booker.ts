import type { SqlTx } from '../../db/fast/sql.js';
import type { Core } from '../core.js';
import { scheduleDelivery } from './schedule-delivery.js';

interface Parties {
  readonly personId: string;
  readonly name: string;
  readonly hasChat: boolean;
  /** Who booked for them, as long as they work at the school that the place belongs to, and can be written to. */
  readonly bookerId: string | null;
}

/** Who holds a place, and who booked it for them. */
async function partiesOf(tx: SqlTx, registrationId: string): Promise<Parties | undefined> {
  const rows = await tx.$queryRaw<Parties[]>`
    SELECT g."personId", p.name,
           EXISTS (SELECT 1 FROM "Account" a WHERE a."personId" = g."personId") AS "hasChat",
           (SELECT b."personId" FROM "Post" b
             WHERE b."personId" = g."bookedById" AND b.until IS NULL AND b.urn IS NOT DISTINCT FROM g.urn
               AND EXISTS (SELECT 1 FROM "Account" a WHERE a."personId" = b."personId")) AS "bookerId"
      FROM "Registration" g JOIN "Person" p ON p.id = g."personId"
     WHERE g.id = ${registrationId}::uuid`;
  return rows[0];
}

/**
 * A booking was given up: tells whoever holds it when the booker did it, and the booker when the holder did.
 * @param byPersonId who gave it up
 * @returns the holder, when somebody else gave it up for them
 */
export async function tellOfCancelling(
  core: Core,
  tx: SqlTx,
  registrationId: string,
  byPersonId: string,
): Promise<{ readonly name: string; readonly told: boolean } | null> {
  const parties = await partiesOf(tx, registrationId);
  if (!parties) return null;
  const { personId, bookerId, hasChat, name } = parties;
  const payload = { registrationId };
  if (personId !== byPersonId) {
    const key = `cancelled-for-you:${registrationId}`;
    if (hasChat) await scheduleDelivery(core, tx, { key, kind: 'cancelled-for-you', to: { personId }, payload });
    return { name, told: hasChat };
  }
  if (bookerId !== null && bookerId !== byPersonId) {
    const key = `colleague-cancelled:${registrationId}`;
    await scheduleDelivery(core, tx, { key, kind: 'colleague-cancelled', to: { personId: bookerId }, payload });
  }
  return null;
}

/** A place was moved: tells whoever holds it, when somebody else did it. @param registrationId the place as it is now */
export async function tellOfMoving(
  core: Core,
  tx: SqlTx,
  registrationId: string,
  byPersonId: string | null,
): Promise<void> {
  const parties = await partiesOf(tx, registrationId);
  if (!parties?.hasChat || parties.personId === byPersonId) return;
  const to = { personId: parties.personId };
  const key = `moved-for-you:${registrationId}`;
  await scheduleDelivery(core, tx, { key, kind: 'moved-for-you', to, payload: { registrationId } });
}
