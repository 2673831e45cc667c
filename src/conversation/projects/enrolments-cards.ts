import type { JoinableCohort } from '../../app/projects/cohorts.js';
import type { EnrolmentView, NamedPerson } from '../../app/projects/enrolment-views.js';
import { sayAcademicYear } from '../../domain/academic-year.js';
import { type EnrolmentState, joiningState } from '../../domain/enrolment.js';
import { sayDate, sayDay, sayMoment } from '../../domain/when.js';
import type { ActAction, Block, Card, ListItem, Tone } from '../../rendering/card.js';
import type { View } from '../programme/programme-cards.js';
import { capitalise, ordinal, plural } from '../talk/wording.js';

/** `Reading 2026/27`, and its label where a year has more than one. */
export function cohortTitle(cohort: {
  readonly projectName: string;
  readonly academicYear: number;
  readonly label?: string;
}): string {
  const title = `${cohort.projectName} ${sayAcademicYear(cohort.academicYear)}`;
  return cohort.label ? `${title}: ${cohort.label}` : title;
}

const standing: Record<EnrolmentState, string> = {
  interested: 'interested',
  awaiting_head: 'waiting for the headteacher to confirm',
  registered: 'taking part',
  waiting: 'on the waiting list',
  declined: 'declined',
  withdrawn: 'withdrawn',
};

/** `on the waiting list, 2nd` */
export function sayStanding({ state, position }: Pick<EnrolmentView, 'state' | 'position'>): string {
  return position === null ? standing[state] : `${standing[state]}, ${ordinal(position)}`;
}

const joinLabels: Record<JoinableCohort['joinBy'], string> = {
  registration: 'Register my school',
  application: 'Apply',
  nomination: 'Put somebody forward',
  none: 'How to join',
};

/** The button that begins to join. @param to a project by its slug, or one of its cohorts by id */
export function joinAction(
  joinBy: JoinableCohort['joinBy'],
  to: { readonly project: string } | { readonly cohort: string },
): ActAction {
  return {
    kind: 'act',
    label: joinLabels[joinBy],
    verb: 'project-join',
    data: { ...to },
    opensForm: true,
    keepsCard: true,
  };
}

export function enrolmentAction(id: string, label = 'Open'): ActAction {
  return { kind: 'act', label, verb: 'enrolment', data: { enrolment: id }, keepsCard: true };
}

export const myProjectsAction: ActAction = { kind: 'act', label: 'My projects', verb: 'my-projects', keepsCard: true };

/** `41 of 45 places taken, 3 schools waiting`; empty where there is no limit. */
export function sayPlaces(cohort: Pick<JoinableCohort, 'places' | 'taken' | 'waiting'>): string {
  if (cohort.places === null) return '';
  const waiting = cohort.waiting > 0 ? `, ${plural(cohort.waiting, 'school')} waiting` : '';
  return `${cohort.taken} of ${cohort.places} places taken${waiting}`;
}

/** Projects that can be joined now, with the status of the user's school in each. */
export function openProjectsCard(cohorts: readonly JoinableCohort[], own: readonly EnrolmentView[], view: View): Card {
  const items = cohorts.map((cohort): ListItem => {
    const mine = own.find(({ cohortId }) => cohortId === cohort.id);
    const until = cohort.closesAt ? `Join by ${sayDay(cohort.closesAt, view.zone)}` : 'Join at any time';
    const ours = mine ? `your school is ${sayStanding(mine)}` : '';
    return {
      title: cohortTitle(cohort),
      detail: [until, sayPlaces(cohort), ours].filter(Boolean).join(' · '),
      action:
        mine && mine.state !== 'interested'
          ? enrolmentAction(mine.id)
          : joinAction(cohort.joinBy, { cohort: cohort.id }),
    };
  });
  const title = 'Projects you can join now';
  return {
    fallback: [`${title}:`, ...items.map((item) => `${item.title}: ${item.detail}`), 'Say "join" and the name.'].join(
      '\n',
    ),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'list', items },
    ],
    actions: [myProjectsAction],
    again: { verb: 'projects-open' },
  };
}

