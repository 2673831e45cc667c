import { randomUUID } from 'node:crypto';
import type { AccountKey, Place } from '../domain/account.js';
import type { Actor, Post, RoleGrant } from '../domain/actor.js';
import type { Core } from './core.js';

/** What the platform told of a turn, as far as it is kept. */
export interface TurnFacts {
  /** Unique on the platform. */
  readonly id: string;
  readonly account: AccountKey;
  readonly displayName: string;
  readonly transportId?: string;
  readonly place: Place;
  readonly reference: Readonly<Record<string, string>>;
}

/** A turn that is ours to answer: nobody else has, and nobody else will within the lease. */
export interface OpenTurn {
  readonly key: string;
  readonly actor: Actor;
  /** What the talk was about, unless it is longer ago than the context is kept. */
  readonly context: unknown;
}

/** A turn that was received but not finished may be taken over after this: its process has died. */
export const leaseMs = 10_000;
const seenEveryMs = 60 * 60_000;

interface TurnRow {
  readonly claimed: boolean;
  readonly accountId: string | null;
  readonly personId: string | null;
  readonly personName: string | null;
  readonly seenAt: Date | null;
  readonly transportId: string | null;
  readonly post: Post | null;
  readonly grants: readonly RoleGrant[] | null;
  readonly context: unknown;
  readonly conversationKnown: boolean;
}

/**
 * Claims a turn and reads who acts, in one statement: this runs before every reply.
 * @returns the turn, or `'redelivered'` when it has been answered or is being answered
 */
export async function openTurn(core: Core, facts: TurnFacts): Promise<OpenTurn | 'redelivered'> {
  const now = core.clock.now();
  const key = turnKey(facts.account, facts.id);
  const row = await claimAndRead(core, facts, key, now);
  if (!row.claimed) return 'redelivered';
  const accountId = row.accountId ?? (await rememberAccount(core, facts, now));
  if (row.accountId !== null && isStale(row, facts, now)) await touchAccount(core, row.accountId, facts, now);
  if (!row.conversationKnown) await rememberConversation(core, facts, accountId, now);
  return {
    key,
    context: row.context,
    actor: {
      accountId,
      personId: row.personId,
      name: row.personName ?? facts.displayName,
      post: row.post,
      grants: row.grants ?? [],
    },
  };
}

/** What a turn is kept under. @param id unique on its platform */
export function turnKey(account: AccountKey, id: string): string {
  return `${account.platform}:${account.tenant}:${id}`;
}

/** What the talk in a place is about. @see closeTurn */
export interface KeptContext {
  readonly accountId: string;
  readonly place: string;
  /** Small, ids only. */
  readonly state: object;
}

/** Marks the turn as answered: a redelivery after this is never acted upon. Keeps what the talk is about, if that changed. */
export async function closeTurn(core: Core, key: string, keep?: KeptContext): Promise<void> {
  const now = core.clock.now();
  if (!keep) {
    await core.prisma.$executeRaw`UPDATE "Inbound" SET "doneAt" = ${now} WHERE key = ${key}`;
    return;
  }
  const expiresAt = new Date(now.getTime() + contextMs);
  await core.prisma.$executeRaw`
    WITH done AS (UPDATE "Inbound" SET "doneAt" = ${now} WHERE key = ${key})
    INSERT INTO "Context" ("accountId", place, state, "expiresAt")
    VALUES (${keep.accountId}::uuid, ${keep.place}, ${JSON.stringify(keep.state)}::jsonb, ${expiresAt})
    ON CONFLICT ("accountId", place) DO UPDATE SET state = EXCLUDED.state, "expiresAt" = EXCLUDED."expiresAt"`;
}

/** Reads again who acts, after a use case changed it. */
export async function readActor(core: Core, actor: Actor): Promise<Actor> {
  const account = await core.prisma.account.findUniqueOrThrow({
    where: { id: actor.accountId },
    select: {
      personId: true,
      grants: { where: { revokedAt: null }, select: { role: true, seriesId: true } },
      person: {
        select: {
          name: true,
          posts: { where: { until: null }, select: { position: true, urn: true, school: true } },
        },
      },
    },
  });
  const post = account.person?.posts[0];
  return {
    accountId: actor.accountId,
    personId: account.personId,
    name: account.person?.name ?? actor.name,
    grants: account.grants,
    post: post
      ? {
          position: post.position,
          urn: post.urn,
          school: post.school?.name ?? null,
          phase: post.school?.phase ?? null,
          locality: post.school?.locality ?? null,
        }
      : null,
  };
}

