import type { KnowledgeDocument } from './document.js';

/** The searched fields of an article. */
export interface ArticleRecord {
  readonly slug: string;
  readonly question: string;
  readonly answer: string;
  readonly aliases: readonly string[];
}

/** The searched fields of a series. */
export interface SeriesRecord {
  readonly slug: string;
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly aliases: readonly string[];
}

/** The searched fields of a project. */
export interface ProjectRecord extends SeriesRecord {
  readonly forWhom: string;
  readonly runBy: string;
  readonly strands: readonly { readonly name: string; readonly description: string }[];
}

/** The searched fields of an event. `month` is its month in words ("October 2017"), in the zone of its place. */
export interface EventRecord {
  readonly slug: string;
  readonly seriesSlug: string;
  readonly title: string;
  readonly theme: string | null;
  readonly description: string;
  readonly agenda: readonly string[];
  readonly month?: string;
  readonly towns: readonly string[];
  readonly startsAt?: Date;
}

export function documentOfArticle({ slug, question, answer, aliases }: ArticleRecord): KnowledgeDocument {
  return { slug, kind: 'article', title: question, question, aliases, text: answer };
}

export function documentOfSeries({ slug, name, summary, description, aliases }: SeriesRecord): KnowledgeDocument {
  return { slug, kind: 'series', title: name, aliases, text: joined(summary, description) };
}

export function documentOfProject(project: ProjectRecord): KnowledgeDocument {
  const { slug, name, summary, description, aliases, forWhom, runBy, strands } = project;
  const choices = strands.flatMap((strand) => [strand.name, strand.description]);
  return {
    slug,
    kind: 'project',
    title: name,
    aliases,
    text: joined(summary, description, forWhom, runBy, ...choices),
  };
}

export function documentOfEvent(event: EventRecord): KnowledgeDocument {
  const { slug, seriesSlug, title, theme, description, agenda, month, towns, startsAt } = event;
  return {
    slug,
    kind: 'event',
    title,
    aliases: [...(theme ? [theme] : []), ...(month ? [`${title} ${month}`] : [])],
    text: joined(description, ...agenda, ...towns),
    series: seriesSlug,
    ...(startsAt ? { startsAt } : {}),
  };
}

const joined = (...parts: readonly string[]) => parts.filter(Boolean).join('\n');
