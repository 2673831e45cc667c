import type { Db, Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import type { Actor } from '../../domain/actor.js';
import type { InvitedSchools } from '../../domain/invitations/invitations.js';
import type { Phase, Position } from '../../domain/person.js';
import { isUuid } from '../../domain/uuid.js';
import { type SavedFault, savedNameFault } from '../../domain/writing/saved-name.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { forOrganiser, type Reach, reachOf } from '../messages/reach.js';
import { localitiesOfSchools } from '../organising/event-audience.js';
import { peopleMeant } from './audience-people.js';
import { isKnownSeries, lockSavedNames, mayUseSaved, savedFor } from './saved-for-series.js';

/** Whom organisers write to again and again, by what people are. Empty lists mean everybody. */
export interface AudiencePlan {
  readonly name: string;
  /** Whose organisers may use it; null is those of everything. */
  readonly seriesId: string | null;
  readonly positions: readonly Position[];
  readonly phases: readonly Phase[];
  readonly localities: readonly string[];
  readonly clusters: readonly string[];
  /** Of which schools, by who came to the events of its series. */
  readonly schools: InvitedSchools;
  /** Only those who lead this project at their school. */
  readonly projectId: string | null;
}

export interface SavedAudience extends AudiencePlan {
  readonly id: string;
  readonly seriesName: string | null;
  readonly projectName: string | null;
}

export type AudienceFaults = Partial<Record<'name' | 'localities' | 'clusters' | 'project', SavedFault>> & {
  readonly schools?: 'needs-series';
};

export type AudienceOutcome =
  | { readonly kind: 'saved'; readonly id: string }
  | { readonly kind: 'faulty'; readonly faults: AudienceFaults }
  | { readonly kind: 'refused'; readonly reason: 'not-allowed' | 'not-found' };

const listedAtMost = 90;

/** The audiences that somebody may use, by name. @param seriesId only those of one series, and those of none */
export async function savedAudiences(core: Core, actor: Actor, seriesId?: string): Promise<SavedAudience[]> {
  const rows = await core.prisma.audience.findMany({
    where: {
      AND: [savedFor(actor), ...(seriesId === undefined ? [] : [{ OR: [{ seriesId }, { seriesId: null }] }])],
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: listedAtMost,
    include,
  });
  return rows.map(readRow);
}

const include = { series: { select: { name: true } }, project: { select: { name: true } } } as const;

function readRow({
  series,
  project,
  createdAt: _made,
  ...row
}: Omit<SavedAudience, 'seriesName' | 'projectName'> & {
  readonly series: { readonly name: string } | null;
  readonly project: { readonly name: string } | null;
  readonly createdAt: Date;
}): SavedAudience {
  return { ...row, seriesName: series?.name ?? null, projectName: project?.name ?? null };
}

/** One of them; undefined when it is gone, or of another series. */
export async function findSavedAudience(db: Db | Tx, actor: Actor, id: string): Promise<SavedAudience | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await db.audience.findUnique({ where: { id }, include });
  return row && mayUseSaved(actor, row.seriesId) ? readRow(row) : undefined;
}

/** Saves an audience under a name that no other of its series has. @param id undefined makes a new one */
export async function saveAudiencePlan(
  core: Core,
  actor: Actor,
  plan: AudiencePlan,
  id: string | undefined,
): Promise<AudienceOutcome> {
  if (!mayUseSaved(actor, plan.seriesId)) return { kind: 'refused', reason: 'not-allowed' };
  return commit(core, async (tx): Promise<AudienceOutcome> => {
    if (!(await isKnownSeries(tx, plan.seriesId))) return { kind: 'refused', reason: 'not-allowed' };
    await lockSavedNames(tx, 'audiences');
    if (id !== undefined && !(await findSavedAudience(tx, actor, id))) return { kind: 'refused', reason: 'not-found' };
    const faults = await faultsOf(tx, plan, id);
    if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
    const data = {
      ...plan,
      positions: [...plan.positions],
      phases: [...plan.phases],
      localities: [...plan.localities],
      clusters: [...plan.clusters],
    };
    const saved = id ?? newId();
    const at = core.clock.now();
    if (id === undefined)
      await tx.audience.create({ data: { ...data, id: saved, createdAt: at }, select: { id: true } });
    else await tx.audience.update({ where: { id }, data, select: { id: true } });
    await recordAct(tx, actor, { act: 'save-audience', subject: 'audience', subjectId: saved, outcome: 'saved' }, at);
    return { kind: 'saved', id: saved };
  });
}

async function faultsOf(tx: Tx, plan: AudiencePlan, id: string | undefined): Promise<AudienceFaults> {
  const name = savedNameFault(plan.name) ?? ((await isTaken(tx, plan, id)) ? 'taken' : undefined);
  const localities = await localitiesOfSchools(tx);
  const clusters = await clustersOfSchools(tx);
  const { projectId } = plan;
  const project =
    projectId === null || (isUuid(projectId) && (await tx.project.count({ where: { id: projectId } })) > 0);
  return {
    ...(name ? { name } : {}),
    ...(plan.localities.every((one) => localities.includes(one)) ? {} : { localities: 'unknown' as const }),
    ...(plan.clusters.every((one) => clusters.includes(one)) ? {} : { clusters: 'unknown' as const }),
    ...(project ? {} : { project: 'unknown' as const }),
    ...(plan.schools !== 'any' && plan.seriesId === null ? { schools: 'needs-series' as const } : {}),
  };
}

async function isTaken(tx: Tx, { name, seriesId }: AudiencePlan, but: string | undefined): Promise<boolean> {
  const where = {
    seriesId,
    name: { equals: name, mode: 'insensitive' as const },
    ...(but ? { id: { not: but } } : {}),
  };
  return (await tx.audience.count({ where })) > 0;
}

/** The clusters of the partnership's schools, by name. */
export async function clustersOfSchools(db: Db | Tx): Promise<string[]> {
  const rows = await db.school.findMany({
    where: { inPartnership: true, AND: [{ cluster: { not: null } }, { cluster: { not: '' } }] },
    distinct: ['cluster'],
    orderBy: { cluster: 'asc' },
    take: 500,
    select: { cluster: true },
  });
  return rows.flatMap(({ cluster }) => cluster ?? []);
}

/** Published projects that schools join, whose leads can be written to, by name. */
export async function projectsWithLeads(
  core: Core,
): Promise<ReadonlyArray<{ readonly id: string; readonly name: string }>> {
  return core.prisma.project.findMany({
    where: { status: 'published', audience: 'schools' },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: listedAtMost,
    select: { id: true, name: true },
  });
}

/** Deletes an audience. What was sent to it stays as it was. */
export async function removeAudience(
  core: Core,
  actor: Actor,
  id: string,
): Promise<{ readonly kind: 'removed'; readonly name: string } | { readonly kind: 'refused' }> {
  return commit(core, async (tx) => {
    const found = await findSavedAudience(tx, actor, id);
    if (!found) return { kind: 'refused' } as const;
    await tx.audience.deleteMany({ where: { id } });
    const line = { act: 'remove-audience', subject: 'audience', subjectId: id, outcome: 'removed' } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return { kind: 'removed', name: found.name } as const;
  });
}

/** How those who are in an audience now would be reached, and how many of it want no invitations. */
export interface AudienceReach {
  readonly reach: Reach;
  readonly stopped: number;
}

/** Counts an audience anew, for whoever may use it. */
export async function reachOfAudience(core: Core, actor: Actor, audience: SavedAudience): Promise<AudienceReach> {
  const { people, stopped } = await peopleMeant(core.prisma, audience.seriesId, audience);
  return { reach: forOrganiser(actor, await reachOf(core, core.prisma, people, 'news')), stopped };
}