/** The context of a talk is kept for half an hour after it was last used. */
const contextMs = 30 * 60_000;

async function claimAndRead(core: Core, facts: TurnFacts, key: string, now: Date): Promise<TurnRow> {
  const { platform, tenant, user } = facts.account;
  const leaseEnd = new Date(now.getTime() - leaseMs);
  const reference = JSON.stringify(facts.reference);
  const rows = await core.prisma.$queryRaw<TurnRow[]>`
    WITH claim AS (
      INSERT INTO "Inbound" (key, "receivedAt") VALUES (${key}, ${now})
      ON CONFLICT (key) DO UPDATE SET "receivedAt" = EXCLUDED."receivedAt"
        WHERE "Inbound"."doneAt" IS NULL AND "Inbound"."receivedAt" < ${leaseEnd}
      RETURNING 1)
    SELECT EXISTS (SELECT 1 FROM claim) AS claimed,
           a.id AS "accountId", a."personId", a."seenAt", a."transportId", p.name AS "personName",
           (SELECT json_build_object('position', o.position, 'urn', o.urn, 'school', s.name, 'phase', s.phase,
                                     'locality', s.locality)
              FROM "Post" o LEFT JOIN "School" s ON s.urn = o.urn
             WHERE o."personId" = a."personId" AND o.until IS NULL) AS post,
           (SELECT json_agg(json_build_object('role', g.role, 'seriesId', g."seriesId"))
              FROM "Grant" g WHERE g."accountId" = a.id AND g."revokedAt" IS NULL) AS grants,
           (SELECT c.state FROM "Context" c
             WHERE c."accountId" = a.id AND c.place = ${facts.place.id} AND c."expiresAt" > ${now}) AS context,
           EXISTS (SELECT 1 FROM "Conversation" v
             WHERE v.platform = ${platform}::"Platform" AND v.tenant = ${tenant} AND v."externalId" = ${facts.place.id}
               AND v.reference = ${reference}::jsonb AND v."goneAt" IS NULL) AS "conversationKnown"
      FROM (SELECT 1) AS one
      LEFT JOIN "Account" a ON a.platform = ${platform}::"Platform" AND a.tenant = ${tenant} AND a."user" = ${user}
      LEFT JOIN "Person" p ON p.id = a."personId"`;
  const row = rows[0];
  if (!row) throw new Error('The database answered a claim with no row: check that the migrations are in place');
  return row;
}

function isStale(row: TurnRow, facts: TurnFacts, now: Date): boolean {
  const seen = row.seenAt?.getTime() ?? 0;
  return (
    now.getTime() - seen > seenEveryMs || (facts.transportId !== undefined && facts.transportId !== row.transportId)
  );
}

async function rememberAccount(core: Core, facts: TurnFacts, now: Date): Promise<string> {
  const { platform, tenant, user } = facts.account;
  const account = await core.prisma.account.upsert({
    where: { platform_tenant_user: { platform, tenant, user } },
    create: { platform, tenant, user, transportId: facts.transportId ?? null, seenAt: now, createdAt: now },
    update: { seenAt: now },
    select: { id: true },
  });
  return account.id;
}

async function touchAccount(core: Core, accountId: string, facts: TurnFacts, now: Date): Promise<void> {
  const transport = facts.transportId === undefined ? {} : { transportId: facts.transportId };
  await core.prisma.account.update({ where: { id: accountId }, data: { seenAt: now, ...transport } });
}

async function rememberConversation(core: Core, facts: TurnFacts, accountId: string, now: Date): Promise<void> {
  const { place, account } = facts;
  const known = {
    kind: place.kind,
    team: place.team ?? null,
    name: place.name ?? null,
    accountId: place.kind === 'personal' ? accountId : null,
    reference: facts.reference,
    updatedAt: now,
    goneAt: null,
  };
  await core.prisma.conversation.upsert({
    where: {
      platform_tenant_externalId: { platform: account.platform, tenant: account.tenant, externalId: place.id },
    },
    create: { id: randomUUID(), platform: account.platform, tenant: account.tenant, externalId: place.id, ...known },
    update: known,
  });
}
