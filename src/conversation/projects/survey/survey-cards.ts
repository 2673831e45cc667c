import type { OrganisedSurvey, Survey } from '../../../app/projects/survey/surveys.js';
import { mostSurveyQuestions, type SurveyKind, type SurveyQuestion } from '../../../domain/survey.js';
import { sayDay, sayMoment } from '../../../domain/when.js';
import type { Action, Block, Card, ListItem } from '../../../rendering/card.js';
import { organiserAct as act } from '../../organising/organising-cards.js';
import type { View } from '../../programme/programme-cards.js';
import { capitalise, plural } from '../../talk/wording.js';
import { cohortTitle } from '../enrolments-cards.js';

export const kindWords: Readonly<Record<SurveyKind, string>> = {
  rating: 'A rating from 1 to 5',
  choice: 'One of several answers',
  words: 'In their own words',
};

/** `open until Friday 5 February 2027, 5pm` */
export function surveyState({ askedAt, closesAt }: Pick<Survey, 'askedAt' | 'closesAt'>, { now, zone }: View): string {
  if (askedAt === null) return 'draft: no school has been asked';
  return closesAt > now ? `open until ${sayMoment(closesAt, zone)}` : `closed since ${sayDay(closesAt, zone)}`;
}

/** `One of several answers: Yes, No` */
export function sayKind({ kind, options }: SurveyQuestion): string {
  return kind === 'choice' ? `${kindWords[kind]}: ${options.join(', ')}` : kindWords[kind];
}

interface Lead {
  readonly text: string;
  readonly tone: 'good' | 'warning';
}

/** Names are listed so far; all of them are in the file. */
const mostNamed = 12;

/** One survey for its organisers: its questions, and who has answered. @param file with the schools and the figures */
export function surveyCard(survey: OrganisedSurvey, view: View, lead?: Lead | '', file?: string): Card {
  const { title, schools, askedAt } = survey;
  const answered = schools.filter(({ answeredAt }) => answeredAt !== null);
  const missing = schools.filter(({ answeredAt }) => answeredAt === null).map(({ name }) => name);
  const facts = [
    { label: 'Schools', value: cohortTitle(survey) },
    { label: 'State', value: capitalise(surveyState(survey, view)) },
    askedAt === null
      ? { label: 'Closes', value: sayMoment(survey.closesAt, view.zone) }
      : { label: 'Answered', value: `${answered.length} of ${plural(schools.length, 'school')}` },
    ...(survey.remindedAt ? [{ label: 'Reminded', value: sayDay(survey.remindedAt, view.zone) }] : []),
    ...lastReminderFact(survey, view),
  ];
  const notYet = askedAt === null || missing.length === 0 ? '' : `Not yet: ${someOf(missing)}.`;
  const blocks: Block[] = [
    ...(lead ? [{ kind: 'text', ...lead } as const] : []),
    { kind: 'heading', text: title },
    { kind: 'facts', facts },
    ...(notYet ? [{ kind: 'text', text: notYet } as const] : []),
    ...(survey.questions.length > 0
      ? [{ kind: 'list', items: survey.questions.map((question) => questionItem(survey, question)) } as const]
      : [{ kind: 'text', text: 'It has no questions yet.' } as const]),
  ];
  const fallback = [lead ? lead.text : '', title, ...facts.map(({ label, value }) => `${label}: ${value}`), notYet];
  return {
    fallback: [...fallback, ...survey.questions.map(({ prompt }) => prompt)].filter(Boolean).join('\n'),
    blocks,
    actions: actionsOf(survey, view, missing.length, file),
    again: { verb: 'survey', data: { survey: survey.id } },
  };
}

/** When those who have not answered are reminded before the last day; nothing where there is nothing to remind of. */
function lastReminderFact({ lastReminder, lastRemindedAt, remindsAt, closesAt }: OrganisedSurvey, { now, zone }: View) {
  const label = 'Last reminder';
  if (lastRemindedAt) return [{ label, value: `Sent on ${sayDay(lastRemindedAt, zone)}` }];
  if (closesAt <= now) return [];
  if (!lastReminder) return [{ label, value: 'None' }];
  const value = remindsAt ? `${sayDay(remindsAt, zone)}, to those who have not answered` : 'None: it closes too soon';
  return [{ label, value }];
}

function someOf(names: readonly string[]): string {
  const shown = names.slice(0, mostNamed);
  const others = names.length - shown.length;
  return others > 0 ? `${shown.join('; ')}; and ${others} more, in the file` : shown.join('; ');
}

function questionItem({ id, askedAt }: Survey, question: SurveyQuestion): ListItem {
  const change = act('Change', 'survey-question', { survey: id, item: question.id }, { opensForm: true });
  return { title: question.prompt, detail: sayKind(question), ...(askedAt === null ? { action: change } : {}) };
}

function actionsOf(survey: OrganisedSurvey, view: View, missing: number, file: string | undefined): Action[] {
  const data = { survey: survey.id };
  const back = act('Back to the year', 'run-cohort', { project: survey.projectSlug, cohort: survey.cohortId });
  if (survey.askedAt === null) {
    const more = survey.questions.length < mostSurveyQuestions;
    const add = act('Add a question', 'survey-question', data, { opensForm: true });
    const ready = survey.questions.length > 0;
    return [
      ...(ready ? [act('Ask the schools', 'survey-preview', data, { style: 'primary' })] : []),
      ...(more ? [ready ? add : ({ ...add, style: 'primary' } as const)] : []),
      act('Change title or day', 'survey-new', data, { opensForm: true }),
      back,
    ];
  }
  const open = survey.closesAt > view.now;
  return [
    ...(open && missing > 0 ? [act('Remind them', 'survey-remind', data)] : []),
    act('What they said', 'survey-report', data, { keepsCard: true }),
    act(open ? 'Change title or day' : 'Open it again', 'survey-new', data, { opensForm: true }),
    ...(file ? [{ kind: 'link', label: 'As a file', url: file } as const] : []),
    back,
  ];
}

/** Surveys to choose from. @param verb what opens one */
export function surveysCard(surveys: readonly Survey[], view: View, verb: 'survey' | 'survey-report'): Card {
  const title = verb === 'survey' ? 'Surveys' : 'What did schools say in which survey?';
  const items = surveys.map((survey): ListItem => {
    return {
      title: survey.title,
      detail: `${cohortTitle(survey)} · ${surveyState(survey, view)}`,
      action: act('Open', verb, { survey: survey.id }, { keepsCard: true }),
    };
  });
  const none = 'There are no surveys yet.';
  return {
    fallback: [title, ...(items.length > 0 ? items.map((item) => `${item.title}: ${item.detail}`) : [none])].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      ...(items.length > 0 ? [{ kind: 'list', items } as const] : [{ kind: 'text', text: none } as const]),
    ],
    actions: verb === 'survey' ? [act('New survey', 'survey-new', {}, { style: 'primary' })] : [],
    again: { verb: verb === 'survey' ? 'surveys' : 'survey-report' },
  };
}
