import type { Db } from '../../../src/db/database.js';

/** What organisers of a series saved: an audience, a message template and a published figure. */
export async function makeGuardedSaved(
  prisma: Db,
  seriesId: string,
): Promise<{ readonly audience: string; readonly template: string; readonly figure: string; readonly source: string }> {
  const audience = await prisma.audience.create({ data: { seriesId, name: 'Guarded audience' } });
  const template = await prisma.messageTemplate.create({ data: { seriesId, name: 'Guarded words', words: 'Hello.' } });
  const source = { id: 'guarded-paper', title: 'Guarded paper', publisher: 'Somebody', publishedOn: new Date(0) };
  const { id: sourceId } = await prisma.source.upsert({ where: { id: source.id }, create: source, update: {} });
  const figure = await prisma.figure.create({
    data: { seriesId, sourceId, kind: 'schools', counts: 'guarded schools', value: 7, asOf: new Date(0) },
  });
  return { audience: audience.id, template: template.id, figure: figure.id, source: sourceId };
}
