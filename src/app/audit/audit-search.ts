import type { Db, Tx } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';
import { type Actor, holds, type Role } from '../../domain/actor.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { type AuditLine, recordAct } from './audit.js';
import type { AuditSubject } from './audit-acts.js';

/** Records by id; schools by URN. An entry about any of them matches. */
export interface AuditSubjects {
  /** With their sessions, places, feedback and quotes. */
  readonly events: readonly string[];
  /** With all of their events. */
  readonly series: readonly string[];
  /** With their cohorts, enrolments, applications and nominations. */
  readonly projects: readonly string[];
  /** What was done about them, and what they did. */
  readonly people: readonly string[];
  /** Places, enrolments, applications, nominations and quotes of the school. */
  readonly schools: readonly number[];
}

/** Which entries are wanted; what is left out does not restrict the search. */
export interface AuditFilter {
  /** Instants: `from` is included, `to` is not. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  /** Done by one of these people, with any of their accounts. */
  readonly people?: readonly string[] | undefined;
  /** Done by somebody who now holds this role or a higher one. */
  readonly role?: Role | undefined;
  readonly about?: AuditSubjects | undefined;
  /** Kinds of record acted on, such as `project`. */
  readonly subjects?: readonly string[] | undefined;
  /** Prefixes of acts, such as `cancel`; "who changed it" has several. */
  readonly acts?: readonly string[] | undefined;
  /** Only requests that were refused. */
  readonly refused?: true | undefined;
  /** Entries before this one, for the next page. */
  readonly before?: bigint | undefined;
}

export interface AuditRecord {
  readonly id: bigint;
  readonly at: Date;
  /** Null when the service acted by itself, or the person has been erased. */
  readonly who: string | null;
  readonly accountId: string | null;
  readonly personId: string | null;
  readonly act: string;
  readonly subject: string;
  readonly subjectId: string | null;
  /** What it was about, if that still exists: the title of an event, the name of a series or account. */
  readonly about: string | null;
  /** The school of the place, enrolment, application or nomination. */
  readonly school: string | null;
  readonly outcome: string;
  readonly detail: Readonly<Record<string, unknown>> | null;
}

/** Entries read at once for an export. */
const readAtOnce = 5_000;

/** Administrators only, because it is about everyone. */
export function mayReadAudit(actor: Actor): boolean {
  return holds(actor, 'administrator');
}

/**
 * Entries of the audit trail, the latest first, for administrators only. The search itself is recorded.
 * @param limit maximum number of entries
 * @returns undefined for anyone but an administrator
 */
export async function searchAudit(
  core: Core,
  actor: Actor,
  filter: AuditFilter,
  limit: number,
): Promise<AuditRecord[] | undefined> {
  if (!mayReadAudit(actor)) return undefined;
  return commit(core, async (tx) => {
    const rows = await readEntries(tx, filter, limit);
    await recordAct(tx, actor, looked('shown', rows.length), core.clock.now());
    return rows;
  });
}

/**
 * All entries that `searchAudit` would find, for a file: the latest first, read page by page. The export is recorded
 * before the first page is read.
 * @returns undefined for anyone but an administrator
 */
export async function exportAudit(
  core: Core,
  actor: Actor,
  filter: AuditFilter,
): Promise<AsyncIterable<AuditRecord[]> | undefined> {
  if (!mayReadAudit(actor)) return undefined;
  const before = await commit(core, async (tx) => {
    const [found] = await tx.$queryRaw<[{ readonly count: number; readonly before: bigint }]>`
      SELECT count(*)::int AS count, COALESCE(max(e.id) + 1, 0) AS before ${entries(filter)}`;
    await recordAct(tx, actor, looked('exported', found.count), core.clock.now());
    return found.before;
  });
  return pagesOf(core, { ...filter, before });
}

async function* pagesOf(core: Core, filter: AuditFilter): AsyncGenerator<AuditRecord[]> {
  let before = filter.before;
  for (;;) {
    const page = await readEntries(core.prisma, { ...filter, before }, readAtOnce);
    if (page.length > 0) yield page;
    if (page.length < readAtOnce) return;
    before = page.at(-1)?.id;
  }
}

function looked(outcome: 'shown' | 'exported', count: number): AuditLine {
  return { act: 'read-audit', subject: 'audit', outcome, detail: { count } };
}

