import type { Tx } from '../db/database.js';
import type { Actor } from '../domain/actor.js';
import { longest } from '../domain/event-plan.js';
import { type CohortOutcome, saved, underLock } from './cohort-planning.js';
import type { Core } from './core.js';
import { isUuid } from './programme.js';

/** What an organiser says of a milestone. */
export interface MilestonePlan {
  readonly title: string;
  /** A calendar date, midnight UTC. */
  readonly dueOn: Date | null;
}

/** A school is shown no longer a list than this. */
const mostMilestones = 30;

/** Adds a milestone to a year, or changes one; they stand in the order of their days, those without a day last. */
export async function saveMilestone(
  core: Core,
  actor: Actor,
  cohortId: string,
  plan: MilestonePlan,
  milestoneId: string | undefined,
): Promise<CohortOutcome> {
  if (plan.title === '') return { kind: 'faulty', faults: { title: 'missing' } };
  if (plan.title.length > longest.title) return { kind: 'faulty', faults: { title: 'too-long' } };
  return underLock(core, actor, cohortId, 'save-milestone', async (tx) => {
    const known = await tx.milestone.findMany({ where: { cohortId }, select: { id: true, order: true } });
    if (milestoneId !== undefined) {
      if (!known.some(({ id }) => id === milestoneId)) return { kind: 'refused', reason: 'not-found' };
      await tx.milestone.update({ where: { id: milestoneId }, data: plan, select: { id: true } });
    } else {
      if (known.length >= mostMilestones) return { kind: 'faulty', faults: { title: 'too-many' } };
      const order = Math.max(-1, ...known.map((one) => one.order)) + 1;
      await tx.milestone.create({ data: { ...plan, cohortId, order }, select: { id: true } });
    }
    await putInOrder(tx, cohortId);
    return saved(cohortId);
  });
}

/** Takes a milestone out, with the ticks that schools set at it. */
export async function removeMilestone(
  core: Core,
  actor: Actor,
  cohortId: string,
  milestoneId: string,
): Promise<CohortOutcome> {
  return underLock(core, actor, cohortId, 'remove-milestone', async (tx) => {
    if (!isUuid(milestoneId)) return { kind: 'refused', reason: 'not-found' };
    const gone = await tx.milestone.deleteMany({ where: { id: milestoneId, cohortId } });
    return gone.count > 0 ? saved(cohortId) : { kind: 'refused', reason: 'not-found' };
  });
}

/** In two steps: an order is held once in a cohort at any moment. */
async function putInOrder(tx: Tx, cohortId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Milestone" m SET "order" = -n.place FROM (
      SELECT id, row_number() OVER (ORDER BY "dueOn" NULLS LAST, "order") AS place
        FROM "Milestone" WHERE "cohortId" = ${cohortId}::uuid) n WHERE m.id = n.id`;
  await tx.$executeRaw`UPDATE "Milestone" SET "order" = -"order" - 1 WHERE "cohortId" = ${cohortId}::uuid`;
}
