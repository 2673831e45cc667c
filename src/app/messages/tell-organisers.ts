import type { Tx } from '../../db/database.js';
import type { Core } from '../core.js';
import { listOrganiserChannels } from './organiser-channels.js';
import { type Notice, scheduleDeliveries } from './schedule-delivery.js';
import { tellPeople } from './tell-people.js';

/**
 * Tells every channel where organisers want to see what needs them; where there is none, each organiser whom it concerns in
 * their own chat.
 * @param notice its key is completed by the receiver, so that each gets it once
 * @param concerning an event is for the organisers of its series as well; anything else only for those of the whole programme
 */
export async function tellOrganisers(
  core: Core,
  tx: Tx,
  notice: Notice,
  concerning: 'the programme' | { readonly eventId: string },
): Promise<void> {
  const channels = await listOrganiserChannels(tx);
  await scheduleDeliveries(
    core,
    tx,
    channels.map((conversationId) => ({ ...notice, to: { conversationId }, key: `${notice.key}:${conversationId}` })),
  );
  if (channels.length > 0) return;
  const ofSeries = concerning === 'the programme' ? [] : [{ series: { events: { some: { id: concerning.eventId } } } }];
  const grants = await tx.grant.findMany({
    where: {
      role: { in: ['organiser', 'administrator'] },
      revokedAt: null,
      OR: [{ seriesId: null }, ...ofSeries],
    },
    select: { account: { select: { personId: true } } },
  });
  await tellPeople(
    core,
    tx,
    grants.map(({ account }) => account.personId),
    notice,
  );
}
