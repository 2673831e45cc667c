import type { SchoolSurvey } from '../../../app/projects/survey/answer-survey.js';
import type { Survey } from '../../../app/projects/survey/surveys.js';
import { longest, mostOptions } from '../../../domain/event-plan.js';
import { longestSurveyAnswer, type SurveyQuestion, surveyKinds } from '../../../domain/survey.js';
import { sayMoment } from '../../../domain/when.js';
import type { Block, Field, Form, FormValues } from '../../../rendering/card.js';
import { organiserAct as act } from '../../organising/organising-cards.js';
import { localDate } from '../../talk/local-time.js';
import { fieldOfQuestion } from '../../talk/read-form.js';
import { cohortTitle } from '../enrolments-cards.js';
import { kindWords } from './survey-cards.js';

interface Refused {
  readonly values: FormValues;
  readonly faults: Readonly<Record<string, string>>;
}

/** The title and the last day. @param of the year that a new one is for, or the survey to change */
export function surveyForm(
  of: { readonly title: string; readonly cohort: string } | Survey,
  zone: string,
  refused?: Refused,
): Form {
  const known = 'id' in of ? of : undefined;
  const where = 'id' in of ? cohortTitle(of) : of.title;
  const reminds = String(known?.lastReminder ?? true);
  const values: FormValues = known
    ? { title: known.title, closes: localDate(known.closesAt, zone), reminds }
    : { reminds };
  const draft = known?.askedAt === null;
  return {
    title: known ? 'Change the survey' : 'A new survey',
    intro: [
      { kind: 'text', text: where, tone: 'strong' },
      {
        kind: 'text',
        text: 'Each school that takes part answers once, and can change its answers until the last day.',
      },
    ],
    fields: [
      { id: 'title', kind: 'text', label: 'Title', required: true, maxLength: longest.title },
      { id: 'closes', kind: 'date', label: 'Last day to answer', hint: 'Until 5pm.', required: true },
      { id: 'reminds', kind: 'tick', label: 'Remind those who have not answered, once, before the last day' },
      ...(draft ? [{ id: 'remove', kind: 'tick', label: 'Delete this draft' } as const] : []),
    ],
    values: refused?.values ?? values,
    faults: refused?.faults ?? {},
    submit: {
      label: known ? 'Save' : 'Next: its questions',
      verb: 'survey-save',
      data: 'id' in of ? { survey: of.id } : { cohort: of.cohort },
    },
    fallback: `A survey of the schools of ${where}.`,
  };
}

/** One question. @param question undefined makes a new one */
export function surveyQuestionForm(survey: Survey, question: SurveyQuestion | undefined, refused?: Refused): Form {
  const values: FormValues = question
    ? { prompt: question.prompt, kind: question.kind, options: question.options.join('\n') }
    : { kind: 'rating' };
  return {
    title: question ? 'Change the question' : 'Add a question',
    intro: [{ kind: 'text', text: survey.title, tone: 'strong' }],
    fields: [
      { id: 'prompt', kind: 'text', label: 'Question', required: true, maxLength: longest.prompt },
      {
        id: 'kind',
        kind: 'choice',
        label: 'Answered by',
        required: true,
        expanded: true,
        options: surveyKinds.map((kind) => ({ value: kind, label: kindWords[kind] })),
      },
      {
        id: 'options',
        kind: 'text',
        label: 'The answers, one per line',
        hint: 'Only where schools choose one of several.',
        multiline: true,
        maxLength: mostOptions * (longest.option + 1),
      },
      ...(question ? [{ id: 'remove', kind: 'tick', label: 'Remove this question' } as const] : []),
    ],
    values: refused?.values ?? values,
    faults: refused?.faults ?? {},
    submit: {
      label: question ? 'Save' : 'Add it',
      verb: 'survey-question-save',
      data: { survey: survey.id, ...(question ? { item: question.id } : {}) },
    },
    fallback: `A question of ${survey.title}.`,
  };
}

/** What was typed of the answers, what is wrong with it, and which answers of the school whoever typed it had seen. */
type RefusedAnswers = Refused & { readonly seen: string };

/** Which answers of the school these are, by the moment of their last change; empty for none. */
export function seenOf({ answer }: SchoolSurvey): string {
  return answer?.editedAt.toISOString() ?? '';
}

/** The questions, for one of a school's people. @param lead before them, such as that a colleague answered meanwhile */
export function answersForm(survey: SchoolSurvey, zone: string, refused?: RefusedAnswers, lead?: string): Form {
  const seen = refused?.seen ?? seenOf(survey);
  const hasWords = survey.questions.some(({ kind }) => kind === 'words');
  const intro: Block[] = [
    ...(lead ? [{ kind: 'text', text: lead, tone: 'warning' } as const] : []),
    { kind: 'text', text: `For ${survey.school}. ${cohortTitle(survey)}.`, tone: 'strong' },
    {
      kind: 'text',
      text: `The figures name no school${hasWords ? '; the organisers read what you write' : ''}. The organisers see that your school has answered.`,
    },
  ];
  return {
    title: survey.title,
    intro,
    fields: survey.questions.map(fieldFor),
    values: refused?.values ?? valuesOf(survey),
    faults: refused?.faults ?? {},
    submit: {
      label: 'Send',
      verb: 'survey-answer-save',
      data: {
        survey: survey.id,
        enrolment: survey.enrolmentId,
        ...(seen ? { seen } : {}),
      },
    },
    cancel: act('Not now', 'enrolment', { enrolment: survey.enrolmentId }),
    fallback: `${survey.title}: ${survey.questions.map(({ prompt }) => prompt).join(' ')} Until ${sayMoment(survey.closesAt, zone)}.`,
  };
}

const ratingWords = ['1, not at all', '2', '3', '4', '5, very much'];

function fieldFor({ kind, prompt, options }: SurveyQuestion, at: number): Field {
  const id = fieldOfQuestion(at);
  switch (kind) {
    case 'rating':
      return {
        id,
        kind: 'choice',
        label: prompt,
        expanded: true,
        options: ratingWords.map((label) => ({ value: label.charAt(0), label })),
      };
    case 'choice':
      return {
        id,
        kind: 'choice',
        label: prompt,
        expanded: options.length <= 5,
        options: options.map((label, index) => ({ value: String(index), label })),
      };
    case 'words':
      return { id, kind: 'text', label: prompt, multiline: true, maxLength: longestSurveyAnswer };
  }
}

function valuesOf({ answer, questions }: SchoolSurvey): FormValues {
  if (!answer) return {};
  return Object.fromEntries(
    questions.map(({ id, kind }, at) => [
      fieldOfQuestion(at),
      kind === 'words' ? (answer.words[id] ?? '') : String(answer.figures[id] ?? ''),
    ]),
  );
}
