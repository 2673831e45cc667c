import type { Db, Tx } from '../../db/database.js';
import type { AccountKey } from '../../domain/account.js';
import type { Clock } from '../../domain/clock.js';
import { recordAct } from '../audit/audit.js';

/** The row of `Setting` with the ids of the grants that came from the settings. */
const settingKey = 'administrators-from-settings';

/** Ids of the grants made by the settings, which end when the settings no longer name the account. */
export async function namedInSettings(db: Db | Tx): Promise<readonly string[]> {
  const row = await db.setting.findUnique({ where: { key: settingKey }, select: { value: true } });
  return Array.isArray(row?.value) ? row.value.filter((id) => typeof id === 'string') : [];
}

/**
 * Makes the accounts named in the settings administrators, and revokes the role where an earlier start gave it and the
 * settings no longer name the account. Roles given in the chat are never touched. Removing the last name leaves no
 * administrator: whoever has the settings can name another, and somebody who has left must not keep the role.
 * Idempotent, and safe when several copies start at once.
 * @returns how many were granted and revoked, and how many administrators there are now
 */
export async function applySettingsAdministrators(
  prisma: Db,
  clock: Clock,
  named: readonly AccountKey[],
): Promise<{ readonly raised: number; readonly lowered: number; readonly administrators: number }> {
  return prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('roles', 7))`;
    const now = clock.now();
    const before = await namedInSettings(tx);
    const kept: string[] = [];
    let raised = 0;
    for (const key of named) {
      const accountId = await accountOf(tx, key, now);
      const grant = await tx.grant.findFirst({
        where: { accountId, role: 'administrator', revokedAt: null },
        select: { id: true },
      });
      if (grant && before.includes(grant.id)) kept.push(grant.id);
      if (grant) continue;
      const made = await tx.grant.create({
        data: { accountId, role: 'administrator', grantedAt: now },
        select: { id: true },
      });
      kept.push(made.id);
      raised += 1;
      await note(tx, accountId, 'granted by settings', now);
    }
    const lowered = await lower(
      tx,
      before.filter((id) => !kept.includes(id)),
      now,
    );
    await tx.setting.upsert({
      where: { key: settingKey },
      create: { key: settingKey, value: kept },
      update: { value: kept },
    });
    const administrators = await tx.grant.count({ where: { role: 'administrator', revokedAt: null } });
    return { raised, lowered, administrators };
  });
}

/** Accounts named before they first use the bot are created here, so that their first message has the role. */
async function accountOf(tx: Tx, { platform, tenant, user }: AccountKey, now: Date): Promise<string> {
  const account = await tx.account.upsert({
    where: { platform_tenant_user: { platform, tenant, user } },
    create: { platform, tenant, user, createdAt: now, seenAt: now },
    update: {},
    select: { id: true },
  });
  return account.id;
}

async function lower(tx: Tx, grantIds: readonly string[], now: Date): Promise<number> {
  const living = await tx.grant.findMany({ where: { id: { in: [...grantIds] }, revokedAt: null } });
  for (const grant of living) {
    await tx.grant.update({ where: { id: grant.id }, data: { revokedAt: now }, select: { id: true } });
    await note(tx, grant.accountId, 'revoked by settings', now);
  }
  return living.length;
}

async function note(tx: Tx, accountId: string, outcome: string, now: Date): Promise<void> {
  const line = { act: 'settings-administrator', subject: 'account', subjectId: accountId, outcome } as const;
  await recordAct(tx, undefined, line, now);
}
