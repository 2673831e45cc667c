import { givenRows } from '../../db/fast/given-rows.js';
import { hastyStatements } from '../../db/fast/quick-transaction.js';
import { Prisma } from '../../db/generated/client.js';
import type { Core } from '../core.js';
import { contextMs, goOn } from './claim-turns.js';

/** A turn whose answer is there before it is claimed, and what that answer was made from. */
export interface ForeseenClaim {
  /** Unique over all platforms. */
  readonly key: string;
  readonly accountId: string;
  readonly place: string;
  /** What the talk was about, as JSON; null when it was about nothing. */
  readonly context: string | null;
  /** What could be seen (PostgreSQL's "pg_snapshot") when it was read who speaks. */
  readonly speakers: string;
  /** The same of the programme, when the answer was made from it. */
  readonly programme: string | null;
  /** What the talk is about from here on, as JSON, where that is to be kept. */
  readonly state: string | undefined;
}

/**
 * Claims and closes turns whose answers were foreseen, in one statement: each of them only if all that its answer was made from
 * is still so and nobody has claimed it. A server that dies may forget such a turn, of which nothing but the talk is kept.
 * @returns in the order of the claims, whether the turn is closed; one that is not was left as it was
 */
export async function claimForeseen(core: Core, claims: readonly ForeseenClaim[]): Promise<boolean[]> {
  const now = core.clock.now();
  // Of several turns of one place at the same time, one can be foreseen: the talk is no longer as it was for the others.
  const firsts = claims.filter((claim, at) => claims.findIndex(({ place }) => place === claim.place) === at);
  const statement = firsts.some(({ state }) => state) ? keepingTalk(firsts, now) : closing(firsts, now);
  const closed = await hastyStatements(core.prisma).$queryRaw<Array<{ readonly key: string }>>(statement);
  const keys = new Set(closed.map(({ key }) => key));
  return claims.map((claim) => firsts.includes(claim) && keys.has(claim.key));
}

/** In the order of the keys, as `claimTurns`. */
function closing(claims: readonly ForeseenClaim[], now: Date): Prisma.Sql {
  const rows = givenRows([
    { name: 'key', type: 'text', values: claims.map(({ key }) => key) },
    { name: 'account', type: 'uuid', values: claims.map(({ accountId }) => accountId) },
    { name: 'place', type: 'text', values: claims.map(({ place }) => place) },
    { name: 'context', type: 'jsonb', values: claims.map(({ context }) => context) },
    { name: 'speakers', type: 'pg_snapshot', values: claims.map(({ speakers }) => speakers) },
    { name: 'programme', type: 'pg_snapshot', values: claims.map(({ programme }) => programme) },
  ]);
  return Prisma.sql`
    INSERT INTO "Inbound" (key, "receivedAt", "doneAt")
    SELECT q.key, ${now}::timestamptz, ${now}::timestamptz FROM (${rows}) AS q
     WHERE foreseen_holds(q.speakers, q.programme)
       AND (SELECT c.state FROM "Context" c
             WHERE c."accountId" = q.account AND c.place = q.place AND c."expiresAt" > ${now}::timestamptz)
           IS NOT DISTINCT FROM q.context
     ORDER BY q.key
    ON CONFLICT (key) DO NOTHING RETURNING key`;
}

/** The same, and keeps what the talks are about. */
function keepingTalk(claims: readonly ForeseenClaim[], now: Date): Prisma.Sql {
  const kept = claims.filter(({ state }) => state);
  const rows = givenRows([
    { name: 'key', type: 'text', values: kept.map(({ key }) => key) },
    { name: 'account', type: 'uuid', values: kept.map(({ accountId }) => accountId) },
    { name: 'place', type: 'text', values: kept.map(({ place }) => place) },
    { name: 'state', type: 'jsonb', values: kept.map(({ state = null }) => state) },
  ]);
  return Prisma.sql`
    WITH closed AS (${closing(claims, now)}),
    kept AS (
      INSERT INTO "Context" ("accountId", place, state, "expiresAt")
      SELECT talk.account, talk.place, talk.state, ${new Date(now.getTime() + contextMs)}::timestamptz
        FROM (${rows}) AS talk JOIN closed ON closed.key = talk.key
       ORDER BY talk.account, talk.place
      ${goOn})
    SELECT key FROM closed`;
}
