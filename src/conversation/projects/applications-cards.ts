import type { ApplicationView } from '../../app/projects/applications.js';
import type { JoinableCohort } from '../../app/projects/cohorts.js';
import { applicationLimits } from '../../domain/decision.js';
import { sayDay } from '../../domain/when.js';
import type { Block, Card, Form, ListItem } from '../../rendering/card.js';
import type { View } from '../programme/programme-cards.js';
import { decisionActions } from './decisions-cards.js';
import type { Refused } from './enrolment-forms.js';
import { cohortTitle, myProjectsAction } from './enrolments-cards.js';

/** `£2,500` */
export function sayPounds(pounds: number): string {
  return `£${pounds.toLocaleString('en-GB')}`;
}

/** Applies for a grant. */
export function applicationForm(cohort: JoinableCohort, view: View, refused?: Refused): Form {
  const title = `Apply to ${cohortTitle(cohort)}`;
  const { least, most } = applicationLimits;
  const until = cohort.closesAt ? ` Apply by ${sayDay(cohort.closesAt, view.zone)}.` : '';
  return {
    title,
    intro: [{ kind: 'text', text: `An organiser will decide, and I will tell you here.${until}` }],
    fields: [
      {
        kind: 'text',
        id: 'title',
        label: 'What do you want to find out?',
        required: true,
        maxLength: applicationLimits.title,
      },
      {
        kind: 'text',
        id: 'amount',
        label: 'How much do you ask for?',
        hint: `Whole pounds, from ${sayPounds(least)} to ${sayPounds(most)}.`,
        required: true,
        maxLength: 12,
      },
      {
        kind: 'text',
        id: 'plan',
        label: 'What will you do?',
        required: true,
        multiline: true,
        maxLength: applicationLimits.plan,
      },
      {
        kind: 'text',
        id: 'judged',
        label: 'How will you judge whether it worked?',
        required: true,
        multiline: true,
        maxLength: applicationLimits.judged,
      },
    ],
    ...(refused ? { values: refused.values, faults: refused.faults } : {}),
    submit: { label: 'Send the application', verb: 'application-send', data: { cohort: cohort.id } },
    fallback: `${title}: open this where forms can be shown.`,
  };
}

const stateWords: Record<ApplicationView['state'], string> = {
  asked: 'Waiting for a decision',
  approved: 'Approved',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
};

/** One application with what was asked, and its decision. @param lead what has just happened; empty for nothing */
export function applicationCard(application: ApplicationView, lead: string, view: View): Card {
  const { answers, reason } = application;
  const facts = [
    { label: 'School', value: application.school },
    { label: 'Status', value: stateWords[application.state] },
    ...(answers ? [{ label: 'Amount', value: sayPounds(answers.amount) }] : []),
    { label: 'Sent', value: sayDay(application.createdAt, view.zone) },
    ...(application.askedBy ? [{ label: 'By', value: application.askedBy }] : []),
    ...(reason ? [{ label: 'The organisers say', value: reason }] : []),
  ];
  const texts: Block[] = answers
    ? [
        { kind: 'text', text: 'What will be done', tone: 'strong' },
        { kind: 'text', text: answers.plan },
        { kind: 'text', text: 'How it will be judged', tone: 'strong' },
        { kind: 'text', text: answers.judged },
      ]
    : [];
  const title = answers?.title ?? 'Application';
  return {
    fallback: [
      lead,
      `${title} (${cohortTitle(application)})`,
      ...facts.map(({ label, value }) => `${label}: ${value}.`),
      ...(answers ? [answers.plan, answers.judged] : []),
    ]
      .filter(Boolean)
      .join('\n'),
    blocks: [
      ...(lead ? [{ kind: 'text', text: lead, tone: 'strong' } as const] : []),
      { kind: 'heading', text: title },
      { kind: 'context', text: cohortTitle(application) },
      { kind: 'facts', facts },
      ...texts,
    ],
    actions: [
      ...(application.mayDecide ? decisionActions('application', application.id) : []),
      ...(application.mayWithdraw
        ? [
            {
              kind: 'act',
              label: 'Withdraw it',
              verb: 'application-withdraw',
              data: { application: application.id },
            } as const,
          ]
        : []),
      application.mayDecide
        ? { kind: 'act', label: 'All applications', verb: 'applications', keepsCard: true }
        : myProjectsAction,
    ],
  };
}

/** A line of a list of applications. @param name said first: the school, or the project */
export function applicationLine(application: ApplicationView, name: string, view: View): ListItem {
  const { answers } = application;
  return {
    title: answers ? `${name}: ${answers.title}` : name,
    detail: [
      stateWords[application.state],
      ...(answers ? [sayPounds(answers.amount)] : []),
      `sent ${sayDay(application.createdAt, view.zone)}`,
    ].join(' · '),
    action: {
      kind: 'act',
      label: 'Open',
      verb: 'application',
      data: { application: application.id },
      keepsCard: true,
    },
  };
}
