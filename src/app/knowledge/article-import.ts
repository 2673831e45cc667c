import type { Tx } from '../../db/database.js';
import {
  type ArticleContent,
  type ArticleFault,
  type ArticleField,
  faultsOfArticle,
  slugOf,
  tidyAliases,
} from '../../domain/article.js';
import { createFigures } from '../../telemetry/figures.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { applyContent, insertArticle, lockArticle } from './article-versions.js';

/** An article as read from a file. */
export interface ImportedArticle {
  /** Line of its start in the file, counted from 1, for the report. */
  readonly line: number;
  /** Undefined: made from the question, so that importing the file again finds the same article. */
  readonly slug: string | undefined;
  readonly content: ArticleContent;
}

/** What is wrong with an article of a file. */
export type UnreadArticleFault =
  | { readonly kind: 'field'; readonly field: ArticleField; readonly fault: ArticleFault }
  | { readonly kind: 'wrong-slug' }
  | { readonly kind: 'no-such-source'; readonly source: string; readonly known: readonly string[] }
  /** Another line has the same slug. */
  | { readonly kind: 'same-slug'; readonly line: number }
  /** In the words of whatever read the file. */
  | { readonly kind: 'unreadable'; readonly said: string };

interface ImportLine {
  readonly line: number;
  readonly slug: string;
  /** `ready`: valid, but not stored because another article is faulty. */
  readonly outcome: 'added' | 'changed' | 'unchanged' | 'ready' | 'faulty';
  /** What is wrong; otherwise empty. */
  readonly faults: readonly UnreadArticleFault[];
}

export interface ImportReport {
  /** False: an article is faulty and nothing was stored. */
  readonly stored: boolean;
  readonly lines: readonly ImportLine[];
  /** What was noticed in reading that is no fault. */
  readonly remarks?: readonly string[];
}

/** An article that could not be read, and why in the words of its reader. */
interface UnreadableArticle {
  readonly line: number;
  readonly slug: string;
  readonly faults: readonly string[];
}

/**
 * Stores all articles of a file, or none if one is unreadable or invalid. Articles on record (by slug) get a new
 * version when anything differs, so importing a file twice changes nothing. For the service's own commands: there is no
 * actor to check.
 */
export async function importArticles(
  core: Core,
  articles: readonly ImportedArticle[],
  unreadable: readonly UnreadableArticle[] = [],
): Promise<ImportReport> {
  const at = core.clock.now();
  const known = await core.prisma.source.findMany({ select: { id: true } });
  const sourceIds = new Set(known.map(({ id }) => id));
  const rows = articles.map((article) => ({ ...article, slug: article.slug ?? slugOf(article.content.question) }));
  const checked = rows.map((row, index) => {
    const twin = rows.slice(0, index).find(({ slug }) => slug === row.slug);
    return { row, faults: faultsOfRow(row, sourceIds, twin?.line, at) };
  });
  if (unreadable.length > 0 || checked.some(({ faults }) => faults.length > 0)) {
    const lines = checked.map(({ row, faults }) => lineOf(row, faults.length > 0 ? 'faulty' : 'ready', faults));
    core.memory.of(createFigures).importOf('articles', 'faulty');
    const others = unreadable.map(
      ({ line, slug, faults }): ImportLine => ({
        ...{ line, slug, outcome: 'faulty' },
        faults: faults.map((said) => ({ kind: 'unreadable', said })),
      }),
    );
    return { stored: false, lines: [...lines, ...others].sort((a, b) => a.line - b.line) };
  }
  const lines = await commit(core, async (tx) => {
    const stored: ImportLine[] = [];
    for (const row of rows) stored.push(await storeRow(tx, row, at));
    const changed = stored.filter(({ outcome }) => outcome !== 'unchanged').length;
    await recordAct(
      tx,
      undefined,
      { act: 'import-knowledge', subject: 'article', outcome: 'stored', detail: { changed } },
      at,
    );
    return stored;
  });
  core.memory.of(createFigures).importOf('articles', 'stored');
  return { stored: true, lines };
}

type Row = ImportedArticle & { readonly slug: string };

function faultsOfRow(
  row: Row,
  sourceIds: ReadonlySet<string>,
  twinLine: number | undefined,
  at: Date,
): UnreadArticleFault[] {
  const faults = Object.entries(faultsOfArticle(row.content, at)) as Array<[ArticleField, ArticleFault]>;
  const { sourceId } = row.content;
  return [
    ...faults.map(([field, fault]) => ({ kind: 'field', field, fault }) as const),
    ...(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(row.slug) ? [] : [{ kind: 'wrong-slug' } as const]),
    ...(sourceId !== null && !sourceIds.has(sourceId)
      ? [{ kind: 'no-such-source', source: sourceId, known: [...sourceIds].sort() } as const]
      : []),
    ...(twinLine === undefined ? [] : [{ kind: 'same-slug', line: twinLine } as const]),
  ];
}

function lineOf(row: Row, outcome: ImportLine['outcome'], faults: readonly UnreadArticleFault[] = []): ImportLine {
  return { line: row.line, slug: row.slug, outcome, faults };
}

async function storeRow(tx: Tx, row: Row, at: Date): Promise<ImportLine> {
  const content = { ...row.content, aliases: tidyAliases(row.content.aliases, row.content.question).sort() };
  const article = await lockArticle(tx, row.slug);
  if (!article) {
    await insertArticle(tx, content, { slug: row.slug, accountId: null, at });
    return lineOf(row, 'added');
  }
  if (isSame(article.content, content)) return lineOf(row, 'unchanged');
  await applyContent(tx, article, content, { accountId: null, at });
  return lineOf(row, 'changed');
}

function isSame(a: ArticleContent, b: ArticleContent): boolean {
  return comparable(a) === comparable(b);
}

function comparable(content: ArticleContent): string {
  const { question, aliases, answer, sourceId, owner, asOf, reviewBy, status } = content;
  const days = [asOf, reviewBy].map((date) => date.toISOString().slice(0, 10));
  return JSON.stringify([question, [...aliases].sort(), answer, sourceId, owner, ...days, status]);
}
