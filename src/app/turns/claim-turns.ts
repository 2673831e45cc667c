import type { Gathering } from '../../db/fast/batch.js';
import { type GivenColumn, givenRows } from '../../db/fast/given-rows.js';
import { hastyStatements, type SqlTx, sendStatement } from '../../db/fast/quick-transaction.js';
import { Prisma } from '../../db/generated/client.js';
import type { AccountKey, Place } from '../../domain/account.js';
import type { Post, RoleGrant } from '../../domain/actor.js';
import type { Core } from '../core.js';
import type { ProgrammeSession } from '../programme/sessions.js';
import { knownProgramme } from '../programme/upcoming-sessions.js';

/** A turn that somebody wants to answer. */
export interface Claim {
  /** Unique over all platforms. */
  readonly key: string;
  readonly account: AccountKey;
  readonly place: Place;
  /** What the platform needs to post there. */
  readonly reference: Readonly<Record<string, string>>;
  /** Whether the answer is likely to need the programme. */
  readonly asksProgramme: boolean;
}

/** What is known of who speaks, and of their talk in the place, as the database writes it in JSON. */
export interface Speaker {
  readonly accountId: string;
  readonly personId: string | null;
  readonly personName: string | null;
  readonly seenAt: string | null;
  readonly transportId: string | null;
  readonly post: Post | null;
  readonly grants: readonly RoleGrant[] | null;
  /** What the talk is about; null when that is longer ago than it is kept. */
  readonly context: unknown;
}

/** Whether a turn was given to whoever claimed it, and what is known of who speaks. */
export interface ClaimedTurn {
  readonly claimed: boolean;
  /** Null for who never spoke before. */
  readonly speaker: Speaker | null;
  readonly conversationKnown: boolean;
  /** What could be seen when this was read (PostgreSQL's "pg_snapshot"). */
  readonly snapshot: string;
  /** The programme to come, when the answer is likely to need it and it is as it was last read. */
  readonly programme?: readonly ProgrammeSession[];
}

/** As one JSON value: the driver takes columns apart slower than the runtime parses text. */
interface ClaimedRow {
  readonly turns: ReadonlyArray<Omit<ClaimedTurn, 'snapshot' | 'programme'>>;
  /** Whether the programme is as it was last read; null when nobody asked. */
  readonly holds: boolean | null;
  readonly snapshot: string;
}

/** What the talk in a place is about. */
export interface KeptContext {
  readonly accountId: string;
  readonly place: string;
  /** Small, ids only. */
  readonly state: object;
}

/** A turn that was answered. */
export interface DoneTurn {
  readonly key: string;
  readonly keep: KeptContext | undefined;
}

/** How turns are claimed and closed: those of the same moment together. */
export const gathering: Gathering = { lanes: 2, most: 100 };

/** The context of a talk is kept for half an hour after it was last used. */
export const contextMs = 30 * 60_000;

/**
 * Claims turns and reads who acts in each, in one statement. A turn that was claimed twice is given once. A server that dies
 * may forget a claim, but none of a turn of which anything was kept: that was committed after it.
 * @param leaseMs a turn that was claimed longer ago and is not done is given again
 * @returns in the order of the claims
 */
export async function claimTurns(core: Core, claims: readonly Claim[], leaseMs: number): Promise<ClaimedTurn[]> {
  const programme = claims.some(({ asksProgramme }) => asksProgramme) ? knownProgramme(core) : undefined;
  const statement = claiming(core.clock.now(), claims, leaseMs, programme?.snapshot);
  const rows = await hastyStatements(core.prisma).$queryRaw<ClaimedRow[]>(statement);
  return readClaimed(rows, claims, programme?.sessions);
}

/** Claims one turn as `claimTurns` does, and closes it at once, for a transaction that answers it or undoes all of this. */
export async function claimAndClose(tx: SqlTx, now: Date, claim: Claim, leaseMs: number): Promise<ClaimedTurn> {
  const statement = claiming(now, [claim], leaseMs, undefined, now);
  const [turn] = readClaimed(await tx.$queryRaw<ClaimedRow[]>(statement), [claim]);
  if (!turn) throw new Error('A claim was answered by nothing');
  return turn;
}

function readClaimed(
  rows: readonly ClaimedRow[],
  claims: readonly Claim[],
  programme?: readonly ProgrammeSession[],
): ClaimedTurn[] {
  const { turns = [], holds = null, snapshot = '' } = rows[0] ?? {};
  if (turns.length !== claims.length)
    throw new Error('The database answered claims with other rows: check that the migrations are in place');
  return turns.map((turn, at) => ({
    ...turn,
    snapshot,
    claimed: turn.claimed && claims.findIndex(({ key }) => key === claims[at]?.key) === at,
    ...(holds && programme ? { programme } : {}),
  }));
}

