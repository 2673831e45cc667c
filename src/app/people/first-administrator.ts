import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import type { Db, Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';

/** The row of `Setting` with the hashes of the codes that were printed and not used. */
const settingKey = 'first-administrator';

/** Without letters and digits that look alike; 12 of them are 58 bits, which nobody guesses at forty turns a minute. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const lettersOfCode = 12;

/** Several copies that start together each print a code, and any of them may be read first. */
const codesAtMost = 5;

/** A code as it is printed and typed, in small letters: `abcd-efgh-jkmn`. */
export const codeInWords = /\b([a-z2-9]{4})-?([a-z2-9]{4})-?([a-z2-9]{4})\b/;

/**
 * Makes a one-time code while there is no administrator, and keeps its hash; removes what is left of earlier codes when
 * there is one.
 * @returns the code to print, such as `ABCD-EFGH-JKMN`; undefined when there is an administrator
 */
export async function openFirstAdministrator(prisma: Db): Promise<string | undefined> {
  return prisma.$transaction(async (tx) => {
    await lockRoles(tx);
    if (await hasAdministrator(tx)) {
      await tx.setting.deleteMany({ where: { key: settingKey } });
      return undefined;
    }
    const code = Array.from({ length: lettersOfCode }, () => letters[randomInt(letters.length)]).join('');
    const hashes = [...(await openHashes(tx)), hashOf(code)].slice(-codesAtMost);
    await tx.setting.upsert({
      where: { key: settingKey },
      create: { key: settingKey, value: hashes },
      update: { value: hashes },
    });
    return (code.match(/.{4}/g) ?? []).join('-');
  });
}

export type FirstAdministratorOutcome =
  | { readonly kind: 'granted' }
  | { readonly kind: 'refused'; readonly reason: 'wrong-code' | 'there-is-one' };

/**
 * Makes the actor the first administrator, if the code is one that the service printed. All codes end with that, and
 * when somebody becomes an administrator in another way.
 */
export async function becomeFirstAdministrator(
  core: Core,
  actor: Actor,
  typed: string,
): Promise<FirstAdministratorOutcome> {
  return commit(core, async (tx): Promise<FirstAdministratorOutcome> => {
    await lockRoles(tx);
    if (await hasAdministrator(tx)) return { kind: 'refused', reason: 'there-is-one' };
    const hashes = await openHashes(tx);
    const hash = hashOf(typed.replace(/[^a-z0-9]/gi, '').toUpperCase());
    if (!hashes.some((one) => isSame(one, hash))) return { kind: 'refused', reason: 'wrong-code' };
    const { accountId } = actor;
    const now = core.clock.now();
    await tx.grant.create({ data: { accountId, role: 'administrator', grantedAt: now }, select: { id: true } });
    await tx.setting.deleteMany({ where: { key: settingKey } });
    const line = { act: 'first-administrator', subject: 'account', subjectId: accountId, outcome: 'granted' } as const;
    await recordAct(tx, actor, line, now);
    return { kind: 'granted' };
  });
}

/** The lock under which all roles change. */
async function lockRoles(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('roles', 7))`;
}

async function hasAdministrator(tx: Tx): Promise<boolean> {
  return (await tx.grant.count({ where: { role: 'administrator', revokedAt: null } })) > 0;
}

async function openHashes(tx: Tx): Promise<readonly string[]> {
  const row = await tx.setting.findUnique({ where: { key: settingKey }, select: { value: true } });
  return Array.isArray(row?.value) ? row.value.filter((one) => typeof one === 'string') : [];
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
