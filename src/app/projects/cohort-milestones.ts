import type { Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import { collectFaults, longest, type PlanFaults } from '../../domain/event-plan.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';
import { isBehind, tellJoined } from './cohort-changes.js';
import { type CohortOutcome, isShown, saved, underLock } from './plan-cohort.js';

/** What an organiser says of a milestone. */
export interface MilestonePlan {
  readonly title: string;
  /** A calendar date, midnight UTC. */
  readonly dueOn: Date | null;
}

/** What is wrong with a milestone as planned, by field; empty when nothing is. */
export function milestoneFaults({ title }: MilestonePlan): PlanFaults {
  return collectFaults([['title', title === '' ? 'missing' : title.length > longest.title ? 'too-long' : undefined]]);
}

/** A school is shown no longer a list than this. */
const mostMilestones = 30;

/**
 * Adds a milestone to a year, or changes one; they stand in the order of their days, those without a day last. Of a year
 * that is published a new day is told to those who joined, once; another title alone is not.
 */
export async function saveMilestone(
  core: Core,
  actor: Actor,
  cohortId: string,
  plan: MilestonePlan,
  milestoneId: string | undefined,
): Promise<CohortOutcome> {
  const faults = milestoneFaults(plan);
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  return underLock(core, actor, cohortId, 'save-milestone', async (tx, cohort) => {
    const known = await tx.milestone.findMany({ where: { cohortId }, select: { id: true, order: true, dueOn: true } });
    const was = known.find(({ id }) => id === milestoneId);
    if (milestoneId !== undefined && !was) return { kind: 'refused', reason: 'not-found' };
    if (!was && known.length >= mostMilestones) return { kind: 'faulty', faults: { title: 'too-many' } };
    const order = was?.order ?? Math.max(-1, ...known.map((one) => one.order)) + 1;
    const { id } = was
      ? await tx.milestone.update({ where: { id: was.id }, data: plan, select: { id: true } })
      : await tx.milestone.create({ data: { ...plan, cohortId, order }, select: { id: true } });
    await putInOrder(tx, cohortId);
    if (!isShown(cohort) || !movesMilestone(was, plan, core.clock.now())) return saved(cohortId);
    const change = was
      ? ({ part: 'milestone', milestoneId: id, wasDueOn: was.dueOn } as const)
      : ({ part: 'milestone-added', milestoneId: id } as const);
    return saved(cohortId, 0, await tellJoined(core, tx, cohortId, change));
  });
}

/**
 * Whether those who joined have to know: of a new milestone, of another day, and of one that is taken out, unless it is all
 * behind them.
 * @param was undefined for one that is added
 * @param plan undefined for one that is taken out
 */
export function movesMilestone(
  was: { readonly dueOn: Date | null } | undefined,
  plan: { readonly dueOn: Date | null } | undefined,
  now: Date,
): boolean {
  const days = [...(was ? [was.dueOn] : []), ...(plan ? [plan.dueOn] : [])];
  if (isBehind(days, now)) return false;
  return !was || !plan || was.dueOn?.getTime() !== plan.dueOn?.getTime();
}

/** Takes a milestone out, with the ticks that schools set at it. Of a year that is published those who joined are told. */
export async function removeMilestone(
  core: Core,
  actor: Actor,
  cohortId: string,
  milestoneId: string,
): Promise<CohortOutcome> {
  return underLock(core, actor, cohortId, 'remove-milestone', async (tx, cohort) => {
    if (!isUuid(milestoneId)) return { kind: 'refused', reason: 'not-found' };
    const was = await tx.milestone.findFirst({
      where: { id: milestoneId, cohortId },
      select: { title: true, dueOn: true },
    });
    if (!was) return { kind: 'refused', reason: 'not-found' };
    await tx.milestone.delete({ where: { id: milestoneId }, select: { id: true } });
    if (!isShown(cohort) || !movesMilestone(was, undefined, core.clock.now())) return saved(cohortId);
    return saved(cohortId, 0, await tellJoined(core, tx, cohortId, { part: 'milestone-gone', title: was.title }));
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
