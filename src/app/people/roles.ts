import type { Db, Tx } from '../../db/database.js';
import { type Actor, holds, type Role } from '../../domain/actor.js';
import type { Position } from '../../domain/person.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { wordsWithin } from '../words-within.js';
import { namedInSettings } from './settings-administrators.js';

/** An account that has used the bot, with what distinguishes it from others of the same name. */
export interface KnownAccount {
  readonly accountId: string;
  /** Null: they have not said who they are. */
  readonly name: string | null;
  readonly platform: 'teams' | 'slack';
  /** The platform's user id: it differs even for two accounts with one name at one school. */
  readonly user: string;
  /** Confirmed by the platform, whereas name and school are what the user said. */
  readonly vouchedEmail: string | null;
  readonly school: string | null;
  readonly position: Position | null;
  /** What they are called there, where that is none of the positions. */
  readonly title: string | null;
}

/** A role somebody holds now. */
export interface HeldRole {
  readonly grantId: string;
  readonly role: Role;
  readonly seriesId: string | null;
  readonly seriesName: string | null;
  readonly account: KnownAccount;
}

export type RoleRefusal = 'not-allowed' | 'not-found' | 'no-such-series' | 'everywhere-only';
type GrantOutcome =
  | { readonly kind: 'granted' | 'already' }
  | { readonly kind: 'refused'; readonly reason: RoleRefusal };
type RevokeOutcome =
  | { readonly kind: 'revoked' }
  | { readonly kind: 'already' }
  | { readonly kind: 'refused'; readonly reason: 'not-allowed' | 'last-administrator' | 'named-in-settings' };

const accountSelect = {
  id: true,
  platform: true,
  user: true,
  vouchedEmail: true,
  person: {
    select: {
      name: true,
      posts: { where: { until: null }, select: { position: true, title: true, school: { select: { name: true } } } },
    },
  },
} as const;

interface AccountRow {
  readonly id: string;
  readonly platform: 'teams' | 'slack';
  readonly user: string;
  readonly vouchedEmail: string | null;
  readonly person: {
    readonly name: string;
    readonly posts: ReadonlyArray<{
      readonly position: Position;
      readonly title: string | null;
      readonly school: { readonly name: string } | null;
    }>;
  } | null;
}

function knownAccount({ id, platform, user, vouchedEmail, person }: AccountRow): KnownAccount {
  const post = person?.posts[0];
  return {
    accountId: id,
    name: person?.name ?? null,
    platform,
    user,
    vouchedEmail,
    school: post?.school?.name ?? null,
    position: post?.position ?? null,
    title: post?.title ?? null,
  };
}

const shownAtMost = 8;

/**
 * Accounts whose name contains all the words, the most recently used first. Accounts whose owner has not introduced
 * themselves have no name and are not found. Administrators only: nobody else finds anything.
 */
export async function findAccounts(core: Core, actor: Actor, words: string): Promise<KnownAccount[]> {
  const parts = wordsWithin(words);
  if (!holds(actor, 'administrator') || parts.length === 0) return [];
  const rows = await core.prisma.account.findMany({
    where: {
      person: {
        erasedAt: null,
        AND: parts.map((name) => ({ name })),
      },
    },
    orderBy: [{ seenAt: 'desc' }, { id: 'asc' }],
    take: shownAtMost,
    select: accountSelect,
  });
  return rows.map(knownAccount);
}

/** One account by id, for administrators. */
export async function findAccountById(core: Core, actor: Actor, accountId: string): Promise<KnownAccount | undefined> {
  if (!holds(actor, 'administrator') || !isUuid(accountId)) return undefined;
  const row = await core.prisma.account.findUnique({ where: { id: accountId }, select: accountSelect });
  return row ? knownAccount(row) : undefined;
}

