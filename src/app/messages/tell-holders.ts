import type { SqlTx } from '../../db/fast/sql.js';
import { Prisma } from '../../db/generated/client.js';
import type { Core } from '../core.js';
import type { Hold } from '../hold.js';
import type { PlaceMessageKind } from './message-kinds.js';
import { type Notice, scheduleDeliveries } from './schedule-delivery.js';
import { isReached } from './ways.js';

/**
 * Tells the holders of these places in their own chat, or by e-mail where there is none; where a holder is reached by neither,
 * it tells the booker, who passes it on.
 * @param what the kind of message, sent once for each place; or a function that makes the message of a place, when it
 * has more payload or may be sent again
 * @param hold they wait with the act that they tell of
 * @returns how many are new
 */
export async function tellHolders(
  core: Core,
  tx: SqlTx,
  what: PlaceMessageKind | ((registrationId: string) => Notice),
  registrationIds: readonly string[],
  hold?: Hold,
): Promise<number> {
  if (registrationIds.length === 0) return 0;
  const rows = await tx.$queryRaw<Array<{ id: string; recipient: string }>>`
    SELECT g.id, CASE WHEN ${isReached(core, Prisma.sql`g."personId"`)}
                      THEN g."personId" ELSE COALESCE(g."bookedById", g."personId") END AS recipient
      FROM "Registration" g WHERE g.id = ANY(${[...registrationIds]}::uuid[]) ORDER BY g.queue`;
  const noticeOf =
    typeof what === 'function'
      ? what
      : (registrationId: string): Notice => ({
          key: `${what}:${registrationId}`,
          kind: what,
          payload: { registrationId },
        });
  return scheduleDeliveries(
    core,
    tx,
    rows.map(({ id, recipient }) => ({ ...noticeOf(id), to: { personId: recipient } })),
    hold,
  );
}
