import type { Db, Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import { type Actor, holds } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { keepSource, type NewSource } from '../knowledge/find-paper.js';
import type { Figure } from './figures.js';

/** What can be counted by hand. What came of an event is recorded with its attendance, or imported with past events. */
export const kindsByHand = ['schools', 'people', 'share', 'change'] as const;
export type KindByHand = (typeof kindsByHand)[number];
export const qualifiers = ['exactly', 'over', 'nearly', 'about'] as const;
/** In characters. */
export const longestCounts = 120;

/** What a figure is about: a project, a series, or the whole partnership. */
export type AboutFigure =
  | { readonly kind: 'partnership' }
  | { readonly kind: 'series' | 'project'; readonly id: string };

export interface FigurePlan {
  readonly about: AboutFigure;
  readonly kind: KindByHand;
  /** What is counted, in words: `schools in its first two years`. */
  readonly counts: string;
  /** In per cent for a share or a change. Not a number when it was not one. */
  readonly value: number;
  readonly qualifier: (typeof qualifiers)[number];
  /** In which it starts; null is no particular one. */
  readonly academicYear: number | null;
  /** A paper on record; `source` stands in its place. */
  readonly sourceId: string | null;
  readonly source?: NewSource | undefined;
}

/** One that was entered, with what it is about. */
export interface PublishedFigure extends Figure {
  readonly id: string;
  readonly about: AboutFigure;
  readonly aboutName: string | null;
}

export type FigureFaults = Partial<Record<'about' | 'counts' | 'value' | 'year' | 'source', 'missing' | 'wrong'>>;

export type FigureOutcome =
  | { readonly kind: 'saved'; readonly id: string }
  | { readonly kind: 'faulty'; readonly faults: FigureFaults }
  | { readonly kind: 'refused'; readonly reason: 'not-allowed' | 'not-found' };

const listedAtMost = 200;

/** Published figures of projects, series and the partnership that somebody may change, by what they are about. */
export async function publishedFigures(core: Core, actor: Actor): Promise<PublishedFigure[]> {
  const rows = await core.prisma.figure.findMany({
    where: { eventId: null },
    orderBy: [{ project: { name: 'asc' } }, { series: { name: 'asc' } }, { asOf: 'asc' }, { id: 'asc' }],
    take: listedAtMost,
    include,
  });
  return rows.map(readRow).filter(({ about }) => mayPublish(actor, about));
}

const include = {
  source: true,
  series: { select: { name: true } },
  project: { select: { name: true } },
} as const;

type Row = Awaited<ReturnType<typeof readOne>>;

function readOne(db: Db | Tx, id: string) {
  return db.figure.findUnique({ where: { id }, include });
}

function readRow(row: NonNullable<Row>): PublishedFigure {
  const { id, kind, counts, value, qualifier, academicYear, asOf, source, series, project, seriesId, projectId } = row;
  const about: AboutFigure = projectId
    ? { kind: 'project', id: projectId }
    : seriesId
      ? { kind: 'series', id: seriesId }
      : { kind: 'partnership' };
  const exact = qualifiers.find((one) => one === qualifier) ?? 'exactly';
  const said = { id, kind, counts, value, qualifier: exact, academicYear, asOf, source };
  return { ...said, about, aboutName: project?.name ?? series?.name ?? null };
}

/** Figures of a series are its organisers'; all others those of organisers of everything. */
function mayPublish(actor: Actor, about: AboutFigure): boolean {
  return holds(actor, 'organiser', about.kind === 'series' ? about.id : undefined);
}

/** One of them; undefined when it is gone, or not the actor's to change. */
export async function findPublishedFigure(db: Db | Tx, actor: Actor, id: string): Promise<PublishedFigure | undefined> {
  const row = isUuid(id) ? await readOne(db, id) : null;
  if (!row || row.eventId !== null) return undefined;
  const figure = readRow(row);
  return mayPublish(actor, figure.about) ? figure : undefined;
}

/** Enters a published figure with its source, or changes one. @param id undefined makes a new one */
export async function savePublishedFigure(
  core: Core,
  actor: Actor,
  plan: FigurePlan,
  id: string | undefined,
): Promise<FigureOutcome> {
  if (!mayPublish(actor, plan.about)) return { kind: 'refused', reason: 'not-allowed' };
  return commit(core, async (tx): Promise<FigureOutcome> => {
    if (id !== undefined && !(await findPublishedFigure(tx, actor, id)))
      return { kind: 'refused', reason: 'not-found' };
    const faults = await faultsOf(tx, plan);
    const source = plan.source
      ? { id: '', publishedOn: plan.source.publishedOn }
      : await tx.source.findUnique({ where: { id: plan.sourceId ?? '' }, select: { id: true, publishedOn: true } });
    if (!source || Object.keys(faults).length > 0)
      return { kind: 'faulty', faults: { ...faults, ...(source ? {} : { source: 'missing' as const }) } };
    const { about, kind, counts, value, qualifier, academicYear } = plan;
    const data = {
      ...{ kind, counts, value, qualifier, academicYear, asOf: source.publishedOn },
      sourceId: plan.source ? await keepSource(tx, plan.source) : source.id,
      seriesId: about.kind === 'series' ? about.id : null,
      projectId: about.kind === 'project' ? about.id : null,
    };
    const saved = id ?? newId();
    if (id === undefined) await tx.figure.create({ data: { ...data, id: saved }, select: { id: true } });
    else await tx.figure.update({ where: { id }, data, select: { id: true } });
    await note(core, tx, actor, 'publish-figure', saved);
    return { kind: 'saved', id: saved };
  });
}

async function faultsOf(tx: Tx, { about, kind, counts, value, academicYear }: FigurePlan): Promise<FigureFaults> {
  const isPercent = kind === 'share' || kind === 'change';
  const isRight =
    Number.isFinite(value) &&
    value >= (kind === 'change' ? -1_000 : 0) &&
    value <= (kind === 'share' ? 100 : 10_000_000);
  const isThere =
    about.kind === 'partnership' ||
    (isUuid(about.id) &&
      (about.kind === 'series'
        ? await tx.series.count({ where: { id: about.id } })
        : await tx.project.count({ where: { id: about.id } })) > 0);
  return {
    ...(isThere ? {} : { about: 'wrong' as const }),
    ...(counts === ''
      ? { counts: 'missing' as const }
      : counts.length > longestCounts
        ? { counts: 'wrong' as const }
        : {}),
    ...(isRight && (isPercent || Number.isInteger(value)) ? {} : { value: 'wrong' as const }),
    ...(academicYear === null || (academicYear > 1_990 && academicYear < 2_100) ? {} : { year: 'wrong' as const }),
  };
}

/** Takes a published figure away. Its source stays. */
export async function removePublishedFigure(core: Core, actor: Actor, id: string): Promise<'removed' | 'refused'> {
  return commit(core, async (tx) => {
    if (!(await findPublishedFigure(tx, actor, id))) return 'refused';
    await tx.figure.deleteMany({ where: { id } });
    await note(core, tx, actor, 'remove-figure', id);
    return 'removed';
  });
}

async function note(core: Core, tx: Tx, actor: Actor, act: 'publish-figure' | 'remove-figure', id: string) {
  await recordAct(tx, actor, { act, subject: 'figure', subjectId: id, outcome: 'done' }, core.clock.now());
}
