import type { Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import { collectFaults, longest, type PlanFaults } from '../../domain/event-plan.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';
import { holdWhatIsTold } from '../organising/held-sendings.js';
import { isPast, tellJoined } from './cohort-changes.js';
import { putInOrder } from './milestone-order.js';
import { type CohortOutcome, isShown, saved, underLock } from './plan-cohort.js';
import type { MilestoneChanged } from './undo-cohort.js';

/** A milestone as entered by an organiser. */
export interface MilestonePlan {
  readonly title: string;
  /** A calendar date, midnight UTC. */
  readonly dueOn: Date | null;
}

/** What is wrong with a milestone, by field; empty when it is valid. */
export function milestoneFaults({ title }: MilestonePlan): PlanFaults {
  return collectFaults([['title', title === '' ? 'missing' : title.length > longest.title ? 'too-long' : undefined]]);
}

/** More would make the school's list too long. */
const mostMilestones = 30;

/**
 * Adds or changes a milestone; milestones are ordered by date, those without a date last. In a published cohort a new
 * date is announced once to everyone enrolled or joining; a new title alone is not.
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
    const known = await tx.milestone.findMany({
      where: { cohortId },
      select: { id: true, order: true, dueOn: true, title: true },
    });
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
    const before = {
      id,
      was: was ? { title: was.title, dueOn: said(was.dueOn), order: was.order } : null,
      to: { title: plan.title, dueOn: said(plan.dueOn) },
      ticks: [],
    };
    return tellOfMilestone(core, tx, cohortId, before, change);
  });
}

function said(day: Date | null): string | null {
  return day?.toISOString() ?? null;
}

async function tellOfMilestone(
  core: Core,
  tx: Tx,
  cohortId: string,
  before: MilestoneChanged,
  change: Parameters<typeof tellJoined>[3],
): Promise<CohortOutcome> {
  const act = { act: 'move-milestone', subjectId: cohortId, before } as const;
  return {
    ...saved(cohortId),
    ...(await holdWhatIsTold(core, tx, act, (held) => tellJoined(held, tx, cohortId, change))),
  };
}

/**
 * Whether people must be told: of a new milestone, another date or a deleted milestone, unless all these dates are
 * past.
 * @param was undefined for a new milestone
 * @param plan undefined for a deleted milestone
 */
export function movesMilestone(
  was: { readonly dueOn: Date | null } | undefined,
  plan: { readonly dueOn: Date | null } | undefined,
  now: Date,
): boolean {
  const days = [...(was ? [was.dueOn] : []), ...(plan ? [plan.dueOn] : [])];
  if (isPast(days, now)) return false;
  return !was || !plan || was.dueOn?.getTime() !== plan.dueOn?.getTime();
}

/** Deletes a milestone with the schools' ticks. In a published cohort everyone enrolled or joining is told. */
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
      select: { title: true, dueOn: true, order: true, ticks: true },
    });
    if (!was) return { kind: 'refused', reason: 'not-found' };
    await tx.milestone.delete({ where: { id: milestoneId }, select: { id: true } });
    if (!isShown(cohort) || !movesMilestone(was, undefined, core.clock.now())) return saved(cohortId);
    const { title, dueOn, order } = was;
    const ticks = was.ticks.map(({ enrolmentId, tickedById, tickedAt }) => ({
      ...{ enrolmentId, tickedById, tickedAt: tickedAt.toISOString() },
    }));
    const before = { id: milestoneId, was: { title, dueOn: said(dueOn), order }, to: null, ticks };
    return tellOfMilestone(core, tx, cohortId, before, { part: 'milestone-gone', title });
  });
}
