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

export type RemovePaperOutcome =
  | { readonly kind: 'removed'; readonly paper: SourcePaper }
  | { readonly kind: 'in-use' | 'not-found' };

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
  const drafts = await draftsByPaper(core.prisma);
  return rows.map((row) => withUse(row, drafts));
}

/** One of them; undefined when there is none, or it is not the actor's to correct. */
export async function findPaperOnRecord(db: Db | Tx, actor: Actor, id: string): Promise<PaperOnRecord | undefined> {
  if (!mayCorrect(actor)) return undefined;
  const row = await db.source.findUnique({ where: { id }, include });
  if (!row) return undefined;
  return withUse(row, await draftsByPaper(db));
}

type PaperRow = SourcePaper & { readonly _count: Record<'figures' | 'articles' | 'projects', number> };

function withUse({ _count, ...paper }: PaperRow, drafts: ReadonlyMap<string, number>): PaperOnRecord {
  return { ...paper, ..._count, articles: _count.articles + (drafts.get(paper.id) ?? 0) };
}

/** How many published articles will be from a paper once the change that waits for them is published. */
async function draftsByPaper(db: Db | Tx): Promise<ReadonlyMap<string, number>> {
  const rows = await db.$queryRaw<Array<{ readonly id: string; readonly articles: number }>>`
    SELECT r.content->>'sourceId' AS id, count(*)::int AS articles
      FROM "ArticleRevision" r JOIN "Article" a ON a.id = r."articleId"
     WHERE r.version > a.version AND r.content->>'sourceId' IS DISTINCT FROM a."sourceId"
       AND r.content->>'sourceId' IS NOT NULL
     GROUP BY 1`;
  return new Map(rows.map(({ id, articles }) => [id, articles]));
}

/**
 * Corrects what is said of a paper, wherever it is named as a source. Figures that are as of its day are as of the right day then. Two
 * papers cannot have one title, because a title is how a file names its paper; the one it had is kept for files that were written before.
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
    if (before.title !== title) await keepFormerTitle(tx, before);
    await tx.source.update({ where: { id }, data: { title, publisher, publishedOn, url }, select: { id: true } });
    await tx.figure.updateMany({ where: { sourceId: id, asOf: before.publishedOn }, data: { asOf: publishedOn } });
    const line = { act: 'correct-paper', subject: 'source', subjectId: id, outcome: 'done' } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return 'saved';
  });
}

async function keepFormerTitle(tx: Tx, { id, title, publishedOn }: SourcePaper): Promise<void> {
  const key = { sourceId: id, title };
  await tx.formerTitle.upsert({
    where: { sourceId_title: key },
    create: { ...key, publishedOn },
    update: { publishedOn },
    select: { title: true },
  });
}

/** Deletes a paper that nothing is from, with the titles it had. */
export async function removePaper(core: Core, actor: Actor, id: string): Promise<RemovePaperOutcome> {
  return commit(core, async (tx): Promise<RemovePaperOutcome> => {
    await tx.$queryRaw`SELECT id FROM "Source" WHERE id = ${id} FOR UPDATE`;
    const paper = await findPaperOnRecord(tx, actor, id);
    if (!paper) return { kind: 'not-found' };
    if (isUsed(paper)) return { kind: 'in-use' };
    await tx.source.deleteMany({ where: { id } });
    const line = { act: 'remove-paper', subject: 'source', subjectId: id, outcome: 'done' } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return { kind: 'removed', paper };
  });
}

/** Whether something is from it, or is going to be. */
export function isUsed({ figures, articles, projects }: PaperOnRecord): boolean {
  return figures + articles + projects > 0;
}

function isSame(one: PaperPlan, other: PaperPlan): boolean {
  return (
    one.title === other.title &&
    one.publisher === other.publisher &&
    one.publishedOn.getTime() === other.publishedOn.getTime() &&
    one.url === other.url
  );
}
