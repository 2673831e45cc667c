import type { Tx } from '../../db/database.js';
import type { Prisma } from '../../db/generated/client.js';
import { type Actor, holds } from '../../domain/actor.js';
import { type ArticleContent, type ArticleFaults, faultsOfArticle, tidyAliases } from '../../domain/article.js';
import type { Publication } from '../../domain/booking.js';
import { recordAct } from '../audit/audit.js';
import type { AuditAct } from '../audit/audit-acts.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import type { SourcePaper } from '../figures/figures.js';
import {
  applyContent,
  insertArticle,
  keepDraft,
  type LockedArticle,
  lockArticle,
  readContent,
} from './article-versions.js';
import { keepSource, type NewSource } from './find-paper.js';

/** An article as an organiser sees it. */
export interface EditableArticle {
  readonly slug: string;
  readonly version: number;
  /** The published content, or the draft of an article that was never published. */
  readonly content: ArticleContent;
  /** An unpublished change. */
  readonly draft: ArticleContent | undefined;
  readonly source: SourcePaper | null;
  readonly draftSource: SourcePaper | null;
  /** Identifies the state that the form was filled from, to detect that somebody else saved in between. */
  readonly state: string;
}

export interface ArticleLine {
  readonly slug: string;
  readonly question: string;
  readonly status: Publication;
  readonly reviewBy: Date;
  readonly hasDraft: boolean;
}

type Refused = { readonly kind: 'refused' } | { readonly kind: 'not-found' };
const refused = { kind: 'refused' } as const;
const notFound = { kind: 'not-found' } as const;

type SaveOutcome =
  | { readonly kind: 'saved'; readonly slug: string }
  | { readonly kind: 'faulty'; readonly faults: ArticleFaults }
  /** Somebody else has saved it since the form was opened. */
  | { readonly kind: 'changed-meanwhile' }
  | Refused;

/** All articles, for organisers: drafts and those due for review first. Undefined for anyone else. */
export async function listArticles(core: Core, actor: Actor): Promise<ArticleLine[] | undefined> {
  if (!holds(actor, 'organiser')) return undefined;
  return core.prisma.$queryRaw<ArticleLine[]>`
    SELECT a.slug, a.question, a.status, a."reviewBy",
           EXISTS (SELECT 1 FROM "ArticleRevision" r WHERE r."articleId" = a.id AND r.version > a.version) AS "hasDraft"
      FROM "Article" a
     ORDER BY a.status = 'retired', a.status <> 'draft', a."reviewBy", a.slug`;
}

/** One article, for organisers. */
export async function openArticle(core: Core, actor: Actor, slug: string): Promise<EditableArticle | Refused> {
  if (!holds(actor, 'organiser')) return refused;
  return commit(core, async (tx) => {
    const article = await lockArticle(tx, slug);
    return article ? readEditable(tx, article) : notFound;
  });
}

async function readEditable(tx: Tx, article: LockedArticle): Promise<EditableArticle> {
  const draft = await draftOf(tx, article);
  const find = (id: string | null | undefined) => (id ? tx.source.findUnique({ where: { id } }) : null);
  return {
    slug: article.slug,
    version: article.version,
    content: article.content,
    draft: draft?.content,
    source: await find(article.content.sourceId),
    draftSource: await find(draft?.content.sourceId),
    state: stateOf(article, draft),
  };
}

interface Draft {
  readonly content: ArticleContent;
  readonly savedAt: Date;
}

async function draftOf(tx: Tx, article: LockedArticle): Promise<Draft | undefined> {
  const row = await tx.articleRevision.findFirst({
    where: { articleId: article.id, version: article.version + 1 },
    select: { content: true, changedAt: true },
  });
  return row ? { content: readContent(row.content), savedAt: row.changedAt } : undefined;
}

function stateOf(article: LockedArticle, draft: Draft | undefined): string {
  return `${article.version}-${draft?.savedAt.getTime() ?? 0}`;
}

/**
 * Saves a new article as a draft, or a change as the draft of the next version; the published answer does not change
 * yet.
 * @param edited the article and the `state` that the form was filled from; undefined for a new one
 * @param source a document to add to the sources and cite in the article, in place of `content.sourceId`
 */
