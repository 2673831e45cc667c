import type { SqlTx } from '../../db/fast/sql.js';
import type { Core } from '../core.js';
import { listOrganiserChannels } from './organiser-channels.js';
import { type Notice, scheduleDeliveries } from './schedule-delivery.js';
import { tellPeople } from './tell-people.js';

/** Whom a notice concerns: an event is for the organisers of its series as well as for those of the whole programme. */
export type Concern = 'the programme' | { readonly eventId: string };

/**
 * Tells every channel where organisers want to see what needs them; where there is none, each organiser whom it concerns in
 * their own chat.
 * @param notice its key is completed by the receiver, so that each gets it once
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
