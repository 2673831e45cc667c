import { Prisma } from '../../db/generated/client.js';
import { academicYearOf } from '../../domain/academic-year.js';
import { type Actor, holds } from '../../domain/actor.js';
import { academicStretch } from '../../domain/figures/academic-stretch.js';
import type { Stretch } from '../../domain/figures/figures-query.js';
import type { Phase, Position } from '../../domain/person.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { moved, tookPart } from '../figures/taking-part.js';
import { ownSchool } from '../people/school-standing.js';
import type { YearPage } from './year-links.js';

/** An event of the year at which somebody from there was. */
interface YearEvent {
  readonly title: string;
  readonly startsAt: Date;
  /** From there. */
  readonly people: number;
  readonly schools: number;
}

interface YearProject {
  readonly name: string;
  /** Of there. */
  readonly schools: number;
  readonly strands: readonly string[];
  /** Milestones that were ticked off, of how many; of one school alone. */
  readonly ticked: number;
  readonly milestones: number;
}

interface YearSchool {
  readonly urn: number;
  readonly name: string;
  readonly phase: Phase;
  readonly events: number;
  readonly people: number;
  readonly projects: number;
}

/** What a school, or a part of the area, did in an academic year. Counts alone, and no names of people. */
export interface YearRecord {
  readonly page: YearPage;
  /** Of the school or the part of the area. */
  readonly name: string;
  readonly isUnderWay: boolean;
  readonly asOf: Date;
  /** Soonest first. */
  readonly events: readonly YearEvent[];
  /** Titles of events that were held, and nobody from there is on record. */
  readonly missed: readonly string[];
  readonly projects: readonly YearProject[];
  /** The schools of a part of the area by name; of a school itself alone. */
  readonly schools: readonly YearSchool[];
  /** At how many events a school of the partnership was, on average. */
  readonly usualEvents: number;
}

const heads: ReadonlySet<Position> = new Set<Position>(['headteacher', 'executive_headteacher']);

/** Whether somebody may open a yearly page: the board and organisers any, a proven head that of their own school. */
export function maySeeYear(actor: Actor, { of }: YearPage): boolean {
  if (holds(actor, 'board')) return true;
  const { post } = actor;
  const isHead = post !== null && heads.has(post.position) && !post.unconfirmed;
  return of.kind === 'school' && isHead && ownSchool(actor) === of.urn;
}

/** @returns undefined where there is no such school or part, or for whoever may not see it */
export async function readYear(core: Core, actor: Actor, page: YearPage): Promise<YearRecord | undefined> {
  if (!maySeeYear(actor, page)) return undefined;
  const found = await schoolsOf(core, page);
  if (!found) return undefined;
  const { urns, name } = found;
  const stretch = academicStretch(page.year, core.timeZone);
  const [events, projects, schools, usual] = await Promise.all([
    readEvents(core, urns, stretch),
    readProjects(core, urns, page.year),
    readSchools(core, urns, stretch, page.year),
    readUsual(core, stretch),
  ]);
  const now = core.clock.now();
  return {
    page,
    name,
    isUnderWay: academicYearOf(now, core.timeZone) === page.year,
    asOf: now,
    events: events.filter(({ people }) => people > 0),
    missed: events.filter(({ people }) => people === 0).map(({ title }) => title),
    projects,
    schools,
    usualEvents: usual,
  };
}

/** Notes that somebody took it as a file. */
export async function noteYearTaken(core: Core, actor: Actor, { of, year }: YearPage): Promise<void> {
  const detail: Record<string, number> = of.kind === 'school' ? { year, urn: of.urn } : { year };
  const line = { act: 'export-year', subject: 'account', subjectId: actor.accountId, outcome: of.kind } as const;
  await commit(core, (tx) => recordAct(tx, actor, { ...line, detail }, core.clock.now()));
}

async function schoolsOf(core: Core, { of }: YearPage): Promise<{ urns: number[]; name: string } | undefined> {
  const where = of.kind === 'school' ? { urn: of.urn } : { locality: of.name, inPartnership: true };
  const rows = await core.prisma.school.findMany({
    where: { ...where, ...(of.kind === 'school' ? {} : { status: { in: ['open' as const, 'closing' as const] } }) },
    select: { urn: true, name: true },
    orderBy: [{ name: 'asc' }, { urn: 'asc' }],
  });
  const [first] = rows;
  return first && { urns: rows.map(({ urn }) => urn), name: of.kind === 'school' ? first.name : of.name };
}