export async function saveArticle(
  core: Core,
  actor: Actor,
  edited: { readonly slug: string; readonly state: string } | undefined,
  written: Omit<ArticleContent, 'status'>,
  source?: NewSource,
): Promise<SaveOutcome> {
  if (!holds(actor, 'organiser')) return refused;
  const at = core.clock.now();
  const content = { ...written, aliases: tidyAliases(written.aliases, written.question), status: 'draft' } as const;
  const faults = faultsOfArticle(content, at);
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  const by = { accountId: actor.accountId, at };
  return commit(core, async (tx) => {
    const sourceId = source ? await keepSource(tx, source) : content.sourceId;
    const full = { ...content, sourceId };
    if (!edited) {
      const { slug } = await insertArticle(tx, full, by);
      await audit(tx, actor, 'article-add', slug, 'draft', at);
      return { kind: 'saved', slug };
    }
    const article = await lockArticle(tx, edited.slug);
    if (!article) return notFound;
    if (stateOf(article, await draftOf(tx, article)) !== edited.state) return { kind: 'changed-meanwhile' };
    if (article.content.status === 'draft') await applyContent(tx, article, full, by);
    else await keepDraft(tx, article, full, by);
    await audit(tx, actor, 'article-change', article.slug, 'draft', at);
    return { kind: 'saved', slug: article.slug };
  });
}

export type PublishOutcome =
  | { readonly kind: 'done'; readonly content: ArticleContent }
  | { readonly kind: 'unchanged' }
  | Refused;

/** Publishes the draft: a new article or a pending change. A retired article is published again as it was. */
export async function publishArticle(core: Core, actor: Actor, slug: string): Promise<PublishOutcome> {
  return changeArticle(core, actor, slug, 'article-publish', async (tx, article) => {
    const waiting = (await draftOf(tx, article))?.content;
    if (!waiting && article.content.status === 'published') return undefined;
    return { ...(waiting ?? article.content), status: 'published' };
  });
}

/**
 * Retires an article: it is no longer given as an answer, but stays in the list with its history and can be published
 * again.
 */
export async function retireArticle(core: Core, actor: Actor, slug: string): Promise<PublishOutcome> {
  return changeArticle(core, actor, slug, 'article-retire', async (_tx, article) =>
    article.content.status === 'retired' ? undefined : { ...article.content, status: 'retired' },
  );
}

/** Adds another wording of the question. */
export async function addAlias(core: Core, actor: Actor, slug: string, phrase: string): Promise<PublishOutcome> {
  return changeArticle(core, actor, slug, 'article-alias', async (_tx, article) => {
    const { content } = article;
    const aliases = tidyAliases([...content.aliases, phrase.slice(0, 200)], content.question);
    return aliases.length === content.aliases.length ? undefined : { ...content, aliases };
  });
}

/** @param next the content to publish; undefined when there is nothing to do */
async function changeArticle(
  core: Core,
  actor: Actor,
  slug: string,
  act: AuditAct,
  next: (tx: Tx, article: LockedArticle) => Promise<ArticleContent | undefined>,
): Promise<PublishOutcome> {
  if (!holds(actor, 'organiser')) return refused;
  const at = core.clock.now();
  return commit(core, async (tx) => {
    const article = await lockArticle(tx, slug);
    if (!article) return notFound;
    const content = await next(tx, article);
    if (!content) return { kind: 'unchanged' };
    await applyContent(tx, article, content, { accountId: actor.accountId, at, usesDraft: act === 'article-publish' });
    await audit(tx, actor, act, slug, content.status, at);
    return { kind: 'done', content };
  });
}

async function audit(tx: Tx, actor: Actor, act: AuditAct, slug: string, outcome: string, at: Date): Promise<void> {
  await recordAct(tx, actor, { act, subject: 'article', subjectId: slug, outcome }, at);
}

/** One version of an article; those after `version` of the article are not published yet. */
export interface ArticleVersion {
  readonly version: number;
  readonly content: ArticleContent;
  readonly at: Date;
  /** Null: it was imported, not written in the chat. */
  readonly by: string | null;
}

/** The history of an article, newest first, for organisers. */
export async function articleHistory(core: Core, actor: Actor, slug: string): Promise<ArticleVersion[] | Refused> {
  if (!holds(actor, 'organiser')) return refused;
  const article = await core.prisma.article.findUnique({
    where: { slug },
    include: { revisions: { orderBy: { version: 'desc' }, take: 20, include: withAuthor } },
  });
  if (!article) return notFound;
  return article.revisions.map((row) => ({
    version: row.version,
    content: readContent(row.content),
    at: row.changedAt,
    by: row.changedBy?.person?.name ?? null,
  }));
}

const withAuthor = {
  changedBy: { select: { person: { select: { name: true } } } },
} satisfies Prisma.ArticleRevisionInclude;

/** Documents that an article can cite, newest first. */
export async function listSources(core: Core): Promise<SourcePaper[]> {
  return core.prisma.source.findMany({ orderBy: [{ publishedOn: 'desc' }, { id: 'asc' }], take: 90 });
}