/** @param programme what could be seen when the programme was last read */
function claiming(now: Date, claims: readonly Claim[], leaseMs: number, programme?: string, doneAt?: Date): Prisma.Sql {
  const leaseEnd = new Date(now.getTime() - leaseMs);
  // In the order of their keys: two copies of the service that claim the same ones must not wait for each other. What is
  // known is looked up row by row (hence the LIMIT): a plan made while tables were small would read them whole for ever.
  return Prisma.sql`
    WITH asked AS (${givenRows(columnsOf(claims))}),
    claim AS (
      INSERT INTO "Inbound" (key, "receivedAt", "doneAt")
      SELECT DISTINCT key, ${now}::timestamptz, ${doneAt ?? null}::timestamptz FROM asked ORDER BY key
      ON CONFLICT (key) DO UPDATE SET "receivedAt" = EXCLUDED."receivedAt", "doneAt" = EXCLUDED."doneAt"
        WHERE "Inbound"."doneAt" IS NULL AND "Inbound"."receivedAt" < ${leaseEnd}::timestamptz
      RETURNING key)
    SELECT json_agg(found ORDER BY found.at) AS turns,
           programme_holds(${programme ?? null}::pg_snapshot) AS holds, pg_current_snapshot()::text AS snapshot
      FROM (
        SELECT q.at, (SELECT true FROM claim WHERE claim.key = q.key) IS TRUE AS claimed, speaker,
               (SELECT v.reference = q.reference AND v."goneAt" IS NULL FROM "Conversation" v
                 WHERE v.platform = q.platform AND v.tenant = q.tenant AND v."externalId" = q.place) IS TRUE
                 AS "conversationKnown"
          FROM asked q
          LEFT JOIN LATERAL (
            SELECT a.id AS "accountId", a."personId", a."seenAt", a."transportId",
                   (SELECT p.name FROM "Person" p WHERE p.id = a."personId") AS "personName",
                   (SELECT json_build_object('position', o.position, 'urn', o.urn, 'school', s.name, 'phase', s.phase,
                                             'locality', s.locality, 'unconfirmed', o.claim = 'asked')
                      FROM "Post" o LEFT JOIN "School" s ON s.urn = o.urn
                     WHERE o."personId" = a."personId" AND o.until IS NULL) AS post,
                   (SELECT json_agg(json_build_object('role', g.role, 'seriesId', g."seriesId"))
                      FROM "Grant" g WHERE g."accountId" = a.id AND g."revokedAt" IS NULL) AS grants,
                   (SELECT c.state FROM "Context" c
                     WHERE c."accountId" = a.id AND c.place = q.place AND c."expiresAt" > ${now}::timestamptz) AS context
              FROM "Account" a
             WHERE a.platform = q.platform AND a.tenant = q.tenant AND a."user" = q."user"
             LIMIT 1) AS speaker ON true) AS found`;
}

/** The claims as columns of rows that are called `q`. */
function columnsOf(claims: readonly Claim[]): readonly GivenColumn[] {
  return [
    { name: 'key', type: 'text', values: claims.map(({ key }) => key) },
    { name: 'platform', type: '"Platform"', values: claims.map(({ account }) => account.platform) },
    { name: 'tenant', type: 'text', values: claims.map(({ account }) => account.tenant) },
    { name: 'user', type: 'text', values: claims.map(({ account }) => account.user) },
    { name: 'place', type: 'text', values: claims.map(({ place }) => place.id) },
    { name: 'reference', type: 'jsonb', values: claims.map(({ reference }) => JSON.stringify(reference)) },
  ];
}

/**
 * Marks turns as answered, and keeps what the talk is about in each place, in one statement.
 * @param onSent called as soon as the statement is on its way to the database
 */
export async function finishTurns(core: Core, turns: readonly DoneTurn[], onSent: () => void): Promise<undefined[]> {
  const { answered } = await sendStatement(core.prisma, finishing(core.clock.now(), turns));
  onSent();
  await answered;
  return turns.map(() => undefined);
}

/** Opens a turn again that `claimAndClose` has closed: it is answered after this transaction. */
export async function reopenTurn(tx: SqlTx, key: string): Promise<void> {
  await tx.$executeRaw`UPDATE "Inbound" SET "doneAt" = NULL WHERE key = ${key}`;
}

/** How what a talk is about takes the place of what it was about. */
export const goOn = Prisma.sql`
    ON CONFLICT ("accountId", place) DO UPDATE SET state = EXCLUDED.state, "expiresAt" = EXCLUDED."expiresAt"`;

/** Keeps what one talk is about. */
export async function keepTalk(tx: SqlTx, now: Date, { accountId, place, state }: KeptContext): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Context" ("accountId", place, state, "expiresAt")
    VALUES (${accountId}::uuid, ${place}, ${JSON.stringify(state)}::jsonb,
            ${new Date(now.getTime() + contextMs)}::timestamptz)
    ${goOn}`;
}

function finishing(now: Date, turns: readonly DoneTurn[]): Prisma.Sql {
  const kept = [...lastByPlace(turns).values()];
  const keys = turns.map(({ key }) => key);
  const of = (read: (keep: KeptContext) => string) => kept.map(read);
  // A list, planned for while the table was small, would have it read whole for as long as it is not planned again.
  const [only, ...more] = keys;
  const theirs = more.length === 0 ? Prisma.sql`${only}` : Prisma.sql`ANY(${keys}::text[])`;
  return Prisma.sql`
    WITH done AS (UPDATE "Inbound" SET "doneAt" = ${now}::timestamptz WHERE key = ${theirs} RETURNING key)
    INSERT INTO "Context" ("accountId", place, state, "expiresAt")
    SELECT one.account, one.place, one.state::jsonb, ${new Date(now.getTime() + contextMs)}::timestamptz
      FROM unnest(${of(({ accountId }) => accountId)}::uuid[], ${of(({ place }) => place)}::text[],
                  ${of(({ state }) => JSON.stringify(state))}::text[]) AS one (account, place, state)
     -- The turns first, then the talk, as what was foreseen does it: they must not wait for each other crosswise.
     WHERE (SELECT count(*) FROM done) >= 0
     ORDER BY one.account, one.place
    ${goOn}`;
}

/** Of several turns of one place at the same time, the talk is about the last. */
function lastByPlace(turns: readonly DoneTurn[]): Map<string, KeptContext> {
  const kept = new Map<string, KeptContext>();
  for (const { keep } of turns) if (keep) kept.set(`${keep.accountId} ${keep.place}`, keep);
  return kept;
}
