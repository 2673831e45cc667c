import { Prisma } from '../../db/generated/client.js';
import { academicYearOf } from '../../domain/academic-year.js';
import type { Phase } from '../../domain/person.js';
import type { Core } from '../core.js';
import { tookPart } from './taking-part.js';

/** Instants; `until` is excluded. */
export interface Period {
  readonly since: Date;
  readonly until: Date;
}

/**
 * URNs of schools that took part in anything: somebody attended an event that began in the period, or the school was
 * registered, accepted or on record in a cohort of an academic year that overlaps it. A school's successors count too:
 * it is the same school under a new URN.
 */
function urnsThatTookPart({ since, until }: Period, zone: string): Prisma.Sql {
  const first = academicYearOf(since, zone);
  const last = academicYearOf(new Date(until.getTime() - 1), zone);
  return Prisma.sql`
    WITH RECURSIVE cohorts AS (
      SELECT id FROM "Cohort" WHERE "academicYear" BETWEEN ${first} AND ${last} AND status <> 'draft'),
    part AS (
      SELECT a.urn FROM "Attendance" a JOIN "Session" s ON s.id = a."sessionId"
       WHERE s."startsAt" >= ${since} AND s."startsAt" < ${until} AND a.present AND a.urn IS NOT NULL
      UNION SELECT p.urn FROM ${tookPart} p WHERE p."cohortId" IN (SELECT id FROM cohorts)),
    took AS (
      SELECT urn FROM part
      UNION SELECT l."successorUrn" FROM took t JOIN "SchoolLink" l ON l."predecessorUrn" = t.urn)`;
}

/** Open schools of the partnership, and how many took part in nothing in the period: neither event nor project. */
export async function countCoverage(core: Core, period: Period): Promise<{ schools: number; absent: number }> {
  const [row] = await core.prisma.$queryRaw<Array<{ schools: number; absent: number }>>`
    ${urnsThatTookPart(period, core.timeZone)}
    SELECT count(*)::int AS schools, count(*) FILTER (WHERE t.urn IS NULL)::int AS absent
      FROM "School" c LEFT JOIN took t ON t.urn = c.urn
     WHERE c."inPartnership" AND c.status IN ('open', 'closing')`;
  return row ?? { schools: 0, absent: 0 };
}

export interface CoveredSchool {
  readonly urn: number;
  readonly name: string;
  readonly phase: Phase;
  readonly district: string;
  /** Null for a school in no trust. */
  readonly trust: string | null;
  readonly tookPart: boolean;
}

/** Every open school of the partnership by name, and whether it took part in anything. */
export async function readCoverage(core: Core, period: Period): Promise<CoveredSchool[]> {
  return core.prisma.$queryRaw<CoveredSchool[]>`
    ${urnsThatTookPart(period, core.timeZone)}
    SELECT c.urn, c.name, c.phase, c.district, u.name AS trust, t.urn IS NOT NULL AS "tookPart"
      FROM "School" c LEFT JOIN took t ON t.urn = c.urn LEFT JOIN "Trust" u ON u.id = c."trustId"
     WHERE c."inPartnership" AND c.status IN ('open', 'closing')
     ORDER BY c.name, c.urn`;
}
