import { z } from 'zod';
import type { Tx } from '../../db/database.js';
import type { Core } from '../core.js';
import { fillFreePlaces } from './cohorts.js';
import { lockApplication, lockNomination } from './locked-decisions.js';

/** The enrolment that a decision made or took up: ids and states of before. */
const enrolmentBefore = z.object({
  id: z.string(),
  /** The lead that the decision named. */
  lead: z.string().nullable(),
  /** Null where the decision made it. */
  was: z
    .object({
      state: z.enum(['interested', 'awaiting_head', 'waiting']),
      queue: z.string(),
      askedById: z.string().nullable(),
      confirmedById: z.string().nullable(),
    })
    .nullable(),
});
export type EnrolmentBefore = z.infer<typeof enrolmentBefore>;

const decided = z.object({
  /** When it was decided: another moment says that somebody changed it since. */
  at: z.string(),
  enrolment: enrolmentBefore.optional(),
});
export type DecidedBefore = z.infer<typeof decided>;

const undecided = { state: 'asked', decidedById: null, decidedAt: null, reason: null } as const;

/**
 * The application waits for a decision again, and the school is in the project as far as it was before.
 * @returns false where something of it was changed since: nothing is put back
 */
export async function undecideApplication(core: Core, tx: Tx, id: string, before: unknown): Promise<boolean> {
  const { at, enrolment } = decided.parse(before);
  const found = await lockApplication(tx, id);
  if (found?.decidedAt?.toISOString() !== at || (found.state !== 'approved' && found.state !== 'declined'))
    return false;
  if (enrolment && !(await takeOut(tx, enrolment))) return false;
  await tx.application.update({ where: { id }, data: undecided, select: { id: true } });
  // Who asked meanwhile stands behind a place that is free again.
  if (enrolment) await fillFreePlaces(core, tx, found.cohort);
  return true;
}

async function takeOut(tx: Tx, { id, lead, was }: EnrolmentBefore): Promise<boolean> {
  const now = await tx.enrolment.findUnique({
    where: { id },
    select: {
      state: true,
      leads: { where: { until: null }, select: { id: true } },
      _count: { select: { ticks: true, surveyAnswers: true } },
    },
  });
  const used = now ? now._count.ticks + now._count.surveyAnswers : 0;
  const others = now?.leads.some((one) => one.id !== lead) ?? false;
  if (now?.state !== 'registered' || used > 0 || (was === null && others)) return false;
  if (was === null) {
    await tx.enrolment.delete({ where: { id }, select: { id: true } });
    return true;
  }
  if (lead) await tx.enrolmentLead.deleteMany({ where: { id: lead } });
  const data = { ...was, queue: BigInt(was.queue), registeredAt: null };
  await tx.enrolment.update({ where: { id }, data, select: { id: true } });
  return true;
}

/** The same for a nomination: it waits for a decision again. */
export async function undecideNomination(tx: Tx, id: string, before: unknown): Promise<boolean> {
  const { at } = decided.parse(before);
  const found = await lockNomination(tx, id);
  if (found?.decidedAt?.toISOString() !== at || (found.state !== 'approved' && found.state !== 'declined'))
    return false;
  await tx.nomination.update({ where: { id }, data: undecided, select: { id: true } });
  return true;
}
