import type { Db } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';
import type { SourcePaper } from '../figures/figures.js';
import type { SeriesFacts } from '../programme/series.js';

/** A published answer with everything that is shown with it. */
export interface ArticleRecord {
  readonly slug: string;
  readonly question: string;
  readonly aliases: readonly string[];
  readonly answer: string;
  readonly owner: string;
  /** Dates without a time, as midnight UTC. */
  readonly asOf: Date;
  readonly reviewBy: Date;
  readonly source: SourcePaper | null;
}

export interface SeriesRecord extends SeriesFacts {
  readonly aliases: readonly string[];
}

export interface ProjectRecord {
  readonly slug: string;
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly aliases: readonly string[];
  readonly forWhom: string;
  readonly runBy: string;
  readonly strands: ReadonlyArray<{ readonly name: string; readonly description: string }>;
}

export interface EventRecord {
  readonly slug: string;
  readonly seriesSlug: string;
  readonly title: string;
  readonly theme: string | null;
  readonly description: string;
  readonly agenda: readonly string[];
  readonly towns: readonly string[];
  /** The start of its first session. */
  readonly startsAt?: Date;
}

/** Everything that can answer a question, by slug. Drafts, retired articles and people are left out. */
export interface KnowledgeRecords {
  readonly articles: readonly ArticleRecord[];
  readonly projects: readonly ProjectRecord[];
  readonly series: readonly SeriesRecord[];
  readonly events: readonly EventRecord[];
}

export async function readKnowledge(db: Db): Promise<KnowledgeRecords> {
  return {
    articles: await readArticles(db),
    projects: await readProjects(db),
    series: await readSeries(db),
    events: await readEvents(db),
  };
}

const read = ['Article', 'ArticleAlias', 'Project', 'Strand', 'Series', 'Event', 'Session', 'Source'] as const;

/**
 * Changes whenever a row that `readKnowledge` reads is inserted or updated, even by another process or by hand:
 * PostgreSQL then gives the row a new transaction number (`xmin`). Takes a few milliseconds.
 */
export async function knowledgeVersion(db: Db): Promise<string> {
  const parts = read.map(
    (table) =>
      Prisma.sql`(SELECT count(*) || '/' || COALESCE(sum(xmin::text::bigint), 0) FROM ${Prisma.raw(`"${table}"`)})`,
  );
  const rows = await db.$queryRaw<Array<{ version: string }>>`
    SELECT concat_ws(' ', ${Prisma.join(parts)}) AS version`;
  return rows[0]?.version ?? '';
}

/** One statement, because ten thousand articles have seventy thousand aliases. */
async function readArticles(db: Db): Promise<ArticleRecord[]> {
  const rows = await db.$queryRaw<Array<Omit<ArticleRecord, 'source'> & { readonly sourceId: string | null }>>`
    SELECT a.slug, a.question, a.answer, a.owner, a."asOf", a."reviewBy", a."sourceId",
           COALESCE(array_agg(p.phrase ORDER BY p.phrase) FILTER (WHERE p.phrase IS NOT NULL), '{}') AS aliases
      FROM "Article" a LEFT JOIN "ArticleAlias" p ON p."articleId" = a.id
     WHERE a.status = 'published' GROUP BY a.id ORDER BY a.slug`;
  const sources = new Map((await db.source.findMany()).map((source) => [source.id, source]));
  return rows.map(({ sourceId, ...row }) => ({
    ...row,
    aliases: row.aliases ?? [],
    source: sources.get(sourceId ?? '') ?? null,
  }));
}

const named = { slug: true, name: true, summary: true, description: true, aliases: true } as const;

async function readProjects(db: Db): Promise<ProjectRecord[]> {
  return db.project.findMany({
    where: { status: { not: 'draft' } },
    orderBy: { slug: 'asc' },
    select: {
      ...named,
      forWhom: true,
      runBy: true,
      strands: { select: { name: true, description: true }, orderBy: { id: 'asc' } },
    },
  });
}

async function readSeries(db: Db): Promise<SeriesRecord[]> {
  return db.series.findMany({
    where: { status: { not: 'draft' } },
    orderBy: { slug: 'asc' },
    select: { ...named, audience: true, costPence: true },
  });
}

async function readEvents(db: Db): Promise<EventRecord[]> {
  const rows = await db.event.findMany({
    where: { status: { not: 'draft' } },
    orderBy: { slug: 'asc' },
    select: {
      slug: true,
      title: true,
      theme: true,
      description: true,
      agenda: true,
      series: { select: { slug: true } },
      sessions: {
        where: { status: { not: 'draft' } },
        orderBy: { startsAt: 'asc' },
        select: { town: true, startsAt: true },
      },
    },
  });
  return rows.map(({ series, sessions, ...row }) => ({
    ...row,
    seriesSlug: series.slug,
    towns: sessions.flatMap(({ town }) => town ?? []),
    ...(sessions[0] ? { startsAt: sessions[0].startsAt } : {}),
  }));
}
