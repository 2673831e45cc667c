import { type Day, day } from '../events/calendar.js';
import { idsOf } from '../ids.js';
import type { ArticleSketch } from './article-sketch.js';
import { articlesElsewhere } from './articles-elsewhere.js';
import { articlesOnNetworks } from './articles-networks.js';
import { articlesOnNetworksAtWork } from './articles-networks-at-work.js';
import { articlesOnPartnership } from './articles-partnership.js';
import { dateOfSource } from './sources.js';
import { withMoreWays } from './ways-of-asking.js';

export const articleSketches: readonly ArticleSketch[] = [
  ...articlesOnPartnership,
  ...articlesElsewhere,
  ...articlesOnNetworks,
  ...articlesOnNetworksAtWork,
];

export interface ArticleRow {
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

/** Articles and the other ways of asking for them. `academicYear` is the present one; the fresh are reviewed at its end. */
export function buildArticles(academicYear: number, now: Date) {
  const nextId = idsOf('article');
  const articles: ArticleRow[] = [];
  const aliases: { articleId: string; phrase: string }[] = [];
  for (const { slug, question, answer, source, stale, aliases: phrases } of articleSketches) {
    const asOf = dateOfSource(source);
    const reviewBy = stale ? day(asOf.getUTCFullYear() + 2, 8, 31) : day(academicYear + 1, 8, 31);
    const row = { id: nextId(), slug, question, answer, sourceId: source, owner: 'Partnership office', asOf, reviewBy };
    articles.push({ ...row, status: 'published', updatedAt: now });
    aliases.push(...withMoreWays(slug, phrases).map((phrase) => ({ articleId: row.id, phrase })));
  }
  return { articles, aliases };
}
