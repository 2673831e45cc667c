import { presentCohorts, projectNames, readProgress, yearsOfProject } from '../../../app/projects/cohort-progress.js';
import { runsProjects } from '../../../app/projects/organised-projects.js';
import {
  addSurvey,
  changeSurvey,
  removeSurvey,
  removeSurveyQuestion,
  type SurveyOutcome,
  type SurveyRefusal,
  saveSurveyQuestion,
} from '../../../app/projects/survey/plan-survey.js';
import { findSurvey, listSurveys, type Survey } from '../../../app/projects/survey/surveys.js';
import { academicYearOf } from '../../../domain/academic-year.js';
import { type SurveyQuestion, surveyKinds } from '../../../domain/survey.js';
import { unreachable } from '../../../domain/unreachable.js';
import { faultWords } from '../../organising/event-forms.js';
import { organiserAct } from '../../organising/organising-cards.js';
import { instantOf } from '../../talk/local-time.js';
import { fieldOf, isTicked, readLines } from '../../talk/read-form.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../../talk/turn-context.js';
import { cohortTitle } from '../enrolments-cards.js';
import { projectsRefusal } from '../organising-projects.js';
import { projectMeant } from '../progress/project-meant.js';
import { say } from '../say.js';
import { surveysCard } from './survey-cards.js';
import { surveyForm, surveyQuestionForm } from './survey-forms.js';
import { showSurvey, surveyNotFound } from './surveys-shown.js';

/** "Surveys": all of them, for organisers to open and for the board to read. */
export async function answerSurveys(context: TurnContext): Promise<Answer> {
  const surveys = await listSurveys(context.services.core, context.actor);
  if (!surveys) return refuse('surveys', projectsRefusal);
  const verb = runsProjects(context.actor) ? 'survey' : 'survey-report';
  return { replies: [{ kind: 'card', card: surveysCard(surveys, context, verb) }] };
}

/** The survey of the button, or the only one; "who has not answered the survey?" */
export async function openSurvey(context: TurnContext, request: TurnRequest): Promise<Answer> {
  if (request.data.survey) return showSurvey(context, request.data.survey);
  const surveys = (await listSurveys(context.services.core, context.actor)) ?? [];
  const [only, ...others] = surveys;
  return only && others.length === 0 ? showSurvey(context, only.id) : answerSurveys(context);
}

/** The form of a survey: of the one in the button, or a new one for the year that is meant. */
export async function openSurveyForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  if (request.data.survey) {
    const survey = await findSurvey(core, context.actor, request.data.survey);
    return survey ? form(surveyForm(survey, context.zone)) : surveyNotFound;
  }
  const cohort = await yearMeant(context, request);
  if (cohort === 'several') return whichYear(context);
  if (!cohort) return say('No project that schools join goes on this year. A survey is for the schools of one.', []);
  return form(surveyForm(cohort, context.zone));
}

const form = (shown: ReturnType<typeof surveyForm>): Answer => ({ replies: [{ kind: 'form', form: shown }] });

async function yearMeant(
  context: TurnContext,
  request: TurnRequest,
): Promise<{ readonly title: string; readonly cohort: string } | 'several' | undefined> {
  const { core } = context.services;
  const present = academicYearOf(context.now, context.zone);
  const year = async (id: string) => {
    const found = await readProgress(core, id);
    return found && { title: cohortTitle(found), cohort: found.cohortId };
  };
  if (request.data.cohort) return year(request.data.cohort);
  const slug = await projectMeant(context, request.text, await projectNames(core));
  const years = slug ? await yearsOfProject(core, slug) : [];
  const latest = years.find(({ academicYear }) => academicYear <= present) ?? years.at(-1);
  if (latest) return year(latest.id);
  const [only, ...others] = await presentCohorts(core, present);
  if (others.length > 0) return 'several';
  return only && year(only.id);
}

async function whichYear(context: TurnContext): Promise<Answer> {
  const cohorts = await presentCohorts(context.services.core, academicYearOf(context.now, context.zone));
  const lead = 'A survey of the schools of which project?';
  const items = cohorts.map(({ id, title }) => ({
    title,
    action: organiserAct('Choose', 'survey-new', { cohort: id }, { opensForm: true }),
  }));
  const blocks = [{ kind: 'text', text: lead, tone: 'strong' } as const, { kind: 'list', items } as const];
  const fallback = [lead, ...items.map(({ title }) => title)].join('\n');
  return { replies: [{ kind: 'card', card: { fallback, blocks, again: { verb: 'survey-new' } } }] };
}

