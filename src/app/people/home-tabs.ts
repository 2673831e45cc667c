import type { AccountKey } from '../../domain/account.js';
import type { Actor } from '../../domain/actor.js';
import { hourMs } from '../../domain/durations.js';
import type { Core } from '../core.js';
import { readActor } from './read-actor.js';

/** A Home tab that somebody opened. */
export interface OpenedHome {
  readonly account: AccountKey;
  /** Digest of what it shows. */
  readonly shown: string;
}

/** A tab that was last opened this long ago is no longer looked at; opening it anew shows the present anyway. */
const lookedAtMs = 12 * hourMs;
/** So many are brought up to date at once, those opened last. */
const mostAtOnce = 200;

/** Who has an account, as they act now; undefined for somebody who was never seen. */
export async function findActor(core: Core, key: AccountKey): Promise<Actor | undefined> {
  const account = await core.prisma.account.findUnique({
    where: { platform_tenant_user: { platform: key.platform, tenant: key.tenant, user: key.user } },
    select: { id: true },
  });
  if (!account) return undefined;
  return readActor(core, { accountId: account.id, personId: null, name: '', post: null, grants: [] });
}

/** Remembers what a Home tab shows. @param opened it was opened just now, not only brought up to date */
export async function rememberHome(core: Core, accountId: string, shown: string, opened: boolean): Promise<void> {
  const openedAt = core.clock.now();
  await core.prisma.homeTab.upsert({
    where: { accountId },
    create: { accountId, shown, openedAt },
    update: opened ? { shown, openedAt } : { shown },
    select: { accountId: true },
  });
}

/** What the Home tab of this account shows; undefined when it is not looked at. */
export async function findHome(core: Core, key: AccountKey): Promise<OpenedHome | undefined> {
  const [home] = await readHomes(core, key);
  return home;
}

/** Home tabs that may still be looked at, those opened last first. */
export async function openedHomes(core: Core): Promise<OpenedHome[]> {
  return readHomes(core);
}

async function readHomes(core: Core, key?: AccountKey): Promise<OpenedHome[]> {
  const rows = await core.prisma.homeTab.findMany({
    where: {
      openedAt: { gt: new Date(core.clock.now().getTime() - lookedAtMs) },
      ...(key ? { account: { platform: key.platform, tenant: key.tenant, user: key.user } } : {}),
    },
    orderBy: { openedAt: 'desc' },
    take: mostAtOnce,
    select: { shown: true, account: { select: { platform: true, tenant: true, user: true } } },
  });
  return rows.map(({ shown, account }) => ({ shown, account }));
}

/** The number of the newest line of the audit trail: it grows with every change. */
export async function newestChange(core: Core): Promise<bigint> {
  const rows = await core.prisma.$queryRaw<Array<{ newest: bigint }>>`
    SELECT COALESCE(max(id), 0)::bigint AS newest FROM "AuditEntry"`;
  return rows[0]?.newest ?? 0n;
}
