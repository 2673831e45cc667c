import type { Tx } from '../../db/database.js';
import type { Prisma } from '../../db/generated/client.js';
import { newId } from '../../db/new-id.js';
import { type Actor, holds, holdsSomewhere } from '../../domain/actor.js';
import type { Publication } from '../../domain/booking.js';
import type { PlanFaults } from '../../domain/event-plan.js';
import { type SeriesPlan, seriesFaults } from '../../domain/series-plan.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import type { AuditAct } from '../audit/audit-acts.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { wordsWithin } from '../words-within.js';
import { slugOf } from './plan-event.js';

/** A series as its organisers see it, including drafts. */
export interface OrganisedSeries extends SeriesPlan {
  readonly id: string;
  readonly slug: string;
  readonly status: Publication;
  /** Published events that are not over. */
  readonly coming: number;
  readonly drafts: number;
  /** What is asked after its events besides how it was. */
  readonly feedbackQuestions: readonly string[];
}

export type SeriesOutcome =
  | { readonly kind: 'saved'; readonly seriesId: string }
  /** A draft was deleted. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'faulty'; readonly faults: PlanFaults }
  | { readonly kind: 'refused'; readonly reason: 'not-allowed' | 'not-found' | 'in-use' };

const listedAtMost = 60;

/**
 * Series the actor runs, by name: drafts first, retired ones last.
 * @param words parts of the name; empty for all
 */
export async function seriesToRun(core: Core, actor: Actor, words = ''): Promise<OrganisedSeries[]> {
  if (!holdsSomewhere(actor, 'organiser')) return [];
  const own = actor.grants.flatMap(({ seriesId }) => seriesId ?? []);
  const rows = await core.prisma.series.findMany({
    where: {
      ...(holds(actor, 'organiser') ? {} : { id: { in: own } }),
      AND: wordsWithin(words).map((name) => ({ name })),
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: listedAtMost,
    select: shown(core),
  });
  const order: readonly Publication[] = ['draft', 'published', 'cancelled', 'retired'];
  return rows
    .filter(({ id }) => holds(actor, 'organiser', id))
    .map(readRow)
    .sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
}

/** One series, for its organisers only. */
export async function findSeriesToRun(core: Core, actor: Actor, id: string): Promise<OrganisedSeries | undefined> {
  if (!isUuid(id) || !holds(actor, 'organiser', id)) return undefined;
  const row = await core.prisma.series.findUnique({ where: { id }, select: shown(core) });
  return row ? readRow(row) : undefined;
}

/** Whether the series exists and the actor does not organise it. */
export async function isAnothersSeries(core: Core, actor: Actor, id: string): Promise<boolean> {
  if (!isUuid(id) || holds(actor, 'organiser', id)) return false;
  return (await core.prisma.series.count({ where: { id } })) > 0;
}

/** Whether the actor may create a series: organisers of all series may, organisers of one may not. */
export function mayMakeSeries(actor: Actor): boolean {
  return holds(actor, 'organiser');
}

/** Creates a draft, or changes a series. @param id undefined makes a new one */
export async function saveSeries(
  core: Core,
  actor: Actor,
  plan: SeriesPlan,
  id: string | undefined,
): Promise<SeriesOutcome> {
  const faults = seriesFaults(plan);
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  const data = { ...plan, aliases: [...plan.aliases], audience: [...plan.audience] };
  if (id !== undefined) {
    return changeSeries(core, actor, id, 'edit-series', async (tx) => {
      if (await isSeriesNameTaken(tx, plan.name, id)) return { kind: 'faulty', faults: { name: 'taken' } };
      await tx.series.update({ where: { id }, data, select: { id: true } });
      return { kind: 'saved', seriesId: id };
    });
  }
  if (!mayMakeSeries(actor)) return { kind: 'refused', reason: 'not-allowed' };
  return commit(core, async (tx): Promise<SeriesOutcome> => {
    await lockSeriesNames(tx);
    if (await isSeriesNameTaken(tx, plan.name, undefined)) return { kind: 'faulty', faults: { name: 'taken' } };
    const made = newId();
    const row = { ...data, id: made, slug: slugOf(plan.name, made), status: 'draft' as const };
    await tx.series.create({ data: row, select: { id: true } });
    const line = { act: 'create-series', subject: 'series', subjectId: made, outcome: 'draft' } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return { kind: 'saved', seriesId: made };
  });
}

/** Publishes a draft, or a retired series again. */
export async function publishSeries(core: Core, actor: Actor, id: string): Promise<SeriesOutcome> {
  return changeSeries(core, actor, id, 'publish-series', async (tx) => {
    await tx.series.update({ where: { id }, data: { status: 'published' }, select: { id: true } });
    return { kind: 'saved', seriesId: id };
  });
}

/**
 * Retires a series: published events go on and records are kept, but no new event is made or published in it. A draft
 * without events is deleted instead.
 */
export async function endSeries(core: Core, actor: Actor, id: string): Promise<SeriesOutcome> {
  return changeSeries(core, actor, id, 'end-series', async (tx, status) => {
    if (status !== 'draft') {
      await tx.series.update({ where: { id }, data: { status: 'retired' }, select: { id: true } });
      return { kind: 'saved', seriesId: id };
    }
    if ((await tx.event.count({ where: { seriesId: id } })) > 0) return { kind: 'refused', reason: 'in-use' };
    await tx.series.delete({ where: { id }, select: { id: true } });
    return { kind: 'gone' };
  });
}

/** Locks the series, checks the actor, applies the change and records who made it. */
export async function changeSeries(
  core: Core,
  actor: Actor,
  id: string,
  act: AuditAct,
  change: (tx: Tx, status: Publication) => Promise<SeriesOutcome>,
): Promise<SeriesOutcome> {
  if (!isUuid(id)) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx): Promise<SeriesOutcome> => {
    await tx.$executeRaw`SELECT 1 FROM "Series" WHERE id = ${id}::uuid FOR UPDATE`;
    const series = await tx.series.findUnique({ where: { id }, select: { status: true } });
    if (!series) return { kind: 'refused', reason: 'not-found' };
    if (!holds(actor, 'organiser', id)) return { kind: 'refused', reason: 'not-allowed' };
    const outcome = await change(tx, series.status);
    if (outcome.kind === 'saved' || outcome.kind === 'gone') {
      const line = {
        act,
        subject: 'series',
        subjectId: id,
        outcome: outcome.kind === 'gone' ? 'discarded' : 'done',
      } as const;
      await recordAct(tx, actor, line, core.clock.now());
    }
    return outcome;
  });
}

