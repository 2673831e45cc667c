import type { Tx } from '../../db/database.js';
import type { SqlTx } from '../../db/fast/sql.js';
import { Prisma } from '../../db/generated/client.js';
import { headPositions } from '../../domain/enrolment.js';
import type { Core } from '../core.js';
import { type Notice, scheduleDeliveries } from './schedule-delivery.js';
import { isReached } from './ways.js';

/** Headteachers of a school whom the bot can write to: with a current and proven post there, and an account. */
export async function knownHeads(tx: Tx, urn: number): Promise<string[]> {
  const posts = await tx.post.findMany({
    where: {
      urn,
      until: null,
      position: { in: [...headPositions] },
      claim: { not: 'asked' },
      proof: { not: null },
      person: { erasedAt: null, accounts: { some: { goneAt: null } } },
    },
    orderBy: { id: 'asc' },
    select: { personId: true },
  });
  return posts.map(({ personId }) => personId);
}

/**
 * Tells people in their own chats, or by e-mail where they have none, each once. Who is reached by neither sees it when they ask.
 * @param message the recipient is added to its key
 */
export async function tellPeople(
  core: Core,
  tx: SqlTx,
  people: readonly (string | null | undefined)[],
  message: Notice,
): Promise<void> {
  const ids = [...new Set(people.filter((id): id is string => Boolean(id)))];
  const reachable = await tx.$queryRaw<Array<{ id: string }>>`
    SELECT p.id FROM "Person" p
     WHERE p.id = ANY(${ids}::uuid[]) AND p."erasedAt" IS NULL AND ${isReached(core, Prisma.sql`p.id`)}
     ORDER BY p.id`;
  await scheduleDeliveries(
    core,
    tx,
    reachable.map(({ id: personId }) => ({ ...message, key: `${message.key}:${personId}`, to: { personId } })),
  );
}

/** Tells every administrator of everything. */
export async function tellAdministrators(core: Core, tx: Tx, message: Notice): Promise<void> {
  const administrators = await tx.grant.findMany({
    where: { role: 'administrator', revokedAt: null },
    select: { account: { select: { personId: true } } },
  });
  const people = administrators.map(({ account }) => account.personId);
  await tellPeople(core, tx, people, message);
}
