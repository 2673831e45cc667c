import { holds } from '../../../domain/actor.js';
import type { Intent } from '../../talk/intent.js';
import { projectsRefusal } from '../organising-projects.js';
import { openAnswers, saveAnswers } from './answering-surveys.js';
import { previewSurvey, remindSurvey, sendSurvey } from './asking-surveys.js';
import {
  answerSurveys,
  openSurvey,
  openSurveyForm,
  openSurveyQuestion,
  saveSurveyForm,
  saveSurveyQuestionForm,
} from './organising-surveys.js';
import { answerSurveyReport, reportRefusal } from './reporting-surveys.js';

const organisers = {
  may: (actor) => holds(actor, 'organiser'),
  refusal: projectsRefusal,
  personal: true,
} satisfies Pick<Intent, 'may' | 'refusal' | 'personal'>;
/** For anyone else, the words are about a survey of their own school. */
const unlessTheirOwn = { may: organisers.may, personal: true } satisfies Pick<Intent, 'may' | 'personal'>;

/** Surveys of the schools that take part in a project. Part of the intent table. */
export const surveyIntents: readonly Intent[] = [
  {
    verb: 'survey-new',
    says: [
      /^(please )?(create|add|make|plan|set|set up|new|start|run|begin) (me )?(an? |another )?(new )?survey\b/,
      /^(please )?survey (the |our |all )?(schools|leads)\b/,
    ],
    help: { title: 'Ask the schools of a project', example: 'set a survey' },
    run: openSurveyForm,
    ...organisers,
  },
  {
    verb: 'survey',
    says: [
      /\bwho (has|have|did|hasn'?t|haven'?t|didn'?t)( not)? (answered|answer|replied|responded)( to)?\b.*\bsurvey\b/,
    ],
    run: openSurvey,
    ...unlessTheirOwn,
  },
  {
    verb: 'survey-report',
    says: [
      /^(please )?(show |see |open |give )?(me )?(the )?(results?|report|answers|figures) (of|to|from|on) (the |our |a )?(.{0,80} )?survey\W*$/,
      /^(please )?(show |see |open )?(me )?(the )?(.{0,80} )?survey'?s? (results?|report|answers|figures)\W*$/,
      /\bwhat (did|do|have) (the |our )?(schools|heads|leads) (say|said)\b.*\bsurvey\b/,
    ],
    help: { title: 'What schools said in a survey', example: 'results of the survey' },
    may: (actor) => holds(actor, 'board'),
    refusal: reportRefusal,
    personal: true,
    run: answerSurveyReport,
  },
  {
    verb: 'surveys',
    says: [/^(show |list |see |open |manage )?(me )?(the |our |all |my )*surveys\W*$/],
    may: (actor) => holds(actor, 'board'),
    personal: true,
    run: answerSurveys,
  },
  {
    verb: 'survey-answer',
    says: [
      /^(please )?(let me |i want to |i'd like to )?(answer|fill in|fill out|complete|do|take|change) (the |our |my |a |that |this )?(.{0,80} )?survey\W*$/,
      /^(the |our |my |school'?s? )*surveys?\W*$/,
      /\b(change|correct) (my|our) answers? (to|in|of) (the |our |that )?(.{0,80} )?survey\b/,
    ],
    help: { title: 'Answer a survey for my school', example: 'answer the survey' },
    personal: true,
    ofSchool: true,
    run: openAnswers,
  },
  { verb: 'survey-answer-save', personal: true, ofSchool: true, run: saveAnswers },
  { verb: 'survey-save', run: saveSurveyForm, ...organisers },
  { verb: 'survey-question', run: openSurveyQuestion, ...organisers },
  { verb: 'survey-question-save', run: saveSurveyQuestionForm, ...organisers },
  { verb: 'survey-preview', run: previewSurvey, ...organisers },
  { verb: 'survey-send', run: sendSurvey, ...organisers },
  { verb: 'survey-remind', run: remindSurvey, ...organisers },
];
