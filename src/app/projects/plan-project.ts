import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import type { Actor } from '../../domain/actor.js';
import type { Publication } from '../../domain/booking.js';
import { dayMs } from '../../domain/durations.js';
import { longest, type PlanFaults } from '../../domain/event-plan.js';
import { type ProjectPlan, projectFaults } from '../../domain/project-plan.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import type { AuditAct } from '../audit/audit-acts.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { keepSource, type NewSource } from '../knowledge/find-paper.js';
import { slugOf } from '../organising/plan-event.js';
import { runsProjects } from './organised-projects.js';

type ProjectRefusal =
  | 'not-allowed'
  | 'not-found'
  /** One of its cohorts is still running: cancel it or wait. */
  | 'still-runs'
  /** Schools have chosen it. */
  | 'in-use';
export type ProjectOutcome =
  | { readonly kind: 'saved'; readonly slug: string }
  /** A draft was deleted. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'faulty'; readonly faults: PlanFaults }
  | { readonly kind: 'refused'; readonly reason: ProjectRefusal };

/**
 * Creates a draft, or changes a project.
 * @param slug undefined makes a new one
 * @param source a paper that its description is from, in place of `plan.sourceId`
 */
export async function saveProject(
  core: Core,
  actor: Actor,
  plan: ProjectPlan,
  slug: string | undefined,
  source?: NewSource,
): Promise<ProjectOutcome> {
  const faults = projectFaults(plan);
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  if (slug === undefined) return addProject(core, actor, plan, source);
  return changeProject(core, actor, slug, 'edit-project', async (tx, project): Promise<ProjectOutcome> => {
    const clash = await faultsBesideOthers(tx, plan, slug);
    if (clash) return { kind: 'faulty', faults: clash };
    if (plan.joinBy !== project.joinBy && (await anybodyIn(tx, project.id))) {
      return { kind: 'faulty', faults: { joinBy: 'in-use' } };
    }
    await tx.project.update({ where: { slug }, data: await rowOf(tx, plan, source), select: { id: true } });
    return { kind: 'saved', slug };
  });
}

async function addProject(
  core: Core,
  actor: Actor,
  plan: ProjectPlan,
  source: NewSource | undefined,
): Promise<ProjectOutcome> {
  if (!runsProjects(actor)) return { kind: 'refused', reason: 'not-allowed' };
  return commit(core, async (tx): Promise<ProjectOutcome> => {
    // Without this lock two people who submit at once could create two projects of the same name.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('projects', 7))`;
    const clash = await faultsBesideOthers(tx, plan, undefined);
    if (clash) return { kind: 'faulty', faults: clash };
    const id = newId();
    const made = slugOf(plan.name, id);
    const data = { ...(await rowOf(tx, plan, source)), id, slug: made, status: 'draft' } as const;
    await tx.project.create({ data, select: { id: true } });
    const line = { act: 'create-project', subject: 'project', subjectId: id, outcome: 'draft' } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return { kind: 'saved', slug: made };
  });
}

/** The plan as it is written. A paper that is new is added to the sources. */
async function rowOf(tx: Tx, plan: ProjectPlan, source: NewSource | undefined) {
  const audience = plan.joinBy === 'nomination' ? ('people' as const) : ('schools' as const);
  const from = source ? { sourceId: await keepSource(tx, source) } : {};
  return { ...plan, audience, aliases: [...plan.aliases], phases: [...plan.phases], ...from };
}

/** What only the other records can tell: a name in use, a paper that is not on record. @param slug of the project itself */
async function faultsBesideOthers(
  tx: Tx,
  { name, sourceId }: ProjectPlan,
  slug: string | undefined,
): Promise<PlanFaults | undefined> {
  if (await isTaken(tx, name, slug)) return { name: 'taken' };
  if (typeof sourceId !== 'string') return undefined;
  return (await tx.source.count({ where: { id: sourceId } })) > 0 ? undefined : { source: 'unknown' };
}

/** Publishes a draft with its draft cohorts, or a retired project again. */
export async function publishProject(core: Core, actor: Actor, slug: string): Promise<ProjectOutcome> {
  return changeProject(core, actor, slug, 'publish-project', async (tx, project) => {
    if (project.status === 'draft') {
      await tx.cohort.updateMany({ where: { projectId: project.id, status: 'draft' }, data: { status: 'published' } });
    }
    await tx.project.update({ where: { slug }, data: { status: 'published' }, select: { id: true } });
    return { kind: 'saved', slug };
  });
}

/** Retires a project without running cohorts; it stays on record. A draft is deleted instead. */
export async function endProject(core: Core, actor: Actor, slug: string): Promise<ProjectOutcome> {
  return changeProject(core, actor, slug, 'end-project', async (tx, project) => {
    if (project.status === 'draft') {
      if (await anybodyIn(tx, project.id)) return { kind: 'refused', reason: 'in-use' };
      await tx.project.delete({ where: { slug }, select: { id: true } });
      return { kind: 'gone' };
    }
    const today = new Date(core.clock.now().getTime() - dayMs);
    const running = await tx.cohort.count({
      where: { projectId: project.id, status: 'published', OR: [{ endsOn: null }, { endsOn: { gt: today } }] },
    });
    if (running > 0) return { kind: 'refused', reason: 'still-runs' };
    await tx.project.update({ where: { slug }, data: { status: 'retired' }, select: { id: true } });
    return { kind: 'saved', slug };
  });
}