async function readEntries(db: Db | Tx, filter: AuditFilter, limit: number): Promise<AuditRecord[]> {
  return db.$queryRaw<AuditRecord[]>`
    WITH found AS MATERIALIZED (
      SELECT e.*, COALESCE(a."personId", e."personId") AS "doneBy",
             CASE WHEN e."subjectId" ~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' THEN e."subjectId"::uuid END AS key
        ${entries(filter)}
       ORDER BY e.id DESC LIMIT ${limit})
    SELECT e.id, e.at, p.name AS who, e."accountId", e."personId", e.act, e.subject, e."subjectId", e.outcome, e.detail,
           ${labels}
     ORDER BY e.id DESC`;
}

function entries(filter: AuditFilter): Prisma.Sql {
  return Prisma.sql`FROM "AuditEntry" e LEFT JOIN "Account" a ON a.id = e."accountId"
                   WHERE ${Prisma.join(conditionsOf(filter), ' AND ')}`;
}

/** What the entries are about, looked up by subject and id. */
const labels = Prisma.sql`
  COALESCE(ev.title, se.name, pr.name, qp.name, sp.name, sr.name, cv.name) AS about, sc.name AS school
  FROM found e
  LEFT JOIN "Person" p ON p.id = e."doneBy" AND p."erasedAt" IS NULL
  LEFT JOIN "Registration" r ON e.subject = 'registration' AND r.id = e.key
  LEFT JOIN "Session" s ON s.id = COALESCE(r."sessionId", CASE WHEN e.subject = 'session' THEN e.key END)
  LEFT JOIN "Quote" q ON e.subject = 'quote' AND q.id = e.key
  LEFT JOIN "Event" ev ON ev.id = COALESCE(s."eventId", q."eventId", CASE WHEN e.subject = 'event' THEN e.key END)
  LEFT JOIN "Series" se ON e.subject = 'series' AND se.id = e.key
  LEFT JOIN "Enrolment" en ON e.subject = 'enrolment' AND en.id = e.key
  LEFT JOIN "Application" ap ON e.subject = 'application' AND ap.id = e.key
  LEFT JOIN "Nomination" no ON e.subject = 'nomination' AND no.id = e.key
  LEFT JOIN "Milestone" mi ON e.subject = 'milestone' AND mi.id = e.key
  LEFT JOIN "Survey" su ON e.subject = 'survey' AND su.id = e.key
  LEFT JOIN "Cohort" co ON co.id = COALESCE(en."cohortId", ap."cohortId", no."cohortId", mi."cohortId", su."cohortId",
                                            CASE WHEN e.subject = 'cohort' THEN e.key END)
  LEFT JOIN "Project" pr ON pr.id = COALESCE(co."projectId", CASE WHEN e.subject = 'project' THEN e.key END)
  LEFT JOIN "Project" qp ON qp.id = q."projectId"
  LEFT JOIN "School" sc ON sc.urn = COALESCE(r.urn, en.urn, ap.urn, no.urn, q.urn)
  LEFT JOIN "Account" sa ON e.subject = 'account' AND sa.id = e.key
  LEFT JOIN "Person" sp ON sp.id = sa."personId" AND sp."erasedAt" IS NULL
  LEFT JOIN "Person" sr ON e.subject = 'person' AND sr.id = e.key AND sr."erasedAt" IS NULL
  LEFT JOIN "Conversation" cv ON e.subject = 'conversation' AND cv.id = e.key`;

function conditionsOf(filter: AuditFilter): Prisma.Sql[] {
  const { from, to, people, role, about, subjects, acts, refused, before } = filter;
  return [
    Prisma.sql`TRUE`,
    ...(from ? [Prisma.sql`e.at >= ${from}`] : []),
    ...(to ? [Prisma.sql`e.at < ${to}`] : []),
    ...(before === undefined ? [] : [Prisma.sql`e.id < ${before}`]),
    ...(people ? [doneBy(people)] : []),
    ...(role ? [heldBy(role)] : []),
    ...(about ? [isAbout(about)] : []),
    ...(subjects ? [Prisma.sql`e.subject = ANY(${[...subjects]})`] : []),
    ...(acts ? [Prisma.sql`e.act LIKE ANY(${acts.map((act) => `${act}%`)})`] : []),
    ...(refused ? [Prisma.sql`e.outcome = 'not-allowed'`] : []),
  ];
}

function doneBy(people: readonly string[]): Prisma.Sql {
  return Prisma.sql`COALESCE(a."personId", e."personId") = ANY(${[...people]}::uuid[])`;
}

const above: Record<Role, readonly Role[]> = {
  board: ['board', 'organiser', 'administrator'],
  organiser: ['organiser', 'administrator'],
  administrator: ['administrator'],
};

