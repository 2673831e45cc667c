import type { Db } from '../db/database.js';
import { Prisma } from '../db/generated/client.js';
import type { SourcePaper } from './figures.js';

/** A published answer with all that is shown of it. */
export interface ArticleRecord {
  readonly kind: 'article';
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

/** A project, a series or an event as the ranking sees it: its names, and everything that is said about it. */
export interface LiveRecord {
  readonly kind: 'project' | 'series' | 'event';
  readonly slug: string;
  readonly title: string;
  readonly aliases: readonly string[];
  readonly text: string;
  /** An event's series, by slug. */
  readonly series?: string;
  readonly startsAt?: Date;
}

export type KnowledgeRecord = ArticleRecord | LiveRecord;

/** All that can answer a question. Drafts and retired articles are not here; nor is any person. */
export async function readKnowledge(db: Db): Promise<KnowledgeRecord[]> {
  return [
    ...(await readArticles(db)),
    ...(await readProjects(db)),
    ...(await readSeries(db)),
    ...(await readEvents(db)),
  ];
}

const read = ['Article', 'ArticleAlias', 'Project', 'Strand', 'Series', 'Event', 'Session', 'Source'] as const;

/**
 * Changes whenever something that `readKnowledge` reads was changed, by any copy of the service or by hand: every insert and
 * update gives a row a new transaction number (`xmin`), whatever its clock says. A statement of a few milliseconds.
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

async function readArticles(db: Db): Promise<ArticleRecord[]> {
  const rows = await db.article.findMany({
    where: { status: 'published' },
    orderBy: { slug: 'asc' },
    select: {
      slug: true,
      question: true,
      answer: true,
      owner: true,
      asOf: true,
      reviewBy: true,
      source: true,
      aliases: { select: { phrase: true }, orderBy: { phrase: 'asc' } },
    },
  });
  return rows.map(({ aliases, ...row }) => ({
    kind: 'article',
    ...row,
    aliases: aliases.map(({ phrase }) => phrase),
  }));
}

async function readProjects(db: Db): Promise<LiveRecord[]> {
  const rows = await db.project.findMany({
    where: { status: { not: 'draft' } },
    orderBy: { slug: 'asc' },
    include: { strands: { select: { name: true, description: true }, orderBy: { id: 'asc' } } },
  });
  return rows.map((row) => ({
    kind: 'project',
    slug: row.slug,
    title: row.name,
    aliases: row.aliases,
    text: lines(
      row.summary,
      row.description,
      `For ${row.forWhom}. Run by ${row.runBy}.`,
      ...row.strands.map((strand) => `${strand.name}: ${strand.description}`),
    ),
  }));
}

async function readSeries(db: Db): Promise<LiveRecord[]> {
  const rows = await db.series.findMany({ where: { status: { not: 'draft' } }, orderBy: { slug: 'asc' } });
  return rows.map((row) => ({
    kind: 'series',
    slug: row.slug,
    title: row.name,
    aliases: row.aliases,
    text: lines(row.summary, row.description),
  }));
}

async function readEvents(db: Db): Promise<LiveRecord[]> {
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
        select: { label: true, venue: true, town: true, startsAt: true },
      },
    },
  });
  return rows.map((row) => ({
    kind: 'event',
    slug: row.slug,
    title: row.title,
    aliases: row.theme ? [row.theme] : [],
    text: lines(
      row.description,
      ...row.agenda,
      ...row.sessions.flatMap(({ label, venue, town }) => [label, venue, town]),
    ),
    series: row.series.slug,
    ...(row.sessions[0] ? { startsAt: row.sessions[0].startsAt } : {}),
  }));
}

function lines(...parts: ReadonlyArray<string | null>): string {
  return [...new Set(parts.filter(Boolean))].join('\n');
}
