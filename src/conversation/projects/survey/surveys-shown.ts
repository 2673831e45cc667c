import { findSurvey } from '../../../app/projects/survey/surveys.js';
import { type Answer, type TurnContext, text } from '../../talk/turn-context.js';
import { surveyCard } from './survey-cards.js';

/** One survey, for its organisers. @param lead what has just happened, or why nothing has: `tone` says which */
export async function showSurvey(
  context: TurnContext,
  id: string,
  lead?: string,
  tone: 'good' | 'warning' = 'good',
): Promise<Answer> {
  const { core, board } = context.services;
  const survey = await findSurvey(core, context.actor, id);
  if (!survey) return surveyNotFound;
  const file = survey.askedAt === null ? undefined : board?.survey(context.actor.accountId, survey.id);
  return { replies: [{ kind: 'card', card: surveyCard(survey, context, lead && { text: lead, tone }, file) }] };
}

export const surveyNotFound: Answer = {
  replies: [text('That survey is no longer there. Say "surveys" to see those there are.')],
};
