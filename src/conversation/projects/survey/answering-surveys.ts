import { isUnproven } from '../../../app/people/school-standing.js';
import {
  findSchoolSurvey,
  giveSurveyAnswers,
  type SchoolSurvey,
  surveysToAnswer,
} from '../../../app/projects/survey/answer-survey.js';
import type { SurveyAnswers } from '../../../domain/survey.js';
import { unreachable } from '../../../domain/unreachable.js';
import { sayDay, sayMoment } from '../../../domain/when.js';
import type { Card, FormValues, ListItem } from '../../../rendering/card.js';
import { faultWords } from '../../organising/event-forms.js';
import { provenOrAsked } from '../../people/belonging.js';
import { askWho } from '../../people/people.js';
import { fieldOf, fieldOfQuestion } from '../../talk/read-form.js';
import type { Answer, TurnContext, TurnRequest } from '../../talk/turn-context.js';
import { answerSurveyAction, cohortTitle, enrolmentAction, myProjectsAction } from '../enrolments-cards.js';
import { say } from '../say.js';
import { answersForm, seenOf } from './survey-forms.js';

const nothingOpen =
  'Your school has no survey to answer just now. I will ask whoever leads the project at your school.';
const notFound = 'I cannot find that survey for your school.';
const notYours =
  'The headteacher, the lead, the contact or whoever asked to join answers for the school. Please ask one of them.';

/** The form: of the survey in the button, or of the only open one of the school. */
export async function openAnswers(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const { actor } = context;
  const { survey, enrolment } = request.data;
  if (survey || enrolment) {
    const found = await findSchoolSurvey(core, actor, survey ?? '', enrolment ?? '');
    return found ? answerOne(context, found) : say(notFound);
  }
  if (actor.personId === null || actor.post === null)
    return askWho(context, 'Tell me your school, and I will show you its surveys.', {
      verb: 'survey-answer',
      data: {},
    });
  if (isUnproven(actor)) {
    const passed = await provenOrAsked(context);
    if ('answer' in passed) return passed.answer;
    if (!isUnproven(passed.actor)) return openAnswers({ ...context, actor: passed.actor }, request);
  }
  const open = await surveysToAnswer(core, actor);
  const [only, ...others] = open;
  if (!only) return say(nothingOpen);
  return others.length === 0
    ? answerOne(context, only)
    : { replies: [{ kind: 'card', card: openSurveysCard(open, context) }] };
}

function answerOne(context: TurnContext, survey: SchoolSurvey): Answer {
  if (!survey.open) return say(closedWords(survey, context.zone));
  if (!survey.mayAnswer) return say(notYours);
  return { replies: [{ kind: 'form', form: answersForm(survey, context.zone) }] };
}

function closedWords({ title, closesAt, answer }: SchoolSurvey, zone: string): string {
  const kept = answer ? 'Your school’s answers stay as they are.' : 'It can no longer be answered.';
  return `“${title}” closed on ${sayDay(closesAt, zone)}. ${kept}`;
}

function openSurveysCard(surveys: readonly SchoolSurvey[], { zone }: TurnContext): Card {
  const lead = 'Which survey?';
  const items = surveys.map((survey): ListItem => {
    const state = survey.answer ? 'answered' : 'not answered yet';
    return {
      title: survey.title,
      detail: `${cohortTitle(survey)} · ${state} · until ${sayMoment(survey.closesAt, zone)}`,
      action: answerSurveyAction(survey.answer ? 'Change' : 'Answer', survey.id, survey.enrolmentId),
    };
  });
  return {
    fallback: [lead, ...items.map(({ title, detail }) => `${title}: ${detail}`)].join('\n'),
    blocks: [
      { kind: 'text', text: lead, tone: 'strong' },
      { kind: 'list', items },
    ],
    actions: [myProjectsAction],
    again: { verb: 'survey-answer' },
  };
}

/** The submitted form: the school's answers are kept, or it is shown again. */
export async function saveAnswers(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const { survey: surveyId = '', enrolment: enrolmentId = '', seen = '' } = request.data;
  const found = await findSchoolSurvey(core, context.actor, surveyId, enrolmentId);
  if (!found) return say(notFound);
  const answers = readTyped(found, request);
  const outcome = await giveSurveyAnswers(core, context.actor, { surveyId, enrolmentId }, answers, seen);
  const { values } = request;
  const again = (faults: Readonly<Record<string, string>>): Answer => ({
    replies: [{ kind: 'form', form: answersForm(found, context.zone, { values, faults, seen }) }],
  });
  switch (outcome.kind) {
    case 'given':
    case 'changed':
      return { replies: [{ kind: 'card', card: thanksCard(found, outcome.kind, context.zone) }] };
    case 'answered-since':
      return answeredSince(context, found, values);
    case 'faulty': {
      const words = faultWords(outcome.faults);
      return again(
        Object.fromEntries(
          found.questions.flatMap(({ id }, at) => (words[id] ? [[fieldOfQuestion(at), words[id]]] : [])),
        ),
      );
    }
    case 'refused':
      if (outcome.reason === 'closed') return say(closedWords(found, context.zone));
      if (outcome.reason === 'empty') return again({ [fieldOfQuestion(0)]: 'Answer at least one of the questions.' });
      return say(outcome.reason === 'not-yours' ? notYours : notFound);
    default:
      return unreachable(outcome);
  }
}

/** A colleague answered after the form was opened: it says so, and sent once more it takes the place of theirs. */
function answeredSince({ zone }: TurnContext, survey: SchoolSurvey, values: FormValues): Answer {
  const refused = { values, faults: {}, seen: seenOf(survey) };
  return { replies: [{ kind: 'form', form: answersForm(survey, zone, refused, sinceWords(survey)) }] };
}

function sinceWords({ answer }: SchoolSurvey): string {
  const who = answer?.by ?? 'A colleague';
  return `${who} has answered for your school meanwhile. “Send” puts your answers in the place of theirs; “Not now” leaves theirs.`;
}

/** What is no number of the question is refused by the use case. */
function readTyped({ questions }: SchoolSurvey, request: TurnRequest): SurveyAnswers {
  const typed = questions.map(({ id, kind }, at) => ({ id, kind, value: fieldOf(request, fieldOfQuestion(at)) }));
  const given = typed.filter(({ value }) => value !== '');
  return {
    figures: Object.fromEntries(
      given
        .filter(({ kind }) => kind !== 'words')
        .map(({ id, value }) => [id, /^\d$|^\d\d$/.test(value) ? Number(value) : -1]),
    ),
    words: Object.fromEntries(given.filter(({ kind }) => kind === 'words').map(({ id, value }) => [id, value])),
  };
}

function thanksCard(survey: SchoolSurvey, outcome: 'given' | 'changed', zone: string): Card {
  const lead =
    outcome === 'given' ? `Thank you: ${survey.school} has answered.` : 'Thank you, the answers have been changed.';
  const until = `The answers can be changed until ${sayMoment(survey.closesAt, zone)}.`;
  return {
    fallback: `${lead} ${until}`,
    blocks: [
      { kind: 'text', text: lead, tone: 'good' },
      { kind: 'heading', text: survey.title },
      { kind: 'context', text: until },
    ],
    actions: [
      answerSurveyAction('Change the answers', survey.id, survey.enrolmentId),
      enrolmentAction(survey.enrolmentId, 'Open the project'),
      myProjectsAction,
    ],
  };
}
