import type { SqlTx } from '../../db/fast/sql.js';
import type { Core } from '../core.js';
import { listOrganiserChannels } from './organiser-channels.js';
import { type Notice, scheduleDeliveries } from './schedule-delivery.js';
import { tellPeople } from './tell-people.js';

/** Which organisers are told: for an event, those of its series and those of everything. */
type Concern = 'the programme' | { readonly eventId: string };

/**
 * Tells every organisers' channel; if there is none, each organiser concerned in their own chat.
 * @param notice the recipient is added to its key, so that each gets it once
 */
export async function tellOrganisers(core: Core, tx: SqlTx, notice: Notice, concern: Concern): Promise<void> {
  const channels = await listOrganiserChannels(tx);
  if (channels.length === 0) return tellPeople(core, tx, await organisersOf(tx, concern), notice);
  await scheduleDeliveries(
    core,
    tx,
    channels.map((conversationId) => ({ ...notice, to: { conversationId }, key: `${notice.key}:${conversationId}` })),
  );
}

async function organisersOf(tx: SqlTx, concern: Concern): Promise<string[]> {
  const eventId = concern === 'the programme' ? null : concern.eventId;
  const rows = await tx.$queryRaw<Array<{ personId: string }>>`
    SELECT DISTINCT a."personId" FROM "Account" a JOIN "Grant" g ON g."accountId" = a.id
     WHERE g.role IN ('organiser', 'administrator') AND g."revokedAt" IS NULL AND a."personId" IS NOT NULL
       AND (g."seriesId" IS NULL OR g."seriesId" = (SELECT e."seriesId" FROM "Event" e WHERE e.id = ${eventId}::uuid))`;
  return rows.map(({ personId }) => personId);
}