/** Roles held now, administrators first; empty for anyone who may not see them. */
export async function listRoles(core: Core, actor: Actor): Promise<HeldRole[]> {
  if (!holds(actor, 'administrator')) return [];
  const rows = await core.prisma.grant.findMany({
    where: { revokedAt: null },
    orderBy: [{ role: 'desc' }, { grantedAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      role: true,
      seriesId: true,
      series: { select: { name: true } },
      account: { select: accountSelect },
    },
  });
  return rows.map(({ id, role, seriesId, series, account }) => ({
    grantId: id,
    role,
    seriesId,
    seriesName: series?.name ?? null,
    account: knownAccount(account),
  }));
}

/** Series that a role can be limited to, by name. */
export async function seriesForRoles(db: Db): Promise<Array<{ id: string; name: string }>> {
  return db.series.findMany({
    where: { status: { in: ['draft', 'published'] } },
    orderBy: { name: 'asc' },
    select: { id: true, name: true },
  });
}

/**
 * Gives an account a role, for everything or for one series. Roles belong to accounts, never to names or addresses.
 * @param seriesId null is everything; administrators always have everything
 */
export async function grantRole(
  core: Core,
  actor: Actor,
  gift: { readonly accountId: string; readonly role: Role; readonly seriesId: string | null },
): Promise<GrantOutcome> {
  const { accountId, role, seriesId } = gift;
  if (!holds(actor, 'administrator')) return { kind: 'refused', reason: 'not-allowed' };
  if (role === 'administrator' && seriesId !== null) return { kind: 'refused', reason: 'everywhere-only' };
  return commit(core, async (tx): Promise<GrantOutcome> => {
    if (!(await stillAdministrator(tx, actor))) return { kind: 'refused', reason: 'not-allowed' };
    const account = isUuid(accountId)
      ? await tx.account.findUnique({ where: { id: accountId }, select: { id: true } })
      : null;
    if (!account) return { kind: 'refused', reason: 'not-found' };
    if (seriesId !== null && !(isUuid(seriesId) && (await tx.series.findUnique({ where: { id: seriesId } })))) {
      return { kind: 'refused', reason: 'no-such-series' };
    }
    const added = await tx.grant.createMany({
      data: [{ accountId, role, seriesId, grantedById: actor.accountId, grantedAt: core.clock.now() }],
      skipDuplicates: true,
    });
    if (added.count === 0) return { kind: 'already' };
    const detail = { role, series: seriesId ?? 'all' };
    const line = { act: 'grant-role', subject: 'account', subjectId: accountId, outcome: 'granted', detail } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return { kind: 'granted' };
  });
}

/**
 * Revokes a role. One administrator always remains: a lock prevents two from removing each other at once. An
 * administrator named in the settings can only be removed there, because the next start would restore the role.
 */
export async function revokeRole(core: Core, actor: Actor, grantId: string): Promise<RevokeOutcome> {
  if (!holds(actor, 'administrator')) return { kind: 'refused', reason: 'not-allowed' };
  if (!isUuid(grantId)) return { kind: 'already' };
  return commit(core, async (tx): Promise<RevokeOutcome> => {
    if (!(await stillAdministrator(tx, actor))) return { kind: 'refused', reason: 'not-allowed' };
    const grant = await tx.grant.findFirst({ where: { id: grantId, revokedAt: null } });
    if (!grant) return { kind: 'already' };
    if ((await namedInSettings(tx)).includes(grantId)) return { kind: 'refused', reason: 'named-in-settings' };
    if (grant.role === 'administrator' && (await countAdministrators(tx)) <= 1) {
      return { kind: 'refused', reason: 'last-administrator' };
    }
    const now = core.clock.now();
    await tx.grant.update({ where: { id: grantId }, data: { revokedAt: now }, select: { id: true } });
    const detail = { role: grant.role, series: grant.seriesId ?? 'all' };
    const line = {
      act: 'revoke-role',
      subject: 'account',
      subjectId: grant.accountId,
      outcome: 'revoked',
      detail,
    } as const;
    await recordAct(tx, actor, line, now);
    return { kind: 'revoked' };
  });
}

/** Changes of roles wait for each other, so the actor's own role is checked again afterwards. */
async function stillAdministrator(tx: Tx, actor: Actor): Promise<boolean> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('roles', 7))`;
  const grant = await tx.grant.findFirst({
    where: { accountId: actor.accountId, role: 'administrator', revokedAt: null },
    select: { id: true },
  });
  return grant !== null;
}

/** Accounts that are administrators now. Call under the lock of roles. */
async function countAdministrators(tx: Tx): Promise<number> {
  return tx.grant.count({ where: { role: 'administrator', revokedAt: null } });
}
