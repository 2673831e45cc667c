import { buildDemonstration } from '../../prisma/demo/demonstration.js';
import type { KnowledgeDocument } from '../../src/knowledge/document.js';
import {
  documentOfArticle,
  documentOfEvent,
  documentOfProject,
  documentOfSeries,
} from '../../src/knowledge/documents-of-records.js';

/** The day on which the demonstration is measured: its coming events follow from it, and the figures should not move. */
export const measuredOn = new Date('2026-11-16T09:00:00Z');

const timeZone = 'Europe/London';

/** All that the demonstration can answer from, as the service would index it. */
export function demoDocuments(): KnowledgeDocument[] {
  const demo = buildDemonstration(measuredOn, timeZone);
  return [
    ...demo.articles.map((row) => documentOfArticle({ ...row, aliases: aliasesOf(demo, row.id) })),
    ...demo.projects.map((row) =>
      documentOfProject({ ...row, strands: demo.strands.filter((strand) => strand.projectId === row.id) }),
    ),
    ...demo.series.map(documentOfSeries),
    ...demo.events.filter(({ status }) => status === 'published').map((row) => eventOf(demo, row)),
  ];
}

type Demo = ReturnType<typeof buildDemonstration>;

function aliasesOf(demo: Demo, articleId: string): string[] {
  return demo.aliases.filter((alias) => alias.articleId === articleId).map(({ phrase }) => phrase);
}

function eventOf(demo: Demo, row: Demo['events'][number]): KnowledgeDocument {
  const sessions = demo.sessions.filter(({ eventId }) => eventId === row.id);
  const startsAt = sessions.map((session) => session.startsAt).sort((a, b) => a.getTime() - b.getTime())[0];
  return documentOfEvent({
    ...row,
    seriesSlug: demo.series.find(({ id }) => id === row.seriesId)?.slug ?? '',
    towns: sessions.flatMap(({ town }) => town ?? []),
    ...(startsAt ? { startsAt, month: monthOf(startsAt) } : {}),
  });
}

function monthOf(date: Date): string {
  return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone }).format(date);
}
