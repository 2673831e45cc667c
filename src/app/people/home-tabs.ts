import type { AccountKey } from '../../domain/account.js';
import type { Actor } from '../../domain/actor.js';
import { hourMs } from '../../domain/durations.js';
import type { Core } from '../core.js';
import { readActor } from './read-actor.js';

/** A Home tab that has been opened. */
interface OpenedHome {
  readonly account: AccountKey;
  /** Digest of its content. */
  readonly shown: string;
}

/** A tab last opened longer ago is not refreshed; opening it again shows the present state anyway. */
const lookedAtMs = 12 * hourMs;
/** How many tabs are refreshed at once, the most recently opened first. */
const mostAtOnce = 200;

/** The actor of an account, with their present roles; undefined for an unknown account. */
export async function findActor(core: Core, key: AccountKey): Promise<Actor | undefined> {
  const account = await core.prisma.account.findUnique({
    where: { platform_tenant_user: { platform: key.platform, tenant: key.tenant, user: key.user } },
    select: { id: true },
  });
  if (!account) return undefined;
  return readActor(core, { accountId: account.id, personId: null, name: '', post: null, grants: [] });
}

/** Remembers what a Home tab shows. @param opened the user has just opened it, rather than the bot refreshing it */
export async function rememberHome(core: Core, accountId: string, shown: string, opened: boolean): Promise<void> {
  const openedAt = core.clock.now();
  await core.prisma.homeTab.upsert({
    where: { accountId },
    create: { accountId, shown, openedAt },
    update: opened ? { shown, openedAt } : { shown },
    select: { accountId: true },
  });
}

/** What the Home tab of this account shows; undefined when it was not opened recently. */
export async function findHome(core: Core, key: AccountKey): Promise<OpenedHome | undefined> {
  const [home] = await readHomes(core, key);
  return home;
}

/** Home tabs opened recently, the latest first. */
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

/** The id of the newest audit entry, which grows with every change. */
export async function newestChange(core: Core): Promise<bigint> {
  const rows = await core.prisma.$queryRaw<Array<{ newest: bigint }>>`
    SELECT COALESCE(max(id), 0)::bigint AS newest FROM "AuditEntry"`;
  return rows[0]?.newest ?? 0n;
}
