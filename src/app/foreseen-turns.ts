import { Prisma } from '../db/generated/client.js';
import { givenRows } from '../db/given-rows.js';
import { hastyStatements } from '../db/quick-transaction.js';
import { knownProgramme } from './coming-programme.js';
import type { Core } from './core.js';
import { type Claim, columnsOf, contextMs, conversationKnown, type Speaker, speakerAt } from './turn-claims.js';

/** A turn whose answer is there before it is claimed, and what that answer was made from. */
export interface ForeseenClaim extends Claim {
  readonly speaker: Speaker;
  /** Of the programme, when the answer was made from it. */
  readonly snapshot: string | undefined;
  /** What the talk is about from here on, where that is to be kept. */
  readonly state: object | undefined;
}

/**
 * Claims and closes turns whose answers were foreseen, in one statement: each of them only if all that its answer was made from
 * is still so and nobody has claimed it. A server that dies may forget such a turn, of which nothing but the talk is kept.
 * @returns in the order of the claims, whether the turn is closed; one that is not was left as it was
 */
export async function claimForeseen(core: Core, claims: readonly ForeseenClaim[]): Promise<boolean[]> {
  const now = core.clock.now();
  const snapshot = knownProgramme(core)?.snapshot;
  // Of several turns of one place at the same time, one can be foreseen: the talk is no longer as it was for the others.
  const standing = claims.filter(
    (claim, at) =>
      (claim.snapshot === undefined || claim.snapshot === snapshot) &&
      claims.findIndex(({ place }) => place.id === claim.place.id) === at,
  );
  if (standing.length === 0) return claims.map(() => false);
  const closed = await hastyStatements(core.prisma).$queryRaw<Array<{ readonly key: string }>>`${
    standing.some(({ state }) => state) ? keepingTalk(standing, now, snapshot) : closing(standing, now, snapshot)
  }`;
  const keys = new Set(closed.map(({ key }) => key));
  return claims.map((claim) => standing.includes(claim) && keys.has(claim.key));
}

function closing(claims: readonly ForeseenClaim[], now: Date, snapshot: string | undefined): Prisma.Sql {
  const rows = givenRows([
    ...columnsOf(claims),
    { name: 'expected', type: 'jsonb', values: claims.map(({ speaker }) => JSON.stringify(speaker)) },
    { name: 'programme', type: 'bool', values: claims.map((claim) => String(claim.snapshot !== undefined)) },
  ]);
  return Prisma.sql`
    INSERT INTO "Inbound" (key, "receivedAt", "doneAt")
    SELECT q.key, ${now}::timestamptz, ${now}::timestamptz FROM (${rows}) AS q
     WHERE (SELECT to_jsonb(speaker) FROM (${speakerAt(now)}) AS speaker) = q.expected AND ${conversationKnown}
       AND (NOT q.programme OR (SELECT programme_holds(${snapshot ?? null}::pg_snapshot)))
     ORDER BY q.key
    ON CONFLICT (key) DO NOTHING RETURNING key`;
}

/** The same, and keeps what the talks are about. */
function keepingTalk(claims: readonly ForeseenClaim[], now: Date, snapshot: string | undefined): Prisma.Sql {
  const kept = claims.filter(({ state }) => state);
  const rows = givenRows([
    { name: 'key', type: 'text', values: kept.map(({ key }) => key) },
    { name: 'account', type: 'uuid', values: kept.map(({ speaker }) => speaker.accountId) },
    { name: 'place', type: 'text', values: kept.map(({ place }) => place.id) },
    { name: 'state', type: 'jsonb', values: kept.map(({ state }) => JSON.stringify(state)) },
  ]);
  return Prisma.sql`
    WITH closed AS (${closing(claims, now, snapshot)}),
    kept AS (
      INSERT INTO "Context" ("accountId", place, state, "expiresAt")
      SELECT talk.account, talk.place, talk.state, ${new Date(now.getTime() + contextMs)}::timestamptz
        FROM (${rows}) AS talk JOIN closed ON closed.key = talk.key
       ORDER BY talk.account, talk.place
      ON CONFLICT ("accountId", place) DO UPDATE SET state = EXCLUDED.state, "expiresAt" = EXCLUDED."expiresAt")
    SELECT key FROM closed`;
}
