import type { Db, Tx } from '../../db/database.js';
import { slugOf } from '../../domain/article.js';

/** A document that is not among the papers on record yet. */
export interface NewSource {
  readonly title: string;
  readonly publisher: string;
  readonly publishedOn: Date;
  /** Where it is on the web. */
  readonly url?: string;
}

/** A paper with what it was called before it was corrected. */
export interface PaperByNames {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly publishedOn: Date;
  readonly former: ReadonlyArray<{ readonly title: string; readonly publishedOn: Date }>;
}

/** The papers on record with all their titles. */
export function readPapersByNames(db: Db | Tx): Promise<PaperByNames[]> {
  const former = { select: { title: true, publishedOn: true } } as const;
  return db.source.findMany({ select: { id: true, title: true, publisher: true, publishedOn: true, former } });
}

/**
 * The paper that a file or a form means. A title that a paper had until it was corrected still names it, unless another paper has that
 * title now, or the day that is given is neither the one it had then nor the one it has.
 * @param publishedOn null where none is given
 */
export function findPaper(
  papers: readonly PaperByNames[],
  title: string,
  publishedOn: Date | null,
): PaperByNames | undefined {
  const isIt = (name: string) => asCompared(name) === asCompared(title);
  const isDay = (day: Date) => publishedOn === null || day.getTime() === publishedOn.getTime();
  const named = papers.find((paper) => isIt(paper.id) || isIt(paper.title));
  if (named) return named;
  const before = papers.filter((paper) =>
    paper.former.some((one) => isIt(one.title) && (isDay(one.publishedOn) || isDay(paper.publishedOn))),
  );
  return before.length === 1 ? before[0] : undefined;
}

function asCompared(title: string): string {
  return title.replace(/\s+/g, ' ').trim().toLowerCase();
}

/** An id for a new paper that none of the others has. */
export function newPaperId(title: string, taken: ReadonlySet<string>): string {
  const wanted = slugOf(title);
  let id = wanted;
  for (let next = 2; taken.has(id); next += 1) id = `${wanted}-${next}`;
  return id;
}

/** A paper by its title, which is added when there is none, or given its address where it had another. @returns its id */
export async function keepSource(tx: Tx, source: NewSource): Promise<string> {
  const papers = await readPapersByNames(tx);
  const known = findPaper(papers, source.title, source.publishedOn);
  if (known) {
    if (source.url)
      await tx.source.update({ where: { id: known.id }, data: { url: source.url }, select: { id: true } });
    return known.id;
  }
  const id = newPaperId(source.title, new Set(papers.map((paper) => paper.id)));
  await tx.source.create({ data: { id, ...source } });
  return id;
}