/** Several years of one project can be joined: asks which. */
export function whichCohortCard(cohorts: readonly JoinableCohort[], view: View): Card {
  return { ...openProjectsCard(cohorts, [], view), actions: [] };
}

/** The status of one school in one cohort, with the actions for this user. @param lead what has just happened */
export function enrolmentCard(enrolment: EnrolmentView, lead: string, view: View, tone?: Tone): Card {
  const facts = [
    { label: 'School', value: enrolment.school },
    { label: 'Status', value: capitalise(sayStanding(enrolment)) },
    ...(enrolment.strands.length > 0 ? [{ label: 'Strands', value: enrolment.strands.join(', ') }] : []),
    ...(enrolment.lead ? [{ label: 'Lead', value: sayPerson(enrolment.lead) }] : []),
    ...(enrolment.contact ? [{ label: 'Contact', value: sayPerson(enrolment.contact) }] : []),
    ...formerFact('lead', 'Led before by', enrolment, view),
    ...formerFact('contact', 'Contact before', enrolment, view),
    ...(enrolment.askedBy && enrolment.state === 'awaiting_head'
      ? [{ label: 'Asked by', value: enrolment.askedBy }]
      : []),
    ...(enrolment.withdrawReason ? [{ label: 'Reason', value: enrolment.withdrawReason }] : []),
  ];
  const title = cohortTitle(enrolment);
  const good = enrolment.state === 'registered';
  return {
    fallback: [`${title}. ${lead}`, ...facts.map(({ label, value }) => `${label}: ${value}.`)].join('\n'),
    blocks: [
      { kind: 'text', text: lead, tone: tone ?? (good ? 'good' : 'strong') },
      { kind: 'heading', text: title },
      { kind: 'facts', facts },
      ...(good ? surveyBlocks(enrolment, view) : []),
      ...(good ? milestoneBlocks(enrolment, view) : []),
    ],
    actions: [...enrolmentActions(enrolment), myProjectsAction],
    again: { verb: 'enrolment', data: { enrolment: enrolment.id } },
  };
}

/** `Sam Field, Tuesday 1 September 2026 to Monday 1 March 2027` */
function formerFact(part: 'lead' | 'contact', label: string, { before }: EnrolmentView, { zone }: View) {
  const former = before.filter((one) => one.part === part);
  const value = former.map(({ name, from, until }) => `${name}, ${sayDay(from, zone)} to ${sayDay(until, zone)}`);
  return former.length === 0 ? [] : [{ label, value: value.join('; ') }];
}

function sayPerson({ name, left }: NamedPerson): string {
  return left ? `${name} (no longer at the school: please name somebody else)` : name;
}

/** What the school is asked just now. */
function surveyBlocks({ id, surveys, rights }: EnrolmentView, { now, zone }: View): Block[] {
  const open = surveys.filter(({ closesAt }) => closesAt > now);
  if (open.length === 0) return [];
  const items = open.map((survey): ListItem => {
    const label = survey.answered ? 'Change' : 'Answer';
    return {
      title: survey.answered ? `✓ ${survey.title}` : survey.title,
      detail: `${survey.answered ? 'Answered; it can be changed' : 'Open'} until ${sayMoment(survey.closesAt, zone)}`,
      ...(rights.answer ? { action: answerSurveyAction(label, survey.id, id) } : {}),
    };
  });
  return [
    { kind: 'text', text: open.length === 1 ? 'Survey' : 'Surveys', tone: 'strong' },
    { kind: 'list', items },
  ];
}

/** The button to a school's answers. */
export function answerSurveyAction(label: string, survey: string, enrolment: string): ActAction {
  return { kind: 'act', label, verb: 'survey-answer', data: { survey, enrolment }, opensForm: true };
}