/** The submitted form of a survey. */
export async function saveSurveyForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const { survey: id, cohort = '' } = request.data;
  const survey = id ? await findSurvey(core, context.actor, id) : undefined;
  if (id && !survey) return surveyNotFound;
  if (survey && isTicked(request, 'remove'))
    return afterChange(context, await removeSurvey(core, context.actor, survey.id), 'The draft has been deleted.');
  const closesAt = instantOf(fieldOf(request, 'closes'), '17:00', context.zone);
  const title = fieldOf(request, 'title').replace(/\s+/g, ' ');
  const plan = { title, lastReminder: isTicked(request, 'reminds') };
  const outcome: SurveyOutcome = !closesAt
    ? { kind: 'faulty', faults: { closes: fieldOf(request, 'closes') === '' ? 'missing' : 'unknown' } }
    : survey
      ? await changeSurvey(core, context.actor, survey.id, { ...plan, closesAt })
      : await addSurvey(core, context.actor, cohort, { ...plan, closesAt });
  if (outcome.kind !== 'faulty')
    return afterChange(context, outcome, survey ? 'Saved.' : 'The draft has been made. Now add its questions.');
  const found = survey ? undefined : await readProgress(core, cohort);
  const of = survey ?? (found && { title: cohortTitle(found), cohort: found.cohortId });
  const refused = { values: request.values, faults: faultWords(outcome.faults) };
  return of ? form(surveyForm(of, context.zone, refused)) : surveyNotFound;
}

/** A question: a new one, or one to change. */
export async function openSurveyQuestion(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await questionMeant(context, request);
  return found ? form(surveyQuestionForm(found.survey, found.question)) : surveyNotFound;
}

async function questionMeant(
  context: TurnContext,
  request: TurnRequest,
): Promise<{ readonly survey: Survey; readonly question: SurveyQuestion | undefined } | undefined> {
  const survey = await findSurvey(context.services.core, context.actor, request.data.survey ?? '');
  const question = survey?.questions.find(({ id }) => id === request.data.item);
  return survey && (question || !request.data.item) ? { survey, question } : undefined;
}

/** The submitted form of a question: it is added, changed or taken out. */
export async function saveSurveyQuestionForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const found = await questionMeant(context, request);
  if (!found) return surveyNotFound;
  const { survey, question } = found;
  if (question && isTicked(request, 'remove')) {
    const outcome = await removeSurveyQuestion(core, context.actor, survey.id, question.id);
    return afterChange(context, outcome, 'The question has been removed.');
  }
  const kind = surveyKinds.find((one) => one === fieldOf(request, 'kind'));
  const plan = {
    prompt: fieldOf(request, 'prompt').replace(/\s+/g, ' '),
    options: kind === 'choice' ? readLines(request, 'options') : [],
  };
  const outcome: SurveyOutcome = kind
    ? await saveSurveyQuestion(core, context.actor, survey.id, { ...plan, kind }, question?.id)
    : { kind: 'faulty', faults: { kind: 'unknown' } };
  if (outcome.kind !== 'faulty')
    return afterChange(context, outcome, question ? 'Saved.' : 'The question has been added.');
  const refused = { values: request.values, faults: faultWords(outcome.faults) };
  return form(surveyQuestionForm(survey, question, refused));
}

async function afterChange(context: TurnContext, outcome: SurveyOutcome, done: string): Promise<Answer> {
  switch (outcome.kind) {
    case 'saved':
      return showSurvey(context, outcome.surveyId, done);
    case 'gone': {
      const list = await answerSurveys(context);
      return { ...list, replies: [text(done), ...list.replies] };
    }
    case 'faulty':
      return { replies: [text('Something about it has changed. Please open it again.')] };
    case 'refused':
      return refusedSurvey(outcome.reason);
    default:
      return unreachable(outcome);
  }
}

function refusedSurvey(reason: SurveyRefusal): Answer {
  switch (reason) {
    case 'not-allowed':
      return refuse('survey-save', projectsRefusal);
    case 'not-found':
      return surveyNotFound;
    case 'asked':
      return say('Schools have been asked, so its questions stay. A new survey can ask something else.', []);
    case 'not-running':
      return say('Only schools of a published year can be asked. Publish it first.', []);
    default:
      return unreachable(reason);
  }
}
