import type { Tx } from '../../db/database.js';
import type { Core } from '../core.js';
import { scheduleDeliveries } from './schedule-delivery.js';

/**
 * Tells whoever holds these places, in their own chat; where the bot has none with them, whoever booked for them gets it,
 * to hand on.
 * @param kind which message; with the registration it is said once
 * @param occasion tells two messages of a kind apart, such as a new time
 * @returns how many are new
 */
export async function tellHolders(
  core: Core,
  tx: Tx,
  kind: string,
  registrationIds: readonly string[],
  occasion?: { readonly key: string; readonly payload: Readonly<Record<string, string>> },
): Promise<number> {
  if (registrationIds.length === 0) return 0;
  const rows = await tx.$queryRaw<Array<{ id: string; recipient: string }>>`
    SELECT g.id, CASE WHEN EXISTS (SELECT 1 FROM "Account" a WHERE a."personId" = g."personId")
                      THEN g."personId" ELSE COALESCE(g."bookedById", g."personId") END AS recipient
      FROM "Registration" g WHERE g.id = ANY(${[...registrationIds]}::uuid[]) ORDER BY g.queue`;
  return scheduleDeliveries(
    core,
    tx,
    rows.map(({ id, recipient }) => ({
      key: [kind, id, ...(occasion ? [occasion.key] : [])].join(':'),
      kind,
      to: { personId: recipient },
      payload: { registrationId: id, ...occasion?.payload },
    })),
  );
}
