import { z } from 'zod';
import type { Tx } from '../../../db/database.js';
import { lockSurvey } from './plan-survey.js';

/** The survey is a draft again. @returns false where a school has answered meanwhile: its answers are not given up */
export async function unaskSurvey(tx: Tx, id: string): Promise<boolean> {
  const survey = await lockSurvey(tx, id);
  if (!survey?.askedAt || (await tx.surveyAnswer.count({ where: { surveyId: id } })) > 0) return false;
  await tx.survey.update({ where: { id }, data: { askedAt: null }, select: { id: true } });
  return true;
}

const reminded = z.object({ remindedAt: z.string().nullable() });

/** It was last reminded of when it had been before. */
export async function unremindSurvey(
  tx: Tx,
  { subjectId: id, before }: { readonly subjectId: string; readonly before: unknown },
): Promise<void> {
  const { remindedAt } = reminded.parse(before);
  await tx.survey.updateMany({
    where: { id },
    data: { remindedAt: remindedAt === null ? null : new Date(remindedAt) },
  });
}
