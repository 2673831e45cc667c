import type { Db, Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import { dayMs } from '../../domain/durations.js';
import { headPositions } from '../../domain/enrolment.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import type { MessagePayload } from '../messages/message-kinds.js';
import { type Reach, reachOf } from '../messages/reach.js';
import { type NewDelivery, scheduleDeliveries } from '../messages/schedule-delivery.js';
import { holdSending } from '../organising/held-sendings.js';
import { lockCohort } from './cohorts.js';
import { runsProjects } from './organised-projects.js';
import { beforeCancelling, type ProjectCancelled } from './undo-cancel.js';

/** A project with all its cohorts that are not over, or one cohort. */
export type CancelSubject = { readonly slug: string } | { readonly cohortId: string };

export type CancelOutcome =
  /** `told` counts the messages that will be sent in half a minute; until then `held` takes it back. `id`: of what was cancelled. */
  | {
      readonly kind: 'cancelled';
      readonly told: number;
      readonly reach: Reach;
      readonly held: string;
      readonly id: string;
    }
  /** It was cancelled before: nobody is told. */
  | { readonly kind: 'already' }
  | { readonly kind: 'refused'; readonly reason: 'not-allowed' | 'not-found' | 'no-reason' };

/** The longest reason, in characters. */
export const longestReason = 300;

/** Who would be told, each counted once; undefined when the actor may not cancel it. */
export async function reachOfConcerned(core: Core, actor: Actor, subject: CancelSubject): Promise<Reach | undefined> {
  const found = runsProjects(actor) ? await findSubject(core.prisma, subject, core.clock.now()) : undefined;
  return found && reachOf(core, core.prisma, await concerned(core.prisma, found.cohortIds), 'own');
}

/**
 * Cancels a cohort, or a project with every cohort that is not over, in one transaction. Enrolments, applications and
 * nominations end, and everyone affected is told once: lead, contact, requester and headteacher of each school,
 * applicants, nominees and nominators.
 */
export async function cancelCohorts(
  core: Core,
  actor: Actor,
  subject: CancelSubject,
  reason: string,
): Promise<CancelOutcome> {
  if (!runsProjects(actor)) return { kind: 'refused', reason: 'not-allowed' };
  const words = reason.trim().slice(0, longestReason);
  return commit(core, async (tx): Promise<CancelOutcome> => {
    const slug = 'slug' in subject ? subject.slug : '';
    await tx.$executeRaw`SELECT 1 FROM "Project" WHERE slug = ${slug} FOR UPDATE`;
    const found = await findSubject(tx, subject, core.clock.now());
    if (!found) return { kind: 'refused', reason: 'not-found' };
    for (const id of found.cohortIds) await lockCohort(tx, id);
    // Read again under the lock.
    const now = await findSubject(tx, subject, core.clock.now());
    if (!now || now.over) return { kind: 'already' };
    if (words === '') return { kind: 'refused', reason: 'no-reason' };
    const reach = await reachOf(core, tx, await concerned(tx, now.cohortIds), 'own');
    const before = await beforeCancelling(tx, now.cohortIds, core.clock.now());
    const act = now.kind === 'project' ? 'cancel-project' : 'cancel-cohort';
    const hold = await holdSending(core, tx, { act, subjectId: now.key, before });
    const told = await scheduleDeliveries(
      { ...core, hold },
      tx,
      reach.reached.map(
        (personId): NewDelivery => ({
          // A project may be published again and cancelled again, but a cohort is cancelled only once, so it identifies
          // the occasion.
          key: `project-cancelled:${now.key}:${now.cohortIds[0] ?? ''}:${personId}`,
          kind: 'project-cancelled',
          to: { personId },
          payload: { ...now.names, words },
        }),
      ),
    );
    await endAll(tx, before, words, core.clock.now());
    if ('slug' in subject) {
      await tx.project.update({ where: { slug }, data: { status: 'cancelled' }, select: { id: true } });
    }
    const line = {
      act: 'cancel-project',
      subject: now.kind,
      subjectId: now.key,
      outcome: 'cancelled',
      detail: { told },
    } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return { kind: 'cancelled', told, reach, held: hold.id, id: now.key };
  });
}

interface FoundSubject {
  readonly kind: 'project' | 'cohort';
  readonly key: string;
  /** The names used in the message. */
  readonly names: { readonly projectId: string } | { readonly cohortId: string };
  /** Cohorts cancelled with it, in order of id. */
  readonly cohortIds: readonly string[];
  /** Nothing is left to cancel. */
  readonly over: boolean;
}

async function findSubject(db: Db | Tx, subject: CancelSubject, at: Date): Promise<FoundSubject | undefined> {
  if ('cohortId' in subject) {
    const id = subject.cohortId;
    if (!isUuid(id)) return undefined;
    const cohort = await db.cohort.findUnique({ where: { id }, select: { status: true } });
    if (!cohort) return undefined;
    const over = cohort.status !== 'published';
    return { kind: 'cohort', key: id, names: { cohortId: id }, cohortIds: over ? [] : [id], over };
  }
  const project = await db.project.findUnique({
    where: { slug: subject.slug },
    select: {
      id: true,
      status: true,
      cohorts: {
        where: { status: 'published', OR: [{ endsOn: null }, { endsOn: { gt: new Date(at.getTime() - dayMs) } }] },
        orderBy: { id: 'asc' },
        select: { id: true },
      },
    },
  });
  if (!project) return undefined;
  return {
    kind: 'project',
    key: project.id,
    names: { projectId: project.id },
    cohortIds: project.cohorts.map(({ id }) => id),
    over: project.status !== 'published',
  };
}

/** Everyone enrolled or joining. */
async function concerned(db: Db | Tx, cohortIds: readonly string[]): Promise<string[]> {
  const ids = [...cohortIds];
  const rows = await db.$queryRaw<Array<{ id: string }>>`
    WITH school AS (
      SELECT id, urn, "askedById", state FROM "Enrolment"
       WHERE "cohortId" = ANY(${ids}::uuid[]) AND state IN ('interested', 'awaiting_head', 'registered', 'waiting')
    ), application AS (
      SELECT urn, "askedById" FROM "Application"
       WHERE "cohortId" = ANY(${ids}::uuid[]) AND state IN ('asked', 'approved')
    ), nomination AS (
      SELECT "nomineeId", "nominatorId" FROM "Nomination"
       WHERE "cohortId" = ANY(${ids}::uuid[]) AND state IN ('asked', 'approved')
    ), person AS (
      SELECT "askedById" AS id FROM school UNION SELECT "askedById" FROM application
      UNION SELECT "nomineeId" FROM nomination UNION SELECT "nominatorId" FROM nomination
      UNION SELECT l."personId" FROM "EnrolmentLead" l JOIN school s ON s.id = l."enrolmentId" WHERE l.until IS NULL
      UNION SELECT p."personId" FROM "Post" p
             WHERE p.until IS NULL AND p.claim <> 'asked' AND p.proof IS NOT NULL AND p.position::text = ANY(${[...headPositions]}::text[])
               AND p.urn IN (SELECT urn FROM school WHERE state <> 'interested' UNION SELECT urn FROM application))
    SELECT h.id FROM "Person" h JOIN person p ON p.id = h.id
     WHERE h."erasedAt" IS NULL ORDER BY h.id`;
  return rows.map(({ id }) => id);
}

/** Ends all enrolments, so that schools are not counted as taking part in a cancelled cohort. */
async function endAll(tx: Tx, { cohorts, reasoned }: ProjectCancelled, reason: string, now: Date): Promise<void> {
  const cohortId = { in: cohorts };
  await tx.cohort.updateMany({ where: { id: cohortId }, data: { status: 'cancelled' } });
  await tx.enrolment.updateMany({
    where: { cohortId, state: { in: ['interested', 'awaiting_head', 'registered', 'waiting'] } },
    data: { state: 'withdrawn', endedAt: now, withdrawReason: reason },
  });
  const ended = { state: 'withdrawn', decidedAt: now } as const;
  const where = (id: { in: string[] } | { notIn: string[] }) => ({
    ...{ cohortId, id },
    state: { in: ['asked' as const, 'approved' as const] },
  });
  // Why they were decided is given up once the cancellation cannot be undone any more.
  for (const data of [
    { where: where({ notIn: reasoned }), data: { ...ended, reason } },
    { where: where({ in: reasoned }), data: ended },
  ]) {
    await tx.application.updateMany(data);
    await tx.nomination.updateMany(data);
  }
}

/** The name of a cancelled project or cohort, for a message; undefined when it is no longer cancelled. */
export async function findCancelled(
  db: Db,
  { projectId = '', cohortId = '' }: MessagePayload<'project-cancelled'>,
): Promise<{ readonly projectName: string; readonly academicYear: number | null; readonly label: string } | undefined> {
  if (isUuid(cohortId)) {
    const cohort = await db.cohort.findFirst({
      where: { id: cohortId, status: 'cancelled' },
      select: { academicYear: true, label: true, project: { select: { name: true } } },
    });
    return cohort
      ? { projectName: cohort.project.name, academicYear: cohort.academicYear, label: cohort.label }
      : undefined;
  }
  if (!isUuid(projectId)) return undefined;
  const project = await db.project.findFirst({ where: { id: projectId, status: 'cancelled' }, select: { name: true } });
  return project ? { projectName: project.name, academicYear: null, label: '' } : undefined;
}
