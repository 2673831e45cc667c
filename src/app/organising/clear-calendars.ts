import type { Tx } from '../../db/database.js';
import type { Core } from '../core.js';
import type { Hold } from '../hold.js';
import { type NewDelivery, scheduleDeliveries } from '../messages/schedule-delivery.js';
import { waysOf } from '../messages/ways.js';
import { findCancelledPlaces } from './cancelled-places.js';

/**
 * The place whose end goes with the one e-mail about these cancelled events: a person's own that they held, the soonest. The
 * others have an e-mail each, because mail programs read one invitation in each.
 */
export async function placeInTheMail(
  core: Core,
  eventIds: readonly string[],
  personId: string,
): Promise<string | undefined> {
  const places = await findCancelledPlaces(core, eventIds, personId);
  return places.find(({ of, held }) => of === null && held)?.registrationId;
}

interface FurtherPlace {
  readonly registrationId: string;
  readonly personId: string;
}

/**
 * Ends the invitations of whoever held several places in these cancelled sessions, and reads of it by e-mail: one goes with the
 * message itself, and each of the others with an e-mail of its own.
 * @param hold they wait with the act that they end
 */
export async function clearCalendars(
  core: Core,
  tx: Tx,
  eventIds: readonly string[],
  sessionIds: readonly string[],
  hold?: Hold,
): Promise<void> {
  if (!core.mailConnected) return;
  // In the order of `findCancelledPlaces`, so that the first is the one in the message.
  const places = await tx.$queryRaw<FurtherPlace[]>`
    SELECT id AS "registrationId", "personId" FROM (
      SELECT g.id, g."personId", g."sessionId",
             row_number() OVER (PARTITION BY g."personId" ORDER BY s."startsAt", g.id) AS place
        FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId"
       WHERE s."eventId" = ANY(${[...eventIds]}::uuid[]) AND s.status = 'cancelled' AND g.state = 'confirmed') held
     WHERE place > 1 AND "sessionId" = ANY(${[...sessionIds]}::uuid[])`;
  const ways = await waysOf(
    core,
    tx,
    places.map(({ personId }) => personId),
    'own',
  );
  const mailed = places.filter(({ personId }) => {
    const way = ways.get(personId);
    return way?.kind === 'mail' || (way?.kind === 'chat' && way.mailToo);
  });
  const deliveries = mailed.map(({ registrationId, personId }): NewDelivery => {
    const key = `calendar-cleared:${registrationId}`;
    return { key, kind: 'calendar-cleared', to: { personId }, payload: { registrationId }, via: 'mail' };
  });
  await scheduleDeliveries(core, tx, deliveries, hold);
}
