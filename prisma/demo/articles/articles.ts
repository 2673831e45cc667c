import { type Day, day } from '../events/calendar.js';
import { idsOf } from '../ids.js';
import type { ArticleSketch } from './article-sketch.js';
import { articlesElsewhere } from './articles-elsewhere.js';
import { articlesOnNetworks } from './articles-networks.js';
import { articlesOnNetworksAtWork } from './articles-networks-at-work.js';
import { articlesOnPartnership } from './articles-partnership.js';
import { withMoreAliases } from './more-aliases.js';
import { dateOfSource } from './sources.js';

export const articleSketches: readonly ArticleSketch[] = [
  ...articlesOnPartnership,
  ...articlesElsewhere,
  ...articlesOnNetworks,
  ...articlesOnNetworksAtWork,
];

interface ArticleRow {
  id: string;
  slug: string;
  question: string;
  answer: string;
  sourceId: string;
  owner: string;
  asOf: Day;
  reviewBy: Day;
  status: 'published';
  updatedAt: Date;
}

/**
 * Articles with their aliases. Articles that are not stale are due for review at the end of `academicYear`, the present
 * one.
 */
export function buildArticles(academicYear: number, now: Date) {
  const nextId = idsOf('article');
  const articles: ArticleRow[] = [];
  const aliases: { articleId: string; phrase: string }[] = [];
  for (const { slug, question, answer, source, stale, aliases: phrases } of articleSketches) {
    const asOf = dateOfSource(source);
    const reviewBy = stale ? day(asOf.getUTCFullYear() + 2, 8, 31) : day(academicYear + 1, 8, 31);
    const row = { id: nextId(), slug, question, answer, sourceId: source, owner: 'Partnership office', asOf, reviewBy };
    articles.push({ ...row, status: 'published', updatedAt: now });
    aliases.push(...withMoreAliases(slug, phrases).map((phrase) => ({ articleId: row.id, phrase })));
  }
  return { articles, aliases };
}
