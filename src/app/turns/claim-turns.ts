import type { Batching } from '../../db/fast/batch.js';
import { Prisma } from '../../db/generated/client.js';
import { type AccountKey, type Place, talkOf } from '../../domain/account.js';
import type { Post, RoleGrant } from '../../domain/actor.js';
import { minuteMs } from '../../domain/durations.js';
import type { Core } from '../core.js';

/** A request to claim a turn. */
export interface Claim {
  /** Unique over all platforms. */
  readonly key: string;
  readonly account: AccountKey;
  readonly place: Place;
  /** What the platform needs to post there. */
  readonly reference: Readonly<Record<string, string>>;
}

/** The person speaking and the conversation's context, as JSON from the database. */
export interface Speaker {
  readonly accountId: string;
  readonly personId: string | null;
  readonly personName: string | null;
  /** Null for somebody who is not linked to a person. */
  readonly mailToo: boolean | null;
  readonly seenAt: string | null;
  readonly transportId: string | null;
  readonly post: Post | null;
  readonly grants: readonly RoleGrant[] | null;
  /** The context of the conversation; null when it has expired. */
  readonly context: unknown;
}

/** Whether the claim was granted, and who is speaking. */
interface ClaimedTurn {
  readonly claimed: boolean;
  /** Null for an account that has never spoken before. */
  readonly speaker: Speaker | null;
  readonly conversationKnown: boolean;
}

/** The context of a conversation, to be stored. */
export interface KeptContext {
  readonly accountId: string;
  /** As `talkOf` names it. */
  readonly place: string;
  /** Small, ids only. */
  readonly state: object;
}

/** A turn that has been answered. */
export interface DoneTurn {
  readonly key: string;
  readonly keep: KeptContext | undefined;
}

/** Turns that arrive together are claimed and closed in one statement. */
export const batching: Batching = { concurrency: 2, maxBatch: 100 };

/** The context expires half an hour after it was last used. */
const contextMs = 30 * minuteMs;

/**
 * Claims turns and reads the speakers, in one statement. A turn can be claimed only once.
 * @param leaseMs a turn that was claimed longer ago and not closed can be claimed again
 * @returns in the order of the claims
 */
export async function claimTurns(core: Core, claims: readonly Claim[], leaseMs: number): Promise<ClaimedTurn[]> {
  const rows = await core.sql.$queryRaw<Array<{ turns: ClaimedTurn[] | null }>>(
    claiming(core.clock.now(), claims, leaseMs),
  );
  const turns = rows[0]?.turns ?? [];
  if (turns.length !== claims.length)
    throw new Error('The database answered claims with other rows: check that the migrations are in place');
  const isFirst = (at: number) => claims.findIndex(({ key }) => key === claims[at]?.key) === at;
  return turns.map((turn, at) => ({ ...turn, claimed: turn.claimed && isFirst(at) }));
}

function claiming(now: Date, claims: readonly Claim[], leaseMs: number): Prisma.Sql {
  const leaseEnd = new Date(now.getTime() - leaseMs);
  const asked = claims.map(({ key, account: { platform, tenant, user }, place, reference }, at) => {
    return { at, key, platform, tenant, user, place: place.id, talk: talkOf(place), reference };
  });
  // In order of key, so that two copies of the service that claim the same turns cannot deadlock. Speakers are looked
  // up row by row (hence the LIMIT), because a join might scan the tables.
  return Prisma.sql`
    WITH asked AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS q (
        at int, key text, platform "Platform", tenant text, "user" text, place text, talk text,
        reference jsonb)),
    claim AS (
      INSERT INTO "Inbound" (key, "receivedAt")
      SELECT DISTINCT key, ${now}::timestamptz FROM asked ORDER BY key
      ON CONFLICT (key) DO UPDATE SET "receivedAt" = EXCLUDED."receivedAt"
        WHERE "Inbound"."doneAt" IS NULL AND "Inbound"."receivedAt" < ${leaseEnd}::timestamptz
      RETURNING key)
    SELECT json_agg(found ORDER BY found.at) AS turns
      FROM (
        SELECT q.at, (SELECT true FROM claim WHERE claim.key = q.key) IS TRUE AS claimed, speaker,
               (SELECT v.reference = q.reference AND v."goneAt" IS NULL FROM "Conversation" v
                 WHERE v.platform = q.platform AND v.tenant = q.tenant AND v."externalId" = q.place) IS TRUE
                 AS "conversationKnown"
          FROM asked q
          LEFT JOIN LATERAL (
            SELECT a.id AS "accountId", a."personId", a."seenAt", a."transportId", p.name AS "personName",
                   p.mails = 'too' AS "mailToo",
                   (SELECT json_build_object('position', o.position, 'title', o.title, 'urn', o.urn, 'school', s.name,
                                             'phase', s.phase, 'locality', s.locality, 'proven', o.proof IS NOT NULL,
                                             'unconfirmed', o.claim = 'asked')
                      FROM "Post" o LEFT JOIN "School" s ON s.urn = o.urn
                     WHERE o."personId" = a."personId" AND o.until IS NULL) AS post,
                   (SELECT json_agg(json_build_object('role', g.role, 'seriesId', g."seriesId"))
                      FROM "Grant" g WHERE g."accountId" = a.id AND g."revokedAt" IS NULL) AS grants,
                   (SELECT c.state FROM "Context" c
                     WHERE c."accountId" = a.id AND c.place = q.talk AND c."expiresAt" > ${now}::timestamptz) AS context
              FROM "Account" a LEFT JOIN "Person" p ON p.id = a."personId"
             WHERE a.platform = q.platform AND a.tenant = q.tenant AND a."user" = q."user"
             LIMIT 1) AS speaker ON true) AS found`;
}

/**
 * Closes turns and stores the contexts of their conversations, in one statement. The keys are a subquery, so that the plan
 * does not depend on how many there are, and is made once.
 */
export async function finishTurns(core: Core, turns: readonly DoneTurn[]): Promise<undefined[]> {
  const now = core.clock.now();
  const kept = [...lastByPlace(turns).values()];
  await core.sql.$executeRaw`
    WITH done AS (
      UPDATE "Inbound" SET "doneAt" = ${now}::timestamptz 
       WHERE key = ANY(ARRAY(SELECT unnest(${turns.map(({ key }) => key)}::text[]))))
    INSERT INTO "Context" ("accountId", place, state, "expiresAt")
    SELECT "accountId", place, state, ${new Date(now.getTime() + contextMs)}::timestamptz
      FROM jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) AS talk ("accountId" uuid, place text, state jsonb)
     -- In one order: two copies of the service must not wait for each other.
     ORDER BY "accountId", place
    ON CONFLICT ("accountId", place) DO UPDATE SET state = EXCLUDED.state, "expiresAt" = EXCLUDED."expiresAt"`;
  return turns.map(() => undefined);
}

/** Of several turns of one conversation, the last one decides the context. */
function lastByPlace(turns: readonly DoneTurn[]): Map<string, KeptContext> {
  const kept = new Map<string, KeptContext>();
  for (const { keep } of turns) if (keep) kept.set(`${keep.accountId} ${keep.place}`, keep);
  return kept;
}
