import type { ImportedArticle } from '../app/knowledge/article-import.js';
import type { Publication } from '../domain/booking.js';
import { articleFileWords } from './article-file-words.js';
import { readDay } from './days.js';

/** What a file says of one article, by field name as `fieldName` makes it. */
type ArticleFields = ReadonlyMap<string, string>;

/** The fields that a file may have; `question`, `answer` and `as of` it must. */
export const knownFields = [
  'slug',
  'question',
  'aliases',
  'answer',
  'source',
  'owner',
  'as of',
  'review by',
  'status',
] as const;
export type KnownField = (typeof knownFields)[number];
export const neededFields = ['question', 'answer', 'as of'] as const;

/** `Review_By` and `review-by` are `review by`. */
export function fieldName(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

export type ReadArticle =
  | { readonly kind: 'read'; readonly article: ImportedArticle }
  | { readonly kind: 'unreadable'; readonly line: number; readonly slug: string; readonly faults: readonly string[] };

/** What a file holds, and what was noticed that is no fault. */
export interface ReadArticles {
  readonly found: readonly ReadArticle[];
  readonly remarks: readonly string[];
}

const statuses: Readonly<Record<string, Publication>> = {
  '': 'published',
  published: 'published',
  draft: 'draft',
  retired: 'retired',
};

/** Reads one article. @param line where it begins in the file, counted from 1 */
export function readArticle(fields: ArticleFields, line: number): ReadArticle {
  const value = (name: (typeof knownFields)[number]) => (fields.get(name) ?? '').trim();
  const asOf = dayIn(value('as of'));
  const reviewBy = value('review by') === '' ? asOf && aYearAfter(asOf) : dayIn(value('review by'));
  const status = statuses[value('status').toLowerCase()];
  const slug = value('slug');
  const faults = [
    ...(asOf ? [] : ['as of: Give a day, such as 2026-11-22 or 22/11/2026.']),
    ...(reviewBy || !asOf ? [] : [articleFileWords.noReviewDay]),
    ...(status ? [] : [articleFileWords.noSuchStatus]),
  ];
  if (!asOf || !reviewBy || !status) return { kind: 'unreadable', line, slug: slug || value('question'), faults };
  const content = {
    question: value('question').replace(/\s+/g, ' '),
    aliases: value('aliases').split(/[|\n]/),
    answer: value('answer'),
    sourceId: value('source') || null,
    owner: value('owner') || articleFileWords.partnershipTeam,
    asOf,
    reviewBy,
    status,
  };
  return { kind: 'read', article: { line, slug: slug || undefined, content } };
}

function dayIn(text: string): Date | undefined {
  const day = readDay(text);
  return day === undefined ? undefined : new Date(`${day}T00:00:00Z`);
}

function aYearAfter(date: Date): Date {
  return new Date(Date.UTC(date.getUTCFullYear() + 1, date.getUTCMonth(), date.getUTCDate()));
}
