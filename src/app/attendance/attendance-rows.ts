import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';

export type AttendanceSource = 'check_in' | 'organiser' | 'walk_in' | 'import';

/** Somebody's attendance according to one source. */
export interface Presence {
  readonly sessionId: string;
  readonly personId: string;
  readonly urn: number | null;
  readonly source: AttendanceSource;
  /** Whole minutes; null when unknown. */
  readonly minutes: number | null;
  readonly importRowId: string | null;
}

/**
 * What recording an attendance did. An organiser's "was not there" overrides every other source; a missing duration is
 * added; whoever is recorded as present stays as first recorded.
 */
export type Noted = 'added' | 'already-there' | 'kept-absent';

/** Records several attendances, in two statements. @returns the result for each person */
export async function notePresent(tx: Tx, presences: readonly Presence[], at: Date): Promise<Map<string, Noted>> {
  if (presences.length === 0) return new Map();
  const noted = await tx.$queryRaw<Array<{ personId: string; added: boolean; present: boolean }>>`
    INSERT INTO "Attendance" AS a (id, "sessionId", "personId", urn, source, minutes, "importRowId", "recordedAt")
    SELECT r.id, r."sessionId", r."personId", r.urn, r.source::"AttendanceSource", r.minutes, r."importRowId", ${at}
      FROM unnest(${presences.map(() => newId())}::uuid[], ${presences.map(({ sessionId }) => sessionId)}::uuid[],
                  ${presences.map(({ personId }) => personId)}::uuid[], ${presences.map(({ urn }) => urn)}::int[],
                  ${presences.map(({ source }) => source)}::text[], ${presences.map(({ minutes }) => minutes)}::int[],
                  ${presences.map(({ importRowId }) => importRowId)}::uuid[])
        AS r(id, "sessionId", "personId", urn, source, minutes, "importRowId")
    ON CONFLICT ("sessionId", "personId")
      DO UPDATE SET minutes = COALESCE(GREATEST(EXCLUDED.minutes, a.minutes), EXCLUDED.minutes, a.minutes)
    RETURNING "personId", present, (xmax = 0) AS added`;
  return new Map(
    noted.map(({ personId, added, present }) => [
      personId,
      added ? 'added' : present ? 'already-there' : 'kept-absent',
    ]),
  );
}

/** The school somebody attended for: the one they booked for, or else that of their current post. */
export async function schoolFor(tx: Tx, sessionId: string, personId: string): Promise<number | null> {
  const [found] = await tx.$queryRaw<Array<{ urn: number | null }>>`
    SELECT COALESCE(
      (SELECT g.urn FROM "Registration" g WHERE g."sessionId" = ${sessionId}::uuid AND g."personId" = ${personId}::uuid
        AND g.state = 'confirmed'),
      (SELECT o.urn FROM "Post" o WHERE o."personId" = ${personId}::uuid AND o.until IS NULL)) AS urn`;
  return found?.urn ?? null;
}

/** The same for several people. */
export async function schoolsFor(tx: Tx, sessionId: string, people: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<Array<{ personId: string; urn: number | null }>>`
    SELECT p.id AS "personId", COALESCE(g.urn, o.urn) AS urn
      FROM "Person" p
      LEFT JOIN "Registration" g ON g."personId" = p.id AND g."sessionId" = ${sessionId}::uuid AND g.state = 'confirmed'
      LEFT JOIN "Post" o ON o."personId" = p.id AND o.until IS NULL
     WHERE p.id IN (SELECT unnest(${people}::uuid[]))`;
  return new Map(rows.flatMap(({ personId, urn }) => (urn === null ? [] : [[personId, urn] as const])));
}