/** Without this lock two people who submit at once could create two series of the same name. */
export async function lockSeriesNames(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('series', 7))`;
}

/** Whether an active series has this name. @param but the series that may keep it */
export async function isSeriesNameTaken(tx: Tx, name: string, but: string | undefined): Promise<boolean> {
  const found = await tx.series.findFirst({
    where: {
      name: { equals: name, mode: 'insensitive' },
      status: { in: ['draft', 'published'] },
      ...(but ? { id: { not: but } } : {}),
    },
    select: { id: true },
  });
  return found !== null;
}

function shown(core: Core) {
  return {
    id: true,
    slug: true,
    name: true,
    summary: true,
    description: true,
    aliases: true,
    audience: true,
    costPence: true,
    status: true,
    feedbackQuestions: true,
    events: {
      where: {
        OR: [
          { status: 'draft' as const },
          { status: 'published' as const, sessions: { some: { endsAt: { gt: core.clock.now() } } } },
        ],
      },
      select: { status: true },
    },
  } satisfies Prisma.SeriesSelect;
}

type Row = Omit<OrganisedSeries, 'coming' | 'drafts'> & {
  readonly events: ReadonlyArray<{ readonly status: Publication }>;
};

function readRow({ events, ...series }: Row): OrganisedSeries {
  const drafts = events.filter(({ status }) => status === 'draft').length;
  // Those of a cancelled series are about to be deleted: they are kept while that can be undone.
  return { ...series, drafts: series.status === 'cancelled' ? 0 : drafts, coming: events.length - drafts };
}
