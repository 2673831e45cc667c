import type { Actor } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { lockEnrolment } from './enrolment-views.js';

type TickOutcome =
  | { readonly kind: 'ticked' | 'unticked'; readonly enrolmentId: string; readonly title: string }
  /** No such milestone, not their school, or a school that is not enrolled. */
  | { readonly kind: 'refused'; readonly reason: 'not-found' | 'not-registered' | 'not-yours' };

/** Ticks a milestone off for the actor's school, or removes the tick. Idempotent. */
export async function tickMilestone(
  core: Core,
  actor: Actor,
  enrolmentId: string,
  milestoneId: string,
  wanted: 'ticked' | 'unticked',
): Promise<TickOutcome> {
  if (!isUuid(milestoneId)) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx): Promise<TickOutcome> => {
    const found = await lockEnrolment(tx, actor, enrolmentId);
    if (!found?.rights.see) return { kind: 'refused', reason: 'not-found' };
    if (!found.rights.tick) return { kind: 'refused', reason: 'not-yours' };
    if (found.state !== 'registered') return { kind: 'refused', reason: 'not-registered' };
    const milestone = await tx.milestone.findFirst({
      where: { id: milestoneId, cohortId: found.cohort.id },
      select: { id: true, title: true },
    });
    if (!milestone) return { kind: 'refused', reason: 'not-found' };
    const key = { enrolmentId: found.id, milestoneId: milestone.id };
    const at = core.clock.now();
    const changed =
      wanted === 'ticked'
        ? await tx.milestoneTick.createMany({
            data: [{ ...key, tickedById: actor.personId, tickedAt: at }],
            skipDuplicates: true,
          })
        : await tx.milestoneTick.deleteMany({ where: key });
    if (changed.count > 0) {
      const line = { act: 'tick-milestone', subject: 'milestone', subjectId: milestone.id, outcome: wanted } as const;
      await recordAct(tx, actor, line, at);
    }
    return { kind: wanted, enrolmentId: found.id, title: milestone.title };
  });
}
