import { randomUUID } from 'node:crypto';
import type { ReceivedTurn } from '../../src/app/turns/open-turn.js';
import type { Db } from '../../src/db/database.js';
import type { AccountKey } from '../../src/domain/account.js';
import { onFile } from './worlds/on-file.js';

/** A new turn of an account in its own chat. */
export function turnOf({ platform, tenant, user }: AccountKey): ReceivedTurn {
  return {
    id: randomUUID(),
    account: { platform, tenant, user },
    displayName: 'Ada',
    place: { kind: 'personal', id: `chat-${user}` },
    reference: { serviceUrl: 'https://teams.example/', botId: '28:bot' },
  };
}

/** Ada Marsh, headteacher, who has just been seen in Teams; and one of her turns. */
export async function makeSpeaker(
  prisma: Db,
  urn: number,
  seenAt: Date,
): Promise<{ readonly facts: ReceivedTurn; readonly accountId: string; readonly personId: string }> {
  const key = { platform: 'teams', tenant: 'fens', user: randomUUID() } as const;
  const person = await prisma.person.create({
    data: { name: 'Ada Marsh', posts: { create: { urn, position: 'headteacher', ...onFile } } },
  });
  const account = await prisma.account.create({ data: { ...key, personId: person.id, seenAt } });
  return { facts: turnOf(key), accountId: account.id, personId: person.id };
}
