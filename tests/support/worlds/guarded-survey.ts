import { randomUUID } from 'node:crypto';
import type { Db } from '../../../src/db/database.js';

/** A survey of the schools of a year, which they are asked. @returns ids for buttons, under the names that verbs read */
export async function makeGuardedSurvey(
  prisma: Db,
  cohortId: string,
  now: Date,
): Promise<Readonly<Record<'survey' | 'item' | 'seen', string>>> {
  const item = randomUUID();
  const questions = [{ id: item, kind: 'words', prompt: 'Who has the key to the hall?', options: [] }];
  const closesAt = new Date(now.getTime() + 86_400_000);
  const data = { cohortId, title: 'Guarded survey', questions, closesAt, askedAt: now };
  const { id } = await prisma.survey.create({ data, select: { id: true } });
  return { survey: id, item, seen: now.toISOString() };
}