function milestoneBlocks(enrolment: EnrolmentView, view: View): Block[] {
  if (enrolment.milestones.length === 0) return [];
  const done = enrolment.milestones.filter(({ tickedAt }) => tickedAt).length;
  const items = enrolment.milestones.map(({ id, title, dueOn, tickedAt }): ListItem => {
    const due = dueOn ? `By ${sayDate(dueOn)}` : '';
    const ticked = tickedAt ? `done, ticked on ${sayDay(tickedAt, view.zone)}` : '';
    const action: ActAction = {
      kind: 'act',
      label: tickedAt ? 'Not done' : 'Done',
      verb: 'milestone',
      data: { enrolment: enrolment.id, milestone: id, to: tickedAt ? 'unticked' : 'ticked' },
    };
    const detail = [due, ticked].filter(Boolean).join(' · ');
    return {
      title: tickedAt ? `✓ ${title}` : title,
      ...(detail ? { detail } : {}),
      ...(enrolment.rights.tick ? { action } : {}),
    };
  });
  return [
    { kind: 'text', text: `Milestones: ${done} of ${enrolment.milestones.length} done`, tone: 'strong' },
    { kind: 'list', items },
  ];
}

function enrolmentActions({ id, state, rights, cohortId, projectName }: EnrolmentView): ActAction[] {
  const data = { enrolment: id };
  const living = state === 'registered' || state === 'waiting' || state === 'awaiting_head' || state === 'interested';
  const deciding: ActAction[] =
    state === 'awaiting_head' && rights.decide
      ? [
          { kind: 'act', label: 'Confirm', verb: 'enrolment-confirm', data, style: 'primary' },
          { kind: 'act', label: 'Decline', verb: 'enrolment-decline', data, style: 'danger' },
        ]
      : [];
  return [
    ...deciding,
    ...(state === 'interested'
      ? [{ ...joinAction('registration', { cohort: cohortId }), label: `Join ${projectName}` }]
      : []),
    ...(rights.namePeople && living && state !== 'interested'
      ? [{ kind: 'act', label: 'Change lead or contact', verb: 'enrolment-people', data, opensForm: true } as const]
      : []),
    ...(rights.withdraw && living
      ? [{ kind: 'act', label: 'Withdraw', verb: 'enrolment-withdraw-ask', data, opensForm: true } as const]
      : []),
  ];
}

/** A section of "my projects". */
interface ProjectSection {
  readonly title: string;
  readonly items: readonly ListItem[];
}

/**
 * The projects, applications and nominations of the user's school, as far as the user may see them.
 * @param first what was asked for by its name, so that its other pages have the same order; empty for none
 */
export function myProjectsCard(school: string, sections: readonly ProjectSection[], first: string): Card {
  const title = `Projects of ${school}`;
  const filled = sections.filter(({ items }) => items.length > 0);
  const lines = filled.flatMap((section) => [
    `${section.title}:`,
    ...section.items.map((item) => [item.title, item.detail].filter(Boolean).join(', ')),
  ]);
  const nothing = 'Your school is not in any project this year.';
  return {
    fallback: [title, ...(lines.length > 0 ? lines : [nothing])].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      ...(filled.length === 0 ? [{ kind: 'text', text: nothing } as const] : []),
      ...filled.flatMap((section): Block[] => [
        ...(filled.length > 1 ? [{ kind: 'text', text: section.title, tone: 'strong' } as const] : []),
        { kind: 'list', items: section.items },
      ]),
    ],
    actions: [{ kind: 'act', label: 'What can we join?', verb: 'projects-open', keepsCard: true }],
    again: { verb: 'my-projects', data: first ? { aspect: first } : {} },
  };
}

/** `not open yet`, and the like, as a sentence about joining. */
export function sayClosed(cohort: JoinableCohort, view: View): string {
  const title = cohortTitle(cohort);
  switch (joiningState(cohort, view.now)) {
    case 'not-open-yet':
      return cohort.opensAt
        ? `${title} can be joined from ${sayDay(cohort.opensAt, view.zone)}.`
        : `${title} cannot be joined yet.`;
    case 'closed':
      return cohort.closesAt
        ? `Joining ${title} closed on ${sayDay(cohort.closesAt, view.zone)}. The organisers can still help: ask the team.`
        : `Joining ${title} has closed.`;
    case 'cancelled':
      return `${title} is not taking place.`;
    default:
      return `${title} is over.`;
  }
}
