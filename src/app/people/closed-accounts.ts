import type { AccountKey } from '../../domain/account.js';
import type { Core } from '../core.js';

/**
 * The platform closed an account: nothing is sent to it, and whoever had it is written to in another account or by e-mail. Roles
 * stay, because nobody can act by a closed account, and it may be opened again.
 * @returns false when it is not on record, or was closed before
 */
export async function closeAccount({ prisma, clock }: Core, { platform, tenant, user }: AccountKey): Promise<boolean> {
  const { count } = await prisma.account.updateMany({
    where: { platform, tenant, user, goneAt: null },
    data: { goneAt: clock.now() },
  });
  return count > 0;
}

/** It is open again. @returns whether it was closed */
export async function reopenAccount({ prisma }: Core, { platform, tenant, user }: AccountKey): Promise<boolean> {
  const { count } = await prisma.account.updateMany({
    where: { platform, tenant, user, goneAt: { not: null } },
    data: { goneAt: null },
  });
  return count > 0;
}

/** The platform gives an account on record another name, or another address that it vouches for. Names that came from files stay. */
export async function renameAccount(
  { prisma }: Core,
  { platform, tenant, user }: AccountKey,
  now: {
    readonly name: string | undefined;
    readonly was: string | undefined;
    readonly vouchedEmail: string | undefined;
  },
): Promise<void> {
  const key = { platform, tenant, user };
  if (now.vouchedEmail) {
    await prisma.account.updateMany({
      where: { ...key, vouchedEmail: { not: null }, NOT: { vouchedEmail: now.vouchedEmail } },
      data: { vouchedEmail: now.vouchedEmail },
    });
  }
  if (!now.name || !now.was || now.name === now.was) return;
  await prisma.person.updateMany({
    where: { name: now.was, erasedAt: null, accounts: { some: key } },
    data: { name: now.name },
  });
}
