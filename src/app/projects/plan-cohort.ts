import type { Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import type { Publication } from '../../domain/booking.js';
import type { PlanFaults } from '../../domain/event-plan.js';
import { type CohortPlan, cohortFaults, isCohortPlaces, movesCohort } from '../../domain/project-plan.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import type { AuditAct } from '../audit/audit-acts.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { holdWhatIsTold, noteBefore } from '../organising/held-sendings.js';
import { isPast, tellJoined } from './cohort-changes.js';
import { countClaims, fillFreePlaces, type LockedCohort, lockCohort } from './cohorts.js';
import { runsProjects } from './organised-projects.js';
import { type CohortResized, daysOf, daysSelected, type StrandResized } from './undo-cohort.js';

export type CohortRefusal =
  | 'not-allowed'
  | 'not-found'
  | 'cancelled'
  /** Its project is a draft, or has ended. */
  | 'project-draft'
  | 'project-over';
export type CohortOutcome =
  /**
   * `passed` counts waiting schools that now have a place; `told` counts the messages about changed dates, which wait half
   * a minute: until then `held` takes them and the change back.
   */
  | {
      readonly kind: 'saved';
      readonly cohortId: string;
      readonly passed: number;
      readonly told: number;
      readonly held?: string;
    }
  /** A draft was deleted. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'faulty'; readonly faults: PlanFaults }
  /** This many places are taken: there cannot be fewer. */
  | { readonly kind: 'too-few'; readonly taken: number }
  | { readonly kind: 'refused'; readonly reason: CohortRefusal };

/** Creates a draft cohort of a project, with all of its strands. */
export async function addCohort(core: Core, actor: Actor, slug: string, plan: CohortPlan): Promise<CohortOutcome> {
  const faults = cohortFaults(plan);
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  if (!runsProjects(actor)) return { kind: 'refused', reason: 'not-allowed' };
  return commit(core, async (tx): Promise<CohortOutcome> => {
    await tx.$executeRaw`SELECT 1 FROM "Project" WHERE slug = ${slug} FOR UPDATE`;
    const project = await tx.project.findUnique({
      where: { slug },
      select: { id: true, status: true, strands: { select: { id: true } } },
    });
    if (!project) return { kind: 'refused', reason: 'not-found' };
    if (project.status !== 'draft' && project.status !== 'published')
      return { kind: 'refused', reason: 'project-over' };
    if (await isTaken(tx, project.id, plan, undefined)) return { kind: 'faulty', faults: { year: 'taken' } };
    const strands = { create: project.strands.map(({ id }) => ({ strandId: id })) };
    const made = await tx.cohort.create({
      data: { ...plan, projectId: project.id, status: 'draft', strands },
      select: { id: true },
    });
    const line = { act: 'create-cohort', subject: 'cohort', subjectId: made.id, outcome: 'draft' } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return saved(made.id);
  });
}

/**
 * Changes year, dates, place and strand rules. In a published cohort year and number of places are fixed, and a change
 * of dates or place is announced once to everyone enrolled or joining.
 */
export async function changeCohort(core: Core, actor: Actor, id: string, plan: CohortPlan): Promise<CohortOutcome> {
  const faults = cohortFaults(plan);
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  return underLock(core, actor, id, 'edit-cohort', async (tx, cohort) => {
    const { academicYear, label, places, ...days } = plan;
    const draft = cohort.cohortStatus === 'draft';
    if (draft && (await isTaken(tx, cohort.projectId, plan, id))) return { kind: 'faulty', faults: { year: 'taken' } };
    const data = { ...days, ...(draft ? { academicYear, label, places } : {}) };
    const was = await tx.cohort.findUniqueOrThrow({
      where: { id },
      select: daysSelected,
    });
    await tx.cohort.update({ where: { id }, data, select: { id: true } });
    const tells = isShown(cohort) && movesCohort(was, plan) && !isPast([was.endsOn, plan.endsOn], core.clock.now());
    if (!tells) return saved(id);
    const before = { was: daysOf(was), to: daysOf(plan) };
    const act = { act: 'move-cohort', subjectId: id, before } as const;
    return {
      ...saved(id),
      ...(await holdWhatIsTold(core, tx, act, (held) => tellJoined(held, tx, id, { part: 'schedule', was }))),
    };
  });
}

/** Whether schools can see the cohort. */
export function isShown({ cohortStatus, projectStatus }: ChangedCohort): boolean {
  return cohortStatus === 'published' && projectStatus === 'published';
}

/** Publishes a cohort. */
export async function publishCohort(core: Core, actor: Actor, id: string): Promise<CohortOutcome> {
  return underLock(core, actor, id, 'publish-cohort', async (tx, cohort) => {
    if (cohort.projectStatus === 'draft') return { kind: 'refused', reason: 'project-draft' };
    if (cohort.projectStatus !== 'published') return { kind: 'refused', reason: 'project-over' };
    await tx.cohort.update({ where: { id }, data: { status: 'published' }, select: { id: true } });
    return saved(id);
  });
}

/** Deletes a draft cohort. A published one is cancelled instead. */
export async function discardCohort(core: Core, actor: Actor, id: string): Promise<CohortOutcome> {
  return underLock(core, actor, id, 'discard-cohort', async (tx, cohort) => {
    if (cohort.cohortStatus !== 'draft') return { kind: 'refused', reason: 'cancelled' };
    await tx.cohort.delete({ where: { id }, select: { id: true } });
    return { kind: 'gone' };
  });
}

/** Opens or closes joining now. Enrolled and waiting schools stay as they are. */
export async function setJoining(
  core: Core,
  actor: Actor,
  id: string,
  wanted: 'open' | 'closed',
): Promise<CohortOutcome> {
  return underLock(core, actor, id, wanted === 'open' ? 'open-joining' : 'close-joining', async (tx, cohort) => {
    const now = core.clock.now();
    const opensAt = cohort.opensAt && cohort.opensAt < now ? cohort.opensAt : null;
    const later = cohort.closesAt && cohort.closesAt > now ? cohort.closesAt : null;
    const data = { opensAt, closesAt: wanted === 'open' ? later : now };
    await tx.cohort.update({ where: { id }, data, select: { id: true } });
    return saved(id);
  });
}

/**
 * Changes the number of places. Additional places go at once to waiting schools, in their order; fewer than are taken
 * is refused.
 * @param places a whole number from 1; null is unlimited
 */
export async function resizeCohort(
  core: Core,
  actor: Actor,
  id: string,
  places: number | null,
): Promise<CohortOutcome> {
  if (!isCohortPlaces(places)) return { kind: 'faulty', faults: { capacity: 'not-a-number' } };
  return underLock(core, actor, id, 'resize-cohort', async (tx, cohort) => {
    const taken = (await countClaims(tx, cohort)).holders.length + (await peopleIn(tx, cohort));
    if (places !== null && places < taken) return { kind: 'too-few', taken };
    await tx.cohort.update({ where: { id }, data: { places }, select: { id: true } });
    const before: CohortResized = { was: cohort.places, to: places, passed: [] };
    return passOnHeld(core, tx, { ...cohort, places }, { act: 'resize-cohort', before });
  });
}

/** Gives the free places to waiting schools, which can be undone for half a minute where one of them got one. */
async function passOnHeld(
  core: Core,
  tx: Tx,
  cohort: LockedCohort,
  {
    act,
    before,
  }:
    | { readonly act: 'resize-cohort'; readonly before: CohortResized }
    | { readonly act: 'resize-strand'; readonly before: StrandResized },
): Promise<CohortOutcome> {
  const { id } = cohort;
  const waiting = await tx.enrolment.findMany({ where: { cohortId: id, state: 'waiting' }, select: { id: true } });
  const { told: passed, held } = await holdWhatIsTold(core, tx, { act, subjectId: id, before }, (waits) =>
    passOn(waits, tx, cohort),
  );
  if (held === undefined) return saved(id, passed);
  const got = await tx.enrolment.findMany({
    where: { id: { in: waiting.map((one) => one.id) }, state: 'registered' },
    select: { id: true },
  });
  await noteBefore(tx, held, { ...before, passed: got.map((one) => one.id) });
  return { ...saved(id, passed), held };
}

/** Sets whether a cohort offers a strand, and for how many schools; the same rules as for the whole cohort. */
export async function offerStrand(
  core: Core,
  actor: Actor,
  id: string,
  strand: { readonly id: string; readonly offered: boolean; readonly places: number | null },
): Promise<CohortOutcome> {
  if (!isCohortPlaces(strand.places)) return { kind: 'faulty', faults: { capacity: 'not-a-number' } };
  if (!isUuid(strand.id)) return { kind: 'refused', reason: 'not-found' };
  return underLock(core, actor, id, 'offer-strand', async (tx, cohort) => {
    const known = await tx.strand.count({ where: { id: strand.id, projectId: cohort.projectId } });
    if (known === 0) return { kind: 'refused', reason: 'not-found' };
    const { holders, queue } = await countClaims(tx, cohort);
    const taken = holders.filter(({ strands }) => strands.includes(strand.id)).length;
    const wanting = queue.filter(({ strands }) => strands.includes(strand.id)).length;
    if (!strand.offered) {
      if (taken + wanting > 0) return { kind: 'too-few', taken: taken + wanting };
      await tx.cohortStrand.deleteMany({ where: { cohortId: id, strandId: strand.id } });
      return saved(id);
    }
    if (strand.places !== null && strand.places < taken) return { kind: 'too-few', taken };
    const key = { cohortId: id, strandId: strand.id };
    const was = await tx.cohortStrand.findUnique({
      where: { cohortId_strandId: key },
      select: { places: true },
    });
    await tx.cohortStrand.upsert({
      where: { cohortId_strandId: key },
      create: { ...key, places: strand.places },
      update: { places: strand.places },
    });
    const before: StrandResized = { strand: strand.id, was, to: strand.places, passed: [] };
    return passOnHeld(core, tx, cohort, { act: 'resize-strand', before });
  });
}

/** Places of a draft, or of a project that has ended, are not allocated. */
async function passOn(core: Core, tx: Tx, cohort: LockedCohort): Promise<number> {
  if (cohort.cohortStatus !== 'published' || cohort.projectStatus !== 'published') return 0;
  return fillFreePlaces(core, tx, cohort);
}

/** People accepted, where people join. */
async function peopleIn(tx: Tx, cohort: LockedCohort): Promise<number> {
  if (cohort.joinBy !== 'nomination') return 0;
  return tx.nomination.count({ where: { cohortId: cohort.id, state: 'approved' } });
}

/** A cohort under its lock, with its project. */
interface ChangedCohort extends LockedCohort {
  readonly projectId: string;
  readonly cohortStatus: Publication;
}

/**
 * Locks the cohort, checks the actor, applies the change and records who made it. A cancelled cohort is never changed.
 */
export async function underLock(
  core: Core,
  actor: Actor,
  id: string,
  act: AuditAct,
  change: (tx: Tx, cohort: ChangedCohort) => Promise<CohortOutcome>,
): Promise<CohortOutcome> {
  if (!runsProjects(actor)) return { kind: 'refused', reason: 'not-allowed' };
  if (!isUuid(id)) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx): Promise<CohortOutcome> => {
    const locked = await lockCohort(tx, id);
    if (!locked) return { kind: 'refused', reason: 'not-found' };
    if (locked.cohortStatus === 'cancelled') return { kind: 'refused', reason: 'cancelled' };
    const { projectId } = await tx.cohort.findUniqueOrThrow({ where: { id }, select: { projectId: true } });
    const outcome = await change(tx, { ...locked, projectId });
    if (outcome.kind === 'saved' || outcome.kind === 'gone') {
      const line = {
        act,
        subject: 'cohort',
        subjectId: id,
        outcome: outcome.kind === 'gone' ? 'discarded' : 'done',
      } as const;
      await recordAct(tx, actor, line, core.clock.now());
    }
    return outcome;
  });
}

export function saved(cohortId: string, passed = 0): Extract<CohortOutcome, { kind: 'saved' }> {
  return { kind: 'saved', cohortId, passed, told: 0 };
}

async function isTaken(
  tx: Tx,
  projectId: string,
  { academicYear, label }: Pick<CohortPlan, 'academicYear' | 'label'>,
  but: string | undefined,
): Promise<boolean> {
  const found = await tx.cohort.findFirst({
    where: { projectId, academicYear, label, ...(but ? { id: { not: but } } : {}) },
    select: { id: true },
  });
  return found !== null;
}
