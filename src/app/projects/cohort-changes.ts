import type { Db, Tx } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';
import { newId } from '../../db/new-id.js';
import type { Actor } from '../../domain/actor.js';
import { dayMs } from '../../domain/durations.js';
import { headPositions } from '../../domain/enrolment.js';
import type { CohortSchedule } from '../../domain/project-plan.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';
import type { MessagePayload } from '../messages/message-kinds.js';
import { type Reach, reachOf } from '../messages/reach.js';
import { type NewDelivery, scheduleDeliveries } from '../messages/schedule-delivery.js';
import { isReached } from '../messages/ways.js';
import { runsProjects } from './organised-projects.js';

/** A change to the dates of a cohort, with the old values; the new values are read when the message is sent. */
type CohortChange =
  | { readonly part: 'schedule'; readonly was: CohortSchedule }
  | { readonly part: 'milestone'; readonly milestoneId: string; readonly wasDueOn: Date | null }
  | { readonly part: 'milestone-added'; readonly milestoneId: string }
  | { readonly part: 'milestone-gone'; readonly title: string };

/**
 * Whether all of these dates are past, so that a change only corrects the record and nobody is told. Null is never
 * past.
 */
export function isPast(days: ReadonlyArray<Date | null>, now: Date): boolean {
  return days.every((day) => day !== null && day.getTime() + dayMs <= now.getTime());
}

/** Who would be told of changed dates, each counted once; undefined for anyone who does not run projects. */
export async function reachOfJoined(core: Core, actor: Actor, cohortId: string): Promise<Reach | undefined> {
  if (!runsProjects(actor) || !isUuid(cohortId)) return undefined;
  const cohort = await core.prisma.cohort.findUnique({
    where: { id: cohortId },
    select: { status: true, project: { select: { status: true } } },
  });
  if (cohort?.status !== 'published' || cohort.project.status !== 'published') return undefined;
  return reachOf(core, core.prisma, await joined(core, core.prisma, cohortId), 'own');
}

/**
 * Tells everyone enrolled or joining that the dates of a published cohort have changed: lead, contact and requester, or
 * the headteacher where the bot has no chat with them, and nominees with their nominators. Call it under the lock of
 * the cohort, in the transaction that makes the change, so that it is sent once.
 * @returns how many messages are new
 */
export async function tellJoined(core: Core, tx: Tx, cohortId: string, change: CohortChange): Promise<number> {
  const people = await joined(core, tx, cohortId);
  const occasion = newId();
  return scheduleDeliveries(
    core,
    tx,
    people.map(
      (personId): NewDelivery => ({
        key: `project-moved:${cohortId}:${occasion}:${personId}`,
        kind: 'project-moved',
        to: { personId },
        payload: { cohortId, ...payloadOf(change) },
      }),
    ),
  );
}

function payloadOf(change: CohortChange): Omit<MessagePayload<'project-moved'>, 'cohortId'> {
  const date = (day: Date | null) => day?.toISOString() ?? '';
  switch (change.part) {
    case 'schedule': {
      const { startsOn, endsOn, venue } = change.was;
      return { part: change.part, wasStartsOn: date(startsOn), wasEndsOn: date(endsOn), wasVenue: venue ?? '' };
    }
    case 'milestone':
      return { part: change.part, milestoneId: change.milestoneId, wasDueOn: date(change.wasDueOn) };
    case 'milestone-added':
      return { part: change.part, milestoneId: change.milestoneId };
    case 'milestone-gone':
      return { part: change.part, title: change.title };
  }
}

/** Everyone enrolled or joining whom the bot can write to. */
async function joined(core: Core, db: Db | Tx, cohortId: string): Promise<string[]> {
  const rows = await db.$queryRaw<Array<{ id: string }>>`
    WITH school AS (
      SELECT id, urn, "askedById" FROM "Enrolment"
       WHERE "cohortId" = ${cohortId}::uuid AND state IN ('awaiting_head', 'registered', 'waiting')
    ), requested AS (
      SELECT urn, "askedById" FROM school
      UNION SELECT urn, "askedById" FROM "Application"
       WHERE "cohortId" = ${cohortId}::uuid AND state IN ('asked', 'approved')
    ), contact AS (
      SELECT urn, "askedById" AS id FROM requested
      UNION SELECT s.urn, l."personId" FROM "EnrolmentLead" l JOIN school s ON s.id = l."enrolmentId" WHERE l.until IS NULL
    ), known AS (
      SELECT h.id FROM "Person" h
       WHERE h."erasedAt" IS NULL AND ${isReached(core, Prisma.sql`h.id`)}
    ), reached AS (
      SELECT c.urn, c.id FROM contact c JOIN known k ON k.id = c.id
    ), put_forward AS (
      SELECT "nomineeId", "nominatorId" FROM "Nomination"
       WHERE "cohortId" = ${cohortId}::uuid AND state IN ('asked', 'approved')
    )
    SELECT id FROM reached
    UNION SELECT k.id FROM known k JOIN put_forward n ON k.id IN (n."nomineeId", n."nominatorId")
    UNION SELECT k.id FROM known k JOIN "Post" p ON p."personId" = k.id
           WHERE p.until IS NULL AND p.claim <> 'asked' AND p.proof IS NOT NULL AND p.position::text = ANY(${[...headPositions]}::text[])
             AND p.urn IN (SELECT urn FROM requested) AND p.urn NOT IN (SELECT urn FROM reached)
    ORDER BY id`;
  return rows.map(({ id }) => id);
}

/** Changed dates as the message tells them; undefined when the cohort or milestone no longer exists. */
export type ToldChange = { readonly projectName: string; readonly academicYear: number; readonly label: string } & (
  | { readonly part: 'schedule'; readonly was: CohortSchedule; readonly now: CohortSchedule }
  | {
      readonly part: 'milestone';
      readonly title: string;
      readonly dueOn: Date | null;
      /** Undefined for a new milestone. */
      readonly wasDueOn: Date | null | undefined;
    }
  | { readonly part: 'milestone-gone'; readonly title: string }
);

/** Reads the content of a `project-moved` message from its payload and the present state. */
export async function findCohortChange(
  db: Db,
  payload: MessagePayload<'project-moved'>,
): Promise<ToldChange | undefined> {
  const { cohortId = '', milestoneId = '', part, title = '' } = payload;
  if (!isUuid(cohortId)) return undefined;
  const cohort = await db.cohort.findFirst({
    where: { id: cohortId, status: 'published' },
    select: {
      ...{ academicYear: true, label: true, startsOn: true, endsOn: true, venue: true },
      project: { select: { name: true } },
      milestones: {
        where: { id: isUuid(milestoneId) ? milestoneId : { in: [] } },
        select: { title: true, dueOn: true },
      },
    },
  });
  if (!cohort) return undefined;
  const of = { projectName: cohort.project.name, academicYear: cohort.academicYear, label: cohort.label };
  if (part === 'milestone-gone') return { ...of, part, title };
  if (part === 'schedule') {
    const { startsOn, endsOn, venue } = cohort;
    const { wasStartsOn, wasEndsOn, wasVenue } = payload;
    const was = { startsOn: dateOf(wasStartsOn), endsOn: dateOf(wasEndsOn), venue: wasVenue || null };
    return { ...of, part, was, now: { startsOn, endsOn, venue } };
  }
  const [milestone] = cohort.milestones;
  const wasDueOn = part === 'milestone' ? dateOf(payload.wasDueOn) : undefined;
  return milestone && { ...of, ...milestone, part: 'milestone', wasDueOn };
}

function dateOf(words: string | undefined): Date | null {
  return words ? new Date(words) : null;
}
