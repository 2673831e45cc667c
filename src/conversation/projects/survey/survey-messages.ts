import { findRecipient } from '../../../app/people/recipient.js';
import { findSchoolSurvey } from '../../../app/projects/survey/answer-survey.js';
import { sayMoment } from '../../../domain/when.js';
import type { Card } from '../../../rendering/card.js';
import type { MakeMessage, MessageForms } from '../../talk/message-kind.js';
import { plural } from '../../talk/wording.js';
import { answerSurveyAction, cohortTitle, enrolmentAction } from '../enrolments-cards.js';

type SurveyMessage = 'survey-asked' | 'survey-reminder';

/** To whoever answers for a school. Nothing where the survey has closed, or the school has answered since. */
function surveyMessage(lead: (school: string) => string): MakeMessage<SurveyMessage> {
  return async ({ core }, { personId, payload }): Promise<Card | undefined> => {
    const reader = personId ? await findRecipient(core, personId) : undefined;
    const survey = reader && (await findSchoolSurvey(core, reader, payload.surveyId, payload.enrolmentId));
    if (!survey?.open || survey.answer) return undefined;
    const words = `${lead(survey.school)} ${plural(survey.questions.length, 'question')} about ${cohortTitle(survey)}.`;
    const until = `Once for your school, until ${sayMoment(survey.closesAt, core.timeZone)}. The figures name no school.`;
    return {
      fallback: `${survey.title}. ${words} ${until} Say "survey" to answer.`,
      blocks: [
        { kind: 'heading', text: survey.title },
        { kind: 'text', text: words },
        { kind: 'context', text: until },
      ],
      actions: [
        { ...answerSurveyAction('Answer', survey.id, survey.enrolmentId), style: 'primary' },
        enrolmentAction(survey.enrolmentId, 'Open the project'),
      ],
    };
  };
}

/** Messages about surveys. */
export const surveyMessages: MessageForms<SurveyMessage> = {
  'survey-asked': {
    label: 'Survey of the schools of a project',
    card: surveyMessage((school) => `Please answer for ${school}:`),
  },
  'survey-reminder': {
    label: 'Reminder of a survey',
    card: surveyMessage((school) => `${school} has not answered yet:`),
  },
};
