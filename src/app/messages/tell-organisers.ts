import type { Tx } from '../../db/database.js';
import type { Core } from '../core.js';
import { listOrganiserChannels } from './organiser-channels.js';
import { type NewDelivery, scheduleDeliveries } from './schedule-delivery.js';

/**
 * Tells every channel where organisers want to see what needs them; where there is none, each organiser in their own chat.
 * @param notice its key is completed by the recipient, so that each gets it once
 */
export async function tellOrganisers(core: Core, tx: Tx, notice: Omit<NewDelivery, 'to'>): Promise<void> {
  const channels = await listOrganiserChannels(tx);
  const targets: NewDelivery['to'][] =
    channels.length > 0 ? channels.map((conversationId) => ({ conversationId })) : await organisers(tx);
  await scheduleDeliveries(
    core,
    tx,
    targets.map((to) => ({ ...notice, to, key: `${notice.key}:${Object.values(to)[0]}` })),
  );
}

async function organisers(tx: Tx): Promise<Array<{ personId: string }>> {
  const people = await tx.person.findMany({
    where: {
      accounts: { some: { grants: { some: { role: { in: ['organiser', 'administrator'] }, revokedAt: null } } } },
    },
    select: { id: true },
  });
  return people.map(({ id }) => ({ personId: id }));
}