/** A strand as entered by an organiser. */
interface StrandPlan {
  readonly name: string;
  readonly description: string;
}

/**
 * Adds a strand, which draft cohorts then offer, or changes one.
 * @param strandId undefined makes a new one
 */
export async function saveStrand(
  core: Core,
  actor: Actor,
  slug: string,
  plan: StrandPlan,
  strandId: string | undefined,
): Promise<ProjectOutcome> {
  const { name, description } = plan;
  if (name === '') return { kind: 'faulty', faults: { name: 'missing' } };
  if (name.length > longest.name) return { kind: 'faulty', faults: { name: 'too-long' } };
  if (description.length > longest.description) return { kind: 'faulty', faults: { description: 'too-long' } };
  return changeProject(core, actor, slug, 'save-strand', async (tx, project) => {
    const others = await tx.strand.findMany({ where: { projectId: project.id }, select: { id: true, name: true } });
    const same = (other: string) => other.localeCompare(name, 'en', { sensitivity: 'base' }) === 0;
    if (others.some((one) => one.id !== strandId && same(one.name)))
      return { kind: 'faulty', faults: { name: 'taken' } };
    if (strandId !== undefined) {
      if (!others.some(({ id }) => id === strandId)) return { kind: 'refused', reason: 'not-found' };
      await tx.strand.update({ where: { id: strandId }, data: plan, select: { id: true } });
      return { kind: 'saved', slug };
    }
    const id = newId();
    await tx.strand.create({
      data: { ...plan, id, projectId: project.id, slug: slugOf(name, id) },
      select: { id: true },
    });
    const drafts = await tx.cohort.findMany({
      where: { projectId: project.id, status: 'draft' },
      select: { id: true },
    });
    await tx.cohortStrand.createMany({ data: drafts.map((cohort) => ({ cohortId: cohort.id, strandId: id })) });
    return { kind: 'saved', slug };
  });
}

/** Deletes a strand that no school ever chose. */
export async function removeStrand(core: Core, actor: Actor, slug: string, strandId: string): Promise<ProjectOutcome> {
  return changeProject(core, actor, slug, 'remove-strand', async (tx, project) => {
    if (!isUuid(strandId)) return { kind: 'refused', reason: 'not-found' };
    if ((await tx.enrolmentStrand.count({ where: { strandId } })) > 0) return { kind: 'refused', reason: 'in-use' };
    const gone = await tx.strand.deleteMany({ where: { id: strandId, projectId: project.id } });
    return gone.count > 0 ? { kind: 'saved', slug } : { kind: 'refused', reason: 'not-found' };
  });
}

interface ChangedProject {
  readonly id: string;
  readonly status: Publication;
  readonly joinBy: ProjectPlan['joinBy'];
}

/** Locks the project, checks the actor, applies the change and records who made it. */
async function changeProject(
  core: Core,
  actor: Actor,
  slug: string,
  act: AuditAct,
  change: (tx: Tx, project: ChangedProject) => Promise<ProjectOutcome>,
): Promise<ProjectOutcome> {
  if (!runsProjects(actor)) return { kind: 'refused', reason: 'not-allowed' };
  return commit(core, async (tx): Promise<ProjectOutcome> => {
    await tx.$executeRaw`SELECT 1 FROM "Project" WHERE slug = ${slug} FOR UPDATE`;
    const project = await tx.project.findUnique({ where: { slug }, select: { id: true, status: true, joinBy: true } });
    if (!project) return { kind: 'refused', reason: 'not-found' };
    const outcome = await change(tx, project);
    if (outcome.kind === 'saved' || outcome.kind === 'gone') {
      const done = outcome.kind === 'gone' ? 'discarded' : 'done';
      const line = { act, subject: 'project', subjectId: project.id, outcome: done } as const;
      await recordAct(tx, actor, line, core.clock.now());
    }
    return outcome;
  });
}

async function isTaken(tx: Tx, name: string, but: string | undefined): Promise<boolean> {
  const found = await tx.project.findFirst({
    where: {
      name: { equals: name, mode: 'insensitive' },
      status: { in: ['draft', 'published'] },
      ...(but ? { slug: { not: but } } : {}),
    },
    select: { id: true },
  });
  return found !== null;
}

/** Whether anyone is enrolled or joining, or ever was. */
async function anybodyIn(tx: Tx, projectId: string): Promise<boolean> {
  const of = { where: { cohort: { projectId } } };
  const counts = [
    await tx.enrolment.count(of),
    await tx.application.count(of),
    await tx.nomination.count(of),
    await tx.participation.count(of),
  ];
  return counts.some((count) => count > 0);
}
