import { z } from 'zod';
import type { Tx } from '../../db/database.js';
import { countClaims, type LockedCohort, lockCohort } from './cohorts.js';
import { putBackAt } from './milestone-order.js';

interface Held {
  readonly subjectId: string;
  readonly before: unknown;
}

const resized = z.object({
  /** The number of places before, and as it was made. */
  was: z.number().nullable(),
  to: z.number().nullable(),
  /** Schools that waited and got a place by it. */
  passed: z.array(z.string()),
});
export type CohortResized = z.infer<typeof resized>;

/**
 * The year has as many places as before, and who got one waits again.
 * @returns false where something was changed since, or another school has joined on one of the new places
 */
export async function unresizeCohort(tx: Tx, { subjectId: id, before }: Held): Promise<boolean> {
  const { was, to, passed } = resized.parse(before);
  const cohort = await lockCohort(tx, id);
  if (cohort?.cohortStatus !== 'published' || cohort.places !== to) return false;
  const others = await holdersBut(tx, cohort, passed);
  if (was !== null && others.length > was) return false;
  if (!(await waitAgain(tx, passed))) return false;
  await tx.cohort.update({ where: { id }, data: { places: was }, select: { id: true } });
  return true;
}

/** Who holds a place that is not taken back. */
async function holdersBut(tx: Tx, cohort: LockedCohort, passed: readonly string[]) {
  return (await countClaims(tx, cohort)).holders.filter(({ id }) => !passed.includes(id));
}

/** @returns false where one of them has left, or done something in the year meanwhile */
async function waitAgain(tx: Tx, passed: string[]): Promise<boolean> {
  const still = await tx.enrolment.count({
    where: { id: { in: passed }, state: 'registered', ticks: { none: {} }, surveyAnswers: { none: {} } },
  });
  if (still < passed.length) return false;
  await tx.enrolment.updateMany({ where: { id: { in: passed } }, data: { state: 'waiting', registeredAt: null } });
  return true;
}

const strandResized = z.object({
  strand: z.string(),
  /** Null where the year did not offer it. */
  was: z.object({ places: z.number().nullable() }).nullable(),
  /** The number of places as it was made. */
  to: z.number().nullable(),
  /** Schools that waited and got a place by it. */
  passed: z.array(z.string()),
});
export type StrandResized = z.infer<typeof strandResized>;

/** The strand has as many places as before, or is not offered, and who got one waits again. @returns as `unresizeCohort` */
export async function unresizeStrand(tx: Tx, { subjectId: cohortId, before }: Held): Promise<boolean> {
  const { strand: strandId, was, to, passed } = strandResized.parse(before);
  const cohort = await lockCohort(tx, cohortId);
  const where = { cohortId_strandId: { cohortId, strandId } };
  const now = await tx.cohortStrand.findUnique({ where, select: { places: true } });
  if (cohort?.cohortStatus !== 'published' || !now || now.places !== to) return false;
  if (was === null && (await tx.enrolmentStrand.count({ where: { strandId, enrolment: { cohortId } } })) > 0)
    return false;
  const others = (await holdersBut(tx, cohort, passed)).filter(({ strands }) => strands.includes(strandId));
  if (was && was.places !== null && others.length > was.places) return false;
  if (!(await waitAgain(tx, passed))) return false;
  if (was) await tx.cohortStrand.update({ where, data: was, select: { strandId: true } });
  else await tx.cohortStrand.delete({ where, select: { strandId: true } });
  return true;
}

const instant = z.string().nullable();
const days = z.object({
  opensAt: instant,
  closesAt: instant,
  startsOn: instant,
  endsOn: instant,
  venue: z.string().nullable(),
  strandsEach: z.number().nullable(),
});
const moved = z.object({ was: days, to: days });

/** The days and the place of a year as `before` of an undo. */
export function daysOf(of: {
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly startsOn: Date | null;
  readonly endsOn: Date | null;
  readonly venue: string | null;
  readonly strandsEach: number | null;
}): z.infer<typeof days> {
  const said = (day: Date | null) => day?.toISOString() ?? null;
  const { opensAt, closesAt, startsOn, endsOn, venue, strandsEach } = of;
  return {
    ...{ opensAt: said(opensAt), closesAt: said(closesAt), startsOn: said(startsOn), endsOn: said(endsOn) },
    ...{ venue, strandsEach },
  };
}

export const daysSelected = {
  opensAt: true,
  closesAt: true,
  startsOn: true,
  endsOn: true,
  venue: true,
  strandsEach: true,
} as const;

/** The year has the days and the place that it had. @returns false where somebody changed them since */
export async function moveCohortBack(tx: Tx, { subjectId: id, before }: Held): Promise<boolean> {
  const { was, to } = moved.parse(before);
  await lockCohort(tx, id);
  const now = await tx.cohort.findUnique({ where: { id }, select: { status: true, ...daysSelected } });
  if (now?.status !== 'published' || JSON.stringify(daysOf(now)) !== JSON.stringify(to)) return false;
  await tx.cohort.update({ where: { id }, data: was, select: { id: true } });
  return true;
}

const milestone = z.object({ title: z.string(), dueOn: instant });
const milestoneChanged = z.object({
  id: z.string(),
  /** Null where there was none. */
  was: milestone.extend({ order: z.number() }).nullable(),
  /** Null where it was taken out. */
  to: milestone.nullable(),
  /** Of one that was taken out: who had done it. */
  ticks: z.array(z.object({ enrolmentId: z.string(), tickedById: z.string().nullable(), tickedAt: z.string() })),
});
export type MilestoneChanged = z.infer<typeof milestoneChanged>;

/** The milestone is as it was. @returns false where it was changed since, or a school has ticked off a new one */
export async function milestoneBack(tx: Tx, { subjectId: cohortId, before }: Held): Promise<boolean> {
  const { id, was, to, ticks } = milestoneChanged.parse(before);
  const cohort = await lockCohort(tx, cohortId);
  const now = await tx.milestone.findUnique({
    where: { id },
    select: { title: true, dueOn: true, _count: { select: { ticks: true } } },
  });
  const same = now ? now.title === to?.title && (now.dueOn?.toISOString() ?? null) === to.dueOn : to === null;
  if (!cohort || !same) return false;
  if (was === null) {
    if (now && now._count.ticks > 0) return false;
    await tx.milestone.delete({ where: { id }, select: { id: true } });
    return true;
  }
  const { title, dueOn } = was;
  if (now) await tx.milestone.update({ where: { id }, data: { title, dueOn }, select: { id: true } });
  else {
    const last = await tx.milestone.aggregate({ where: { cohortId }, _max: { order: true } });
    const order = (last._max.order ?? -1) + 1;
    await tx.milestone.create({ data: { id, cohortId, title, dueOn, order }, select: { id: true } });
    await tx.milestoneTick.createMany({ data: ticks.map((tick) => ({ ...tick, milestoneId: id })) });
  }
  await putBackAt(tx, cohortId, id, was.order);
  return true;
}
