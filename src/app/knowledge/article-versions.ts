import { z } from 'zod';
import type { Tx } from '../../db/database.js';
import { type ArticleContent, slugOf } from '../../domain/article.js';

/** An article under its lock: nobody else can change it until this transaction ends. */
export interface LockedArticle {
  readonly id: string;
  readonly slug: string;
  readonly version: number;
  readonly content: ArticleContent;
}

/** Locks an article and reads it. */
export async function lockArticle(tx: Tx, slug: string): Promise<LockedArticle | undefined> {
  const locked = await tx.$queryRaw<Array<{ id: string }>>`
    SELECT id FROM "Article" WHERE slug = ${slug} FOR UPDATE`;
  if (!locked[0]) return undefined;
  const row = await tx.article.findUniqueOrThrow({
    where: { id: locked[0].id },
    include: { aliases: { orderBy: { phrase: 'asc' } } },
  });
  const { id, version, aliases, question, answer, sourceId, owner, asOf, reviewBy, status } = row;
  const phrases = aliases.map(({ phrase }) => phrase);
  return {
    id,
    slug,
    version,
    content: { question, answer, sourceId, owner, asOf, reviewBy, status, aliases: phrases },
  };
}

/** Stores a new article as version 1. @returns its slug, made from the question when none is given */
export async function insertArticle(
  tx: Tx,
  content: ArticleContent,
  made: { readonly slug?: string | undefined; readonly accountId: string | null; readonly at: Date },
): Promise<{ readonly id: string; readonly slug: string }> {
  const slug = made.slug ?? (await freeSlug(tx, slugOf(content.question)));
  const { aliases, ...columns } = content;
  const { id } = await tx.article.create({
    data: { slug, ...columns, version: 1, updatedAt: made.at },
    select: { id: true },
  });
  await storeAliases(tx, id, aliases);
  await storeRevision(tx, { articleId: id, version: 1, content, accountId: made.accountId, at: made.at });
  return { id, slug };
}

/** Who made a change, and when. */
export interface Change {
  /** Null for an import. */
  readonly accountId: string | null;
  readonly at: Date;
  /** The content comes from the pending draft, which is therefore not kept. */
  readonly usesDraft?: boolean;
}

/** Publishes content as the next version. Earlier versions stay in the history, and a pending draft stays a draft. */
export async function applyContent(
  tx: Tx,
  article: LockedArticle,
  content: ArticleContent,
  by: Change,
): Promise<number> {
  await keepFirstVersion(tx, article);
  const version = article.version + 1;
  if (!by.usesDraft) {
    const where = { articleId: article.id, version };
    await tx.articleRevision.updateMany({ where, data: { version: version + 1 } });
  }
  const { aliases, ...columns } = content;
  await tx.article.update({
    where: { id: article.id },
    data: { ...columns, version, updatedAt: by.at },
    select: { id: true },
  });
  await tx.articleAlias.deleteMany({ where: { articleId: article.id } });
  await storeAliases(tx, article.id, aliases);
  const { accountId, at } = by;
  await storeRevision(tx, { articleId: article.id, version, content, accountId, at });
  return version;
}

/** Stores content as the next version without publishing it: a draft. */
export async function keepDraft(
  tx: Tx,
  article: LockedArticle,
  content: ArticleContent,
  by: { readonly accountId: string | null; readonly at: Date },
): Promise<void> {
  await keepFirstVersion(tx, article);
  await storeRevision(tx, { articleId: article.id, version: article.version + 1, content, ...by });
}

/** An imported article has no history yet, so its present content becomes the first version. */
async function keepFirstVersion(tx: Tx, article: LockedArticle): Promise<void> {
  await tx.articleRevision.createMany({
    data: [{ articleId: article.id, version: article.version, content: writeContent(article.content) }],
    skipDuplicates: true,
  });
}

interface NewRevision {
  readonly articleId: string;
  readonly version: number;
  readonly content: ArticleContent;
  readonly accountId: string | null;
  readonly at: Date;
}

async function storeRevision(tx: Tx, revision: NewRevision): Promise<void> {
  const { articleId, version } = revision;
  const row = { content: writeContent(revision.content), changedById: revision.accountId, changedAt: revision.at };
  await tx.articleRevision.upsert({
    where: { articleId_version: { articleId, version } },
    create: { articleId, version, ...row },
    update: row,
    select: { version: true },
  });
}

async function storeAliases(tx: Tx, articleId: string, aliases: readonly string[]): Promise<void> {
  await tx.articleAlias.createMany({ data: aliases.map((phrase) => ({ articleId, phrase })), skipDuplicates: true });
}

async function freeSlug(tx: Tx, wanted: string): Promise<string> {
  const taken = await tx.article.findMany({ where: { slug: { startsWith: wanted } }, select: { slug: true } });
  const slugs = new Set(taken.map(({ slug }) => slug));
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`;
    if (!slugs.has(slug)) return slug;
  }
}

const kept = z.object({
  question: z.string(),
  aliases: z.array(z.string()),
  answer: z.string(),
  sourceId: z.string().nullable(),
  owner: z.string(),
  asOf: z.coerce.date(),
  reviewBy: z.coerce.date(),
  status: z.enum(['draft', 'published', 'cancelled', 'retired']),
});

function writeContent(content: ArticleContent) {
  const day = (date: Date) => date.toISOString().slice(0, 10);
  return { ...content, aliases: [...content.aliases], asOf: day(content.asOf), reviewBy: day(content.reviewBy) };
}

/** Reads a stored version. @throws when the value is not an article */
export function readContent(value: unknown): ArticleContent {
  const parsed = kept.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error('A version in the history of an article cannot be read: look at its ArticleRevision row', {
    cause: parsed.error,
  });
}
