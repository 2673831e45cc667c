import type { Tx } from '../../db/database.js';
import { headPositions } from '../../domain/enrolment.js';
import type { Core } from '../core.js';
import { listOrganiserChannels } from './organiser-channels.js';
import { scheduleDelivery } from './schedule-delivery.js';

/** A message about something in a project. */
export interface ProjectMessage {
  /** Names the act with its subject, such as `enrolment-passed:<id>`; the receiver is added to it. */
  readonly key: string;
  readonly kind: string;
  readonly payload: Readonly<Record<string, string>>;
}

/** Heads of a school whom the bot can write to: a present post there, and an account. */
export async function knownHeads(tx: Tx, urn: number): Promise<string[]> {
  const posts = await tx.post.findMany({
    where: {
      urn,
      until: null,
      position: { in: [...headPositions] },
      claim: { not: 'asked' },
      person: { erasedAt: null, accounts: { some: {} } },
    },
    orderBy: { id: 'asc' },
    select: { personId: true },
  });
  return posts.map(({ personId }) => personId);
}

/** Tells people in their own chats, each once; whoever has no account finds it when they ask. */
export async function tellPeople(
  core: Core,
  tx: Tx,
  people: readonly (string | null | undefined)[],
  message: ProjectMessage,
): Promise<void> {
  const ids = [...new Set(people.filter((id): id is string => Boolean(id)))];
  const reachable = await tx.person.findMany({
    where: { id: { in: ids }, erasedAt: null, accounts: { some: {} } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  for (const { id: personId } of reachable) {
    await scheduleDelivery(core, tx, { ...message, key: `${message.key}:${personId}`, to: { personId } });
  }
}

/** Tells the organisers: in their channels, or each in their own chat when they have none. */
export async function tellOrganisers(core: Core, tx: Tx, message: ProjectMessage): Promise<void> {
  const channels = await listOrganiserChannels(tx);
  for (const conversationId of channels) {
    await scheduleDelivery(core, tx, { ...message, key: `${message.key}:${conversationId}`, to: { conversationId } });
  }
  if (channels.length > 0) return;
  const organisers = await tx.grant.findMany({
    where: { role: { in: ['organiser', 'administrator'] }, seriesId: null, revokedAt: null },
    select: { account: { select: { personId: true } } },
  });
  await tellPeople(
    core,
    tx,
    organisers.map(({ account }) => account.personId),
    message,
  );
}