function heldBy(role: Role): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM "Grant" g WHERE g."accountId" = e."accountId" AND g."revokedAt" IS NULL
                             AND g.role::text = ANY(${[...above[role]]}))`;
}

function isAbout({ events, series, projects, people, schools }: AuditSubjects): Prisma.Sql {
  const any = [
    ...(events.length + series.length > 0 ? ofEvents(events, series) : []),
    ...(series.length > 0 ? [among('series', Prisma.sql`SELECT unnest(${[...series]}::uuid[])`)] : []),
    ...(projects.length > 0 ? ofProjects(projects) : []),
    ...(people.length > 0 ? [doneBy(people), ...ofPeople(people)] : []),
    ...(schools.length > 0 ? ofSchools(schools) : []),
  ];
  return any.length > 0 ? Prisma.sql`(${Prisma.join(any, ' OR ')})` : Prisma.sql`FALSE`;
}

/** Entries about records of one kind. @param ids a query that returns their ids */
function among(subject: AuditSubject, ids: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(e.subject = ${subject} AND e."subjectId" IN (SELECT i::text FROM (${ids}) AS ids(i)))`;
}

function ofEvents(events: readonly string[], series: readonly string[]): Prisma.Sql[] {
  const ids = Prisma.sql`SELECT id FROM "Event"
    WHERE id = ANY(${[...events]}::uuid[]) OR "seriesId" = ANY(${[...series]}::uuid[])`;
  const sessions = Prisma.sql`SELECT id FROM "Session" WHERE "eventId" IN (${ids})`;
  return [
    among('event', ids),
    among('session', sessions),
    among('registration', Prisma.sql`SELECT id FROM "Registration" WHERE "sessionId" IN (${sessions})`),
    among('quote', Prisma.sql`SELECT id FROM "Quote" WHERE "eventId" IN (${ids})`),
  ];
}

function ofProjects(projects: readonly string[]): Prisma.Sql[] {
  const ids = [...projects];
  const cohorts = Prisma.sql`SELECT id FROM "Cohort" WHERE "projectId" = ANY(${ids}::uuid[])`;
  return [
    among('project', Prisma.sql`SELECT unnest(${ids}::uuid[])`),
    among('cohort', cohorts),
    among('milestone', Prisma.sql`SELECT id FROM "Milestone" WHERE "cohortId" IN (${cohorts})`),
    among('survey', Prisma.sql`SELECT id FROM "Survey" WHERE "cohortId" IN (${cohorts})`),
    among('enrolment', Prisma.sql`SELECT id FROM "Enrolment" WHERE "cohortId" IN (${cohorts})`),
    among('application', Prisma.sql`SELECT id FROM "Application" WHERE "cohortId" IN (${cohorts})`),
    among('nomination', Prisma.sql`SELECT id FROM "Nomination" WHERE "cohortId" IN (${cohorts})`),
    among('quote', Prisma.sql`SELECT id FROM "Quote" WHERE "projectId" = ANY(${ids}::uuid[])`),
  ];
}

function ofPeople(people: readonly string[]): Prisma.Sql[] {
  const ids = [...people];
  return [
    among('person', Prisma.sql`SELECT unnest(${ids}::uuid[])`),
    among('account', Prisma.sql`SELECT id FROM "Account" WHERE "personId" = ANY(${ids}::uuid[])`),
    among('registration', Prisma.sql`SELECT id FROM "Registration" WHERE "personId" = ANY(${ids}::uuid[])`),
    among('nomination', Prisma.sql`SELECT id FROM "Nomination" WHERE "nomineeId" = ANY(${ids}::uuid[])`),
    among('delivery', Prisma.sql`SELECT id FROM "Delivery" WHERE "personId" = ANY(${ids}::uuid[])`),
  ];
}

function ofSchools(schools: readonly number[]): Prisma.Sql[] {
  const urns = [...schools];
  return [
    among('registration', Prisma.sql`SELECT id FROM "Registration" WHERE urn = ANY(${urns}::int[])`),
    among('enrolment', Prisma.sql`SELECT id FROM "Enrolment" WHERE urn = ANY(${urns}::int[])`),
    among('application', Prisma.sql`SELECT id FROM "Application" WHERE urn = ANY(${urns}::int[])`),
    among('nomination', Prisma.sql`SELECT id FROM "Nomination" WHERE urn = ANY(${urns}::int[])`),
    among('quote', Prisma.sql`SELECT id FROM "Quote" WHERE urn = ANY(${urns}::int[])`),
  ];
}
