import type { SqlTx } from '../../db/fast/sql.js';
import { Prisma } from '../../db/generated/client.js';
import type { Actor } from '../../domain/actor.js';
import type { Core } from '../core.js';
import { scheduleDelivery } from './schedule-delivery.js';
import { confirmByMail } from './tell-confirmed.js';
import { isReached, type Told, toldBy, waysOf } from './ways.js';

/** Who did it; `actor` is undefined for a signed link. */
interface Doer {
  readonly personId: string | null;
  readonly actor: Actor | undefined;
}

interface Parties {
  readonly personId: string;
  readonly name: string;
  /** The person who booked for them, if that person still works at the school and can be written to. */
  readonly bookerId: string | null;
}

/** The holder of a place, and who booked it for them. */
async function partiesOf(core: Core, tx: SqlTx, registrationId: string): Promise<Parties | undefined> {
  const rows = await tx.$queryRaw<Parties[]>`
    SELECT g."personId", p.name,
           (SELECT b."personId" FROM "Post" b
             WHERE b."personId" = g."bookedById" AND b.until IS NULL AND b.urn IS NOT DISTINCT FROM g.urn
               AND (b.proof IS NOT NULL OR b.urn IS NULL)
               AND ${isReached(core, Prisma.sql`b."personId"`)}) AS "bookerId"
      FROM "Registration" g JOIN "Person" p ON p.id = g."personId"
     WHERE g.id = ${registrationId}::uuid`;
  return rows[0];
}

/**
 * Tells the holder that the booker has cancelled their place, or the booker that the holder has.
 * @param by who cancelled
 * @returns the holder, when somebody else cancelled for them
 */
export async function tellOfCancelling(
  core: Core,
  tx: SqlTx,
  registrationId: string,
  { personId: byPersonId, actor }: Doer,
): Promise<{ readonly name: string; readonly told: Told } | null> {
  const parties = await partiesOf(core, tx, registrationId);
  if (!parties) return null;
  const { personId, bookerId, name } = parties;
  const payload = { registrationId };
  if (personId !== byPersonId) {
    const key = `cancelled-for-you:${registrationId}`;
    const told = toldBy((await waysOf(core, tx, [personId], 'own')).get(personId));
    if (told) await scheduleDelivery(core, tx, { key, kind: 'cancelled-for-you', to: { personId }, payload });
    return { name, told };
  }
  await confirmByMail(core, tx, 'cancelled-by-you', { registrationId, personId, actor });
  if (bookerId !== null && bookerId !== byPersonId) {
    const key = `colleague-cancelled:${registrationId}`;
    await scheduleDelivery(core, tx, { key, kind: 'colleague-cancelled', to: { personId: bookerId }, payload });
  }
  return null;
}

/** Tells the holder that somebody else moved their place, or confirms by e-mail that they did. @param registrationId the new registration */
export async function tellOfMoving(
  core: Core,
  tx: SqlTx,
  registrationId: string,
  { personId: byPersonId, actor }: Doer,
): Promise<void> {
  const parties = await partiesOf(core, tx, registrationId);
  if (!parties) return;
  const { personId } = parties;
  if (personId === byPersonId) return confirmByMail(core, tx, 'booked', { registrationId, personId, actor });
  if (!toldBy((await waysOf(core, tx, [personId], 'own')).get(personId))) return;
  const to = { personId };
  const key = `moved-for-you:${registrationId}`;
  await scheduleDelivery(core, tx, { key, kind: 'moved-for-you', to, payload: { registrationId } });
}
