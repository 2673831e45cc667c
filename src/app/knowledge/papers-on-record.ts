import type { Db, Tx } from '../../db/database.js';
import { type Actor, holds } from '../../domain/actor.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import type { SourcePaper } from '../figures/figures.js';

/** A paper that figures, articles and projects are from, and how many of them are. */
export interface PaperOnRecord extends SourcePaper {
  readonly figures: number;
  readonly articles: number;
  readonly projects: number;
}

/** How a paper should read; what is typed is checked before. */
export type PaperPlan = Pick<SourcePaper, 'title' | 'publisher' | 'publishedOn' | 'url'>;

export type CorrectPaperOutcome = 'saved' | 'unchanged' | 'not-allowed' | 'not-found' | 'title-taken';

const listedAtMost = 90;
const include = { _count: { select: { figures: true, articles: true, projects: true } } } as const;

/** Papers belong to no series: whoever organises everything may correct them. */
function mayCorrect(actor: Actor): boolean {
  return holds(actor, 'organiser');
}

/** The papers on record, newest first, for those who may correct them. */
export async function papersOnRecord(core: Core, actor: Actor): Promise<PaperOnRecord[]> {
  if (!mayCorrect(actor)) return [];
  const orderBy = [{ publishedOn: 'desc' }, { id: 'asc' }] as const;
  const rows = await core.prisma.source.findMany({ orderBy: [...orderBy], take: listedAtMost, include });
  return rows.map(({ _count, ...paper }) => ({ ...paper, ..._count }));
}

/** One of them; undefined when there is none, or it is not the actor's to correct. */
export async function findPaperOnRecord(db: Db | Tx, actor: Actor, id: string): Promise<PaperOnRecord | undefined> {
  if (!mayCorrect(actor)) return undefined;
  const row = await db.source.findUnique({ where: { id }, include });
  if (!row) return undefined;
  const { _count, ...paper } = row;
  return { ...paper, ..._count };
}

/**
 * Corrects what is said of a paper, wherever it is named as a source. Figures that are as of its day are as of the right day then. Two
 * papers cannot have one title, because a title is how a file names its paper.
 */
export async function correctPaper(
  core: Core,
  actor: Actor,
  id: string,
  plan: PaperPlan,
): Promise<CorrectPaperOutcome> {
  if (!mayCorrect(actor)) return 'not-allowed';
  return commit(core, async (tx): Promise<CorrectPaperOutcome> => {
    const before = await findPaperOnRecord(tx, actor, id);
    if (!before) return 'not-found';
    const same = { title: { equals: plan.title, mode: 'insensitive' }, id: { not: id } } as const;
    if ((await tx.source.count({ where: same })) > 0) return 'title-taken';
    if (isSame(before, plan)) return 'unchanged';
    const { title, publisher, publishedOn, url } = plan;
    await tx.source.update({ where: { id }, data: { title, publisher, publishedOn, url }, select: { id: true } });
    await tx.figure.updateMany({ where: { sourceId: id, asOf: before.publishedOn }, data: { asOf: publishedOn } });
    const line = { act: 'correct-paper', subject: 'source', subjectId: id, outcome: 'done' } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return 'saved';
  });
}

function isSame(one: PaperPlan, other: PaperPlan): boolean {
  return (
    one.title === other.title &&
    one.publisher === other.publisher &&
    one.publishedOn.getTime() === other.publishedOn.getTime() &&
    one.url === other.url
  );
}
