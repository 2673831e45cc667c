import type { Actor } from '../domain/actor.js';
import type { Core } from './core.js';
import { isUuid } from './programme.js';
import { readActor } from './turns.js';

/** Who uses a signed link, with the roles of this moment: a role that ended since it was signed is gone. */
export async function actorOfLink(core: Core, accountId: string): Promise<Actor | undefined> {
  if (!isUuid(accountId)) return undefined;
  const known = await core.prisma.account.findUnique({ where: { id: accountId }, select: { id: true } });
  if (!known) return undefined;
  return readActor(core, { accountId, personId: null, name: '', post: null, grants: [] });
}
