import { newId } from '../../db/new-id.js';
import type { AccountKey } from '../../domain/account.js';
import { dayMs } from '../../domain/durations.js';
import type { Core } from '../core.js';

/** A form that waits to be opened is kept this long. */
const keptMs = 7 * dayMs;

/**
 * Keeps a form for an account until it is opened: a platform may show one only in answer to a press of a button.
 * @param draft small, JSON
 * @returns its id; undefined for an account that was never seen
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

/** A form that was kept for this account; undefined when it is somebody else's or too old. */
export async function readDraft(core: Core, account: AccountKey, id: string): Promise<unknown> {
  const found = await core.prisma.context.findFirst({
    where: { place: placeOf(id), account, expiresAt: { gt: core.clock.now() } },
    select: { state: true },
  });
  return found?.state;
}

/** Beside the places that a talk is remembered under: no platform's id looks like it. */
function placeOf(id: string): string {
  return `draft:${id}`;
}
