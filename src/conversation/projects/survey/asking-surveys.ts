import {
  type AskOutcome,
  askSurvey,
  reachOfSurvey,
  remindOfSurvey,
  type SurveyReach,
} from '../../../app/projects/survey/ask-survey.js';
import { findSurvey } from '../../../app/projects/survey/surveys.js';
import { unreachable } from '../../../domain/unreachable.js';
import { sayMoment } from '../../../domain/when.js';
import { askCard, organiserAct } from '../../organising/organising-cards.js';
import { sayReach } from '../../talk/reach-words.js';
import { type Answer, refuse, type TurnContext, type TurnRequest } from '../../talk/turn-context.js';
import { plural } from '../../talk/wording.js';
import { receiptOf } from '../../writing/undoing.js';
import { cohortTitle } from '../enrolments-cards.js';
import { projectsRefusal } from '../organising-projects.js';
import { sayKind } from './survey-cards.js';
import { showSurvey, surveyNotFound } from './surveys-shown.js';

/** What the schools will be asked, and whom that reaches, before anybody is. */
export async function previewSurvey(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const survey = await findSurvey(core, context.actor, request.data.survey ?? '');
  const reached = survey && (await reachOfSurvey(core, context.actor, survey.id, 'all'));
  if (!survey || !reached) return surveyNotFound;
  if (survey.askedAt !== null) return showSurvey(context, survey.id, 'The schools have been asked already.', 'warning');
  if (reached.schools + reached.without.length === 0)
    return showSurvey(context, survey.id, 'No school takes part yet, so nobody can be asked.', 'warning');
  const lines = [
    `${cohortTitle(survey)}, until ${sayMoment(survey.closesAt, context.zone)}.`,
    ...survey.questions.map((question, at) => `${at + 1}. ${question.prompt} (${sayKind(question)})`),
    ...sayTo(reached),
    ...sayWithout(reached, 8),
    'Once they are asked, the questions stay as they are.',
  ];
  const data = { survey: survey.id };
  const words = reached.schools === 0 ? 'Open the survey' : `Ask ${plural(reached.schools, 'school')}`;
  const yes = organiserAct(words, 'survey-send', data, { style: 'primary' });
  const card = askCard(survey.title, lines, yes, organiserAct('Not yet', 'survey', data));
  return { replies: [{ kind: 'card', card }] };
}

function sayTo({ reach, schools }: SurveyReach): string[] {
  if (schools === 0) return [];
  return [`To ${sayReach(reach)}, for ${plural(schools, 'school')}: whoever leads it there, the contact or the head.`];
}

/** @param named so many of them by name; of more only the number */
function sayWithout({ without }: SurveyReach, named: number): string[] {
  if (without.length === 0) return [];
  const at = without.length <= named ? without.join('; ') : plural(without.length, 'school');
  return [`I reach nobody at ${at}. Please ask them yourself: they answer under “My projects”.`];
}

/** "Ask 12 schools". */
export async function sendSurvey(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { survey = '' } = request.data;
  const outcome = await askSurvey(context.services.core, context.actor, survey);
  return afterAsking(context, survey, outcome, {
    act: 'survey-send',
    sent: 'The survey is on its way to',
    already: 'The schools have been asked already. Nobody is asked twice.',
  });
}

/** "Remind them". */
export async function remindSurvey(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { survey = '' } = request.data;
  const outcome = await remindOfSurvey(context.services.core, context.actor, survey);
  return afterAsking(context, survey, outcome, {
    act: 'survey-remind',
    sent: 'A reminder is on its way to',
    already: 'They have been reminded today. Nobody is reminded twice in a day.',
  });
}

async function afterAsking(
  context: TurnContext,
  id: string,
  outcome: AskOutcome,
  said: { readonly act: string; readonly sent: string; readonly already: string },
): Promise<Answer> {
  switch (outcome.kind) {
    case 'sent': {
      const sent = outcome.schools === 0 ? 'The survey is open.' : `${said.sent} ${sayReach(outcome.reach)}.`;
      const words = [sent, ...sayWithout(outcome, 2)].join(' ');
      return receiptOf(context, 'survey', id, words, outcome);
    }
    case 'already':
      return showSurvey(context, id, said.already, 'warning');
    case 'refused':
      switch (outcome.reason) {
        case 'not-allowed':
          return refuse(said.act, projectsRefusal);
        case 'not-found':
          return surveyNotFound;
        case 'no-questions':
          return showSurvey(context, id, 'Add a question first.', 'warning');
        case 'closed':
          return showSurvey(context, id, 'It has closed. Give it a later last day first.', 'warning');
        case 'not-asked':
          return showSurvey(context, id, 'The schools have not been asked yet.', 'warning');
        case 'not-running':
          return showSurvey(context, id, 'Its year is no longer published, so nobody can be asked.', 'warning');
        case 'nobody':
          return showSurvey(
            context,
            id,
            'Nobody was reminded: I reach nobody at the schools that have not answered. Please ask them yourself.',
            'warning',
          );
        default:
          return unreachable(outcome.reason);
      }
    default:
      return unreachable(outcome);
  }
}
