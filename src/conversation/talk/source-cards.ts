import type { Figure, SourcePaper } from '../../app/figures/figures.js';
import type { ArticleRecord } from '../../app/knowledge/knowledge-records.js';
import { sayAcademicYear } from '../../domain/academic-year.js';
import { isPastReview } from '../../domain/article.js';
import { sayDate } from '../../domain/when.js';
import type { ListItem } from '../../rendering/card.js';
import { capitalise } from './wording.js';

/** `Source: Funding proposal 2018/19, Schools’ Forum, 18 January 2018` */
export function sayPaper(paper: SourcePaper): string {
  return `${paper.title}, ${paper.publisher}, ${sayDate(paper.publishedOn)}`;
}

/** The paper itself, where it is on the web. */
export function paperItems(source: SourcePaper | null): ListItem[] {
  if (!source?.url) return [];
  return [{ title: 'The paper that it is from', action: { kind: 'link', label: 'Open', url: source.url } }];
}

/** Where an answer comes from and from when it is; says so when it should have been looked at again. */
export function sayArticleSource(
  article: Pick<ArticleRecord, 'source' | 'owner' | 'asOf' | 'reviewBy'>,
  now: Date,
): string[] {
  const from = article.source ? `Source: ${sayPaper(article.source)}.` : `Source: ${article.owner}.`;
  const lines = [`${from} True as of ${sayDate(article.asOf)}.`];
  if (isPastReview(article.reviewBy, now)) {
    lines.push(
      `Past its review date (${sayDate(article.reviewBy)}): it may have changed since. Ask the team if it matters.`,
    );
  }
  return lines;
}

/** `286 school leaders attended`, `over 250 schools in each round of the year`, `84% of schools of the county` */
export function sayFigure(figure: Figure): string {
  const amount = `${figure.qualifier === 'exactly' ? '' : `${figure.qualifier} `}${sayNumber(figure.value)}`;
  const counts = figure.value === 1 ? ofOne(figure.counts) : figure.counts;
  switch (figure.kind) {
    case 'attended':
      return `${amount} ${counts} attended`;
    case 'booked':
      return `${amount} ${counts} booked`;
    case 'share':
      return `${amount}% of ${figure.counts}`;
    case 'change':
      return `${amount}% ${figure.counts}`;
    default:
      return `${amount} ${counts}`;
  }
}

/** "pupils who moved", of one: "pupil who moved". */
function ofOne(counts: string): string {
  return counts.replace(/^people\b/, 'person').replace(/^(\w+)s\b/, '$1');
}

/** With the academic year it belongs to, as a line of its own: `2017/18: 244 schools registered for the year`. */
export function sayFigureOfYear(figure: Figure): string {
  const words = sayFigure(figure);
  return figure.academicYear === null ? capitalise(words) : `${sayAcademicYear(figure.academicYear)}: ${words}`;
}

/** The papers behind figures, each once. */
export function sayPapersOf(figures: readonly Figure[]): string {
  const papers = new Map(figures.flatMap(({ source }) => (source ? [[source.id, source] as const] : [])));
  return [...papers.values()].map(sayPaper).join('; ');
}

/** `1,204`, `4.2` */
export function sayNumber(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 1 });
}