/** Who was there, each school as it is today. */
const there = ({ from, to }: Stretch) => Prisma.sql`
    ${moved},
    there AS (
      SELECT s."eventId", COALESCE(m.present, a.urn) AS urn, COALESCE(a."personId", a.id) AS person
        FROM "Attendance" a JOIN "Session" s ON s.id = a."sessionId" JOIN "Event" e ON e.id = s."eventId"
        LEFT JOIN moved m ON m.urn = a.urn
       WHERE a.present AND a.urn IS NOT NULL AND s.status <> 'cancelled' AND e.status IN ('published', 'retired')
         AND s."startsAt" >= ${from} AND s."startsAt" < ${to})`;

async function readEvents(core: Core, urns: number[], stretch: Stretch): Promise<YearEvent[]> {
  return core.prisma.$queryRaw<YearEvent[]>`
    WITH ${there(stretch)}
    SELECT e.title, (SELECT min(s."startsAt") FROM "Session" s WHERE s."eventId" = e.id) AS "startsAt",
           (count(DISTINCT t.person) FILTER (WHERE t.urn = ANY(${urns})))::int AS people,
           (count(DISTINCT t.urn) FILTER (WHERE t.urn = ANY(${urns})))::int AS schools
      FROM there t JOIN "Event" e ON e.id = t."eventId" GROUP BY e.id ORDER BY 2, e.id`;
}

async function readProjects(core: Core, urns: number[], year: number): Promise<YearProject[]> {
  const one = urns.length === 1;
  return core.prisma.$queryRaw<YearProject[]>`
    WITH ${moved},
    part AS (
      SELECT DISTINCT p."cohortId", COALESCE(m.present, p.urn) AS urn FROM ${tookPart} p LEFT JOIN moved m ON m.urn = p.urn)
    SELECT j.name, count(DISTINCT part.urn)::int AS schools,
           COALESCE(array_agg(DISTINCT d.name ORDER BY d.name) FILTER (WHERE d.name IS NOT NULL), '{}') AS strands,
           CASE WHEN ${one} THEN (SELECT count(*) FROM "MilestoneTick" k JOIN "Enrolment" n ON n.id = k."enrolmentId"
             WHERE n."cohortId" = c.id AND n.urn = ANY(${urns})) ELSE 0 END::int AS ticked,
           CASE WHEN ${one} THEN (SELECT count(*) FROM "Milestone" x WHERE x."cohortId" = c.id) ELSE 0 END::int AS milestones
      FROM part JOIN "Cohort" c ON c.id = part."cohortId" AND c."academicYear" = ${year} AND c.status <> 'draft'
      JOIN "Project" j ON j.id = c."projectId"
      LEFT JOIN "Enrolment" n ON n."cohortId" = c.id AND n.urn = part.urn AND n.state = 'registered'
      LEFT JOIN "EnrolmentStrand" z ON z."enrolmentId" = n.id LEFT JOIN "Strand" d ON d.id = z."strandId"
     WHERE part.urn = ANY(${urns}) GROUP BY c.id, j.id ORDER BY j.name COLLATE "und-x-icu", c.id`;
}

async function readSchools(core: Core, urns: number[], stretch: Stretch, year: number): Promise<YearSchool[]> {
  return core.prisma.$queryRaw<YearSchool[]>`
    WITH ${there(stretch)},
    part AS (
      SELECT DISTINCT p."cohortId", COALESCE(m.present, p.urn) AS urn FROM ${tookPart} p
        JOIN "Cohort" c ON c.id = p."cohortId" AND c."academicYear" = ${year} AND c.status <> 'draft'
        LEFT JOIN moved m ON m.urn = p.urn)
    SELECT c.urn, c.name, c.phase,
           (SELECT count(DISTINCT t."eventId") FROM there t WHERE t.urn = c.urn)::int AS events,
           (SELECT count(DISTINCT (t."eventId", t.person)) FROM there t WHERE t.urn = c.urn)::int AS people,
           (SELECT count(*) FROM part WHERE part.urn = c.urn)::int AS projects
      FROM "School" c WHERE c.urn = ANY(${urns}) ORDER BY c.name COLLATE "und-x-icu", c.urn`;
}

async function readUsual(core: Core, stretch: Stretch): Promise<number> {
  const [row] = await core.prisma.$queryRaw<Array<{ usual: number | null }>>`
    WITH ${there(stretch)},
    open AS (SELECT urn FROM "School" WHERE "inPartnership" AND status IN ('open', 'closing'))
    SELECT (SELECT count(DISTINCT (t."eventId", t.urn)) FROM there t JOIN open o ON o.urn = t.urn)::float
           / NULLIF((SELECT count(*) FROM open), 0) AS usual`;
  return row?.usual ?? 0;
}
