import { newId } from '../../db/new-id.js';
import type { AccountKey } from '../../domain/account.js';
import { dayMs } from '../../domain/durations.js';
import type { Core } from '../core.js';

/** Forms that were not opened are deleted after this. */
const keptMs = 7 * dayMs;

/**
 * Stores a form for an account until it is opened: platforms allow a form only in response to a button.
 * @param draft small, JSON
 * @returns its id; undefined for an unknown account
 */
export async function keepDraft(core: Core, account: AccountKey, draft: object): Promise<string | undefined> {
  const id = newId();
  const expiresAt = new Date(core.clock.now().getTime() + keptMs);
  const kept = await core.prisma.$executeRaw`
    INSERT INTO "Context" ("accountId", place, state, "expiresAt")
    SELECT id, ${placeOf(id)}, ${JSON.stringify(draft)}::jsonb, ${expiresAt} FROM "Account"
     WHERE platform = ${account.platform}::"Platform" AND tenant = ${account.tenant} AND "user" = ${account.user}`;
  return kept > 0 ? id : undefined;
}

/** A stored form of this account; undefined when it belongs to somebody else or has expired. */
export async function readDraft(core: Core, account: AccountKey, id: string): Promise<unknown> {
  const found = await core.prisma.context.findFirst({
    where: { place: placeOf(id), account, expiresAt: { gt: core.clock.now() } },
    select: { state: true },
  });
  return found?.state;
}

/** A prefix that no platform uses in its ids, so that this never collides with a conversation. */
function placeOf(id: string): string {
  return `draft:${id}`;
}
