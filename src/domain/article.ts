import type { Publication } from './booking.js';

/** An article of the knowledge base, as stored and kept in its history. Dates are midnight UTC. */
export interface ArticleContent {
  readonly question: string;
  /** Other wordings of the question. */
  readonly aliases: readonly string[];
  readonly answer: string;
  /** Null: the owner's own knowledge. */
  readonly sourceId: string | null;
  /** The role or office responsible for it, shown with the answer. */
  readonly owner: string;
  readonly asOf: Date;
  readonly reviewBy: Date;
  readonly status: Publication;
}

export type ArticleField = 'question' | 'aliases' | 'answer' | 'owner' | 'asOf' | 'reviewBy';
/** What is wrong with a field. `one-too-long`: one of several phrases is. */
export type ArticleFault = 'missing' | 'too-long' | 'too-many' | 'one-too-long' | 'not-past' | 'not-later';
export type ArticleFaults = Readonly<Partial<Record<ArticleField, ArticleFault>>>;

/** Limits in characters, so that an answer can be read on a phone. */
export const articleLimits = { question: 300, alias: 200, aliases: 60, answer: 4_000, owner: 120 } as const;

/** What is wrong with an article; empty when it is valid. */
export function faultsOfArticle(content: ArticleContent, now: Date): ArticleFaults {
  const { question, answer, aliases, owner, asOf, reviewBy } = content;
  return {
    ...filled('question', question, articleLimits.question),
    ...filled('answer', answer, articleLimits.answer),
    ...filled('owner', owner, articleLimits.owner),
    ...aliasFaults(aliases),
    ...(Number.isNaN(asOf.getTime()) || asOf > now ? { asOf: 'not-past' as const } : {}),
    ...(Number.isNaN(reviewBy.getTime()) || reviewBy <= asOf ? { reviewBy: 'not-later' as const } : {}),
  };
}

function filled(field: ArticleField, text: string, most: number): ArticleFaults {
  if (!/\S/.test(text)) return { [field]: 'missing' };
  return text.length > most ? { [field]: 'too-long' } : {};
}

function aliasFaults(aliases: readonly string[]): ArticleFaults {
  if (aliases.length > articleLimits.aliases) return { aliases: 'too-many' };
  return aliases.some((alias) => alias.length > articleLimits.alias) ? { aliases: 'one-too-long' } : {};
}

/** Without duplicates (ignoring case), empty aliases and the question itself. */
export function tidyAliases(aliases: readonly string[], question: string): string[] {
  const known = new Set([question.trim().toLowerCase()]);
  return aliases
    .map((alias) => alias.replace(/\s+/g, ' ').trim())
    .filter((alias) => {
      const key = alias.toLowerCase();
      if (key === '' || known.has(key)) return false;
      known.add(key);
      return true;
    });
}

/**
 * `Why does it take so long?` becomes `why-does-it-take-so-long`: lower case, digits and single hyphens, at most 60.
 */
export function slugOf(words: string): string {
  const parts =
    words
      .normalize('NFKD')
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[a-z0-9]+/g) ?? [];
  let slug = '';
  for (const part of parts) {
    if (slug.length + part.length + 1 > 60) break;
    slug = slug ? `${slug}-${part}` : part;
  }
  return slug || 'article';
}

/** Whether the article is due for review. */
export function isPastReview(reviewBy: Date, now: Date): boolean {
  return reviewBy < now;
}
