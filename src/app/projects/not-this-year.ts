import type { Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import { isHead, joiningState } from '../../domain/enrolment.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { ownSchool } from '../people/school-standing.js';
import { lockCohort } from './cohorts.js';

/** `joined`: the school is in that year or has asked to be, which is left by other ways. */
export type NotThisYearOutcome = 'noted' | 'joined' | 'not-found' | 'not-head';

/**
 * The head of a school says that it does not take part in a year of a project. It gives up an interest noted before, and the school may
 * still join; said twice, it is noted once.
 */
export async function sayNotThisYear(core: Core, actor: Actor, cohortId: string): Promise<NotThisYearOutcome> {
  const urn = ownSchool(actor);
  if (urn === null || !isHead(actor.post)) return 'not-head';
  if (!isUuid(cohortId)) return 'not-found';
  return commit(core, async (tx): Promise<NotThisYearOutcome> => {
    const cohort = await lockCohort(tx, cohortId);
    const now = core.clock.now();
    if (!cohort || joiningState(cohort, now) === 'not-found') return 'not-found';
    if (await isJoining(tx, cohortId, urn)) return 'joined';
    const declined = { state: 'declined', confirmedById: actor.personId, endedAt: now } as const;
    const before = await tx.enrolment.findFirst({
      where: { cohortId, urn, state: { in: ['interested', 'declined'] } },
      orderBy: [{ state: 'asc' }, { createdAt: 'desc' }],
      select: { id: true, state: true },
    });
    if (before?.state === 'declined') return 'noted';
    const { id } = before
      ? await tx.enrolment.update({ where: { id: before.id }, data: declined, select: { id: true } })
      : await tx.enrolment.create({
          data: { ...declined, cohortId, urn, askedById: actor.personId, createdAt: now },
          select: { id: true },
        });
    const line = { act: 'decide-enrolment', subject: 'enrolment', subjectId: id, outcome: 'declined' } as const;
    await recordAct(tx, actor, line, now);
    return 'noted';
  });
}

/** Whether the last that a school said of a year of a project is that it does not take part. */
export async function hasSaidNotThisYear({ prisma }: Core, actor: Actor, cohortId: string): Promise<boolean> {
  const urn = ownSchool(actor);
  if (urn === null || !isUuid(cohortId)) return false;
  const last = await prisma.enrolment.findFirst({
    where: { cohortId, urn },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { state: true },
  });
  return last?.state === 'declined';
}

/** Whether the school is in that year, or waits for somebody's decision. */
async function isJoining(tx: Tx, cohortId: string, urn: number): Promise<boolean> {
  const asked = { cohortId, urn, state: { in: ['asked' as const, 'approved' as const] } };
  const enrolled = {
    cohortId,
    urn,
    state: { in: ['awaiting_head' as const, 'registered' as const, 'waiting' as const] },
  };
  const counts = [
    await tx.enrolment.count({ where: enrolled }),
    await tx.application.count({ where: asked }),
    await tx.nomination.count({ where: asked }),
  ];
  return counts.some((count) => count > 0);
}
