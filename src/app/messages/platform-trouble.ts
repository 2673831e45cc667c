import { Prisma } from '../../db/generated/client.js';
import type { Platform } from '../../domain/account.js';
import { hourMs, minuteMs } from '../../domain/durations.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { tellAdministrators } from './tell-people.js';

/** A workspace or tenant. */
export interface Tenancy {
  readonly platform: Platform;
  readonly tenant: string;
}

/** Since when a workspace or tenant takes nothing from the bot, and the platform's code for it. */
export interface Trouble extends Tenancy {
  readonly code: string;
  readonly since: Date;
  /** Undefined while it lasts. */
  readonly endedAt: Date | undefined;
}

/** A refusal within so long after the last one is the same trouble, of which administrators know. */
const sameTroubleMs = hourMs;
/** How often one message is tried while there is trouble. */
const tryEveryMs = minuteMs;

/**
 * The platform refuses our sign-in, or the app is not installed there: everything to this workspace or tenant waits. Administrators
 * are told once, in an account or by an e-mail that still works.
 * @param code of the platform, such as `invalid_auth`
 */
export async function noteTrouble(core: Core, { platform, tenant }: Tenancy, code: string): Promise<void> {
  const now = core.clock.now();
  const same = new Date(now.getTime() - sameTroubleMs);
  await commit(core, async (tx) => {
    const [noted] = await tx.$queryRaw<Array<{ since: Date; begun: boolean }>>`
      INSERT INTO "PlatformTrouble" AS t (platform, tenant, code, since, "triedAt")
      VALUES (${platform}::"Platform", ${tenant}, ${code}, ${now}::timestamptz, ${now}::timestamptz)
      ON CONFLICT (platform, tenant) DO UPDATE SET code = EXCLUDED.code, "triedAt" = EXCLUDED."triedAt", "endedAt" = NULL,
        since = CASE WHEN t."endedAt" < ${same}::timestamptz THEN EXCLUDED.since ELSE t.since END
      RETURNING since, since = ${now}::timestamptz AS begun`;
    if (!noted?.begun) return;
    const since = noted.since.toISOString();
    const key = `platform-trouble:${platform}:${tenant}:${since}`;
    await tellAdministrators(core, tx, { key, kind: 'platform-trouble', payload: { platform, tenant, since } });
  });
}

/** Whether one message may be tried now, while there is trouble: for one caller a minute. */
export async function mayTry({ prisma, clock }: Core, tenancy: Tenancy): Promise<boolean> {
  const now = clock.now();
  const { count } = await prisma.platformTrouble.updateMany({
    where: { ...tenancyOf(tenancy), triedAt: { lte: new Date(now.getTime() - tryEveryMs) } },
    data: { triedAt: now },
  });
  return count > 0;
}

/** The platform takes messages again. */
export async function endTrouble({ prisma, clock }: Core, tenancy: Tenancy): Promise<void> {
  await prisma.platformTrouble.updateMany({
    where: { ...tenancyOf(tenancy), endedAt: null },
    data: { endedAt: clock.now() },
  });
}

function tenancyOf({ platform, tenant }: Tenancy): Tenancy {
  return { platform, tenant };
}

/** Workspaces and tenants that take nothing now. */
export async function listTroubles({ prisma }: Pick<Core, 'prisma'>): Promise<Trouble[]> {
  const rows = await prisma.platformTrouble.findMany({ where: { endedAt: null }, orderBy: { since: 'asc' } });
  return rows.map((row) => ({ ...row, endedAt: undefined }));
}

/** The latest trouble of a workspace or tenant, over or not. */
export async function findTrouble({ prisma }: Core, { platform, tenant }: Tenancy): Promise<Trouble | undefined> {
  const row = await prisma.platformTrouble.findUnique({ where: { platform_tenant: { platform, tenant } } });
  return row ? { ...row, endedAt: row.endedAt ?? undefined } : undefined;
}

/** Whether there is trouble now, as a condition of a larger statement. */
export function isTroubled(platform: Prisma.Sql, tenant: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT 1 FROM "PlatformTrouble" t WHERE t.platform = ${platform} AND t.tenant = ${tenant} AND t."endedAt" IS NULL)`;
}

/** The workspace or tenant of a platform that was in use last; undefined when nobody has used the platform yet. */
export async function latestTenant({ prisma }: Core, platform: Platform): Promise<string | undefined> {
  const account = await prisma.account.findFirst({
    where: { platform },
    orderBy: { seenAt: 'desc' },
    select: { tenant: true },
  });
  return account?.tenant;
}
