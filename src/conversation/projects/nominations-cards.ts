import type { SchoolPerson } from '../../app/people/school-people.js';
import type { JoinableCohort } from '../../app/projects/cohorts.js';
import type { NominationView } from '../../app/projects/nominations.js';
import { longestWhy } from '../../domain/decision.js';
import { sayDay } from '../../domain/when.js';
import type { Card, Form, ListItem } from '../../rendering/card.js';
import type { View } from '../programme/programme-cards.js';
import { decisionActions } from './decisions-cards.js';
import { leadOptions, newPersonFields, type Refused } from './enrolment-forms.js';
import { cohortTitle, myProjectsAction, sayPlaces } from './enrolments-cards.js';

/** Puts the user or a colleague forward. @param people of the user's school */
export function nominationForm(
  cohort: JoinableCohort,
  people: readonly SchoolPerson[],
  asker: string,
  view: View,
  refused?: Refused,
): Form {
  const title = `Put somebody forward for ${cohortTitle(cohort)}`;
  const until = cohort.closesAt ? `Until ${sayDay(cohort.closesAt, view.zone)}. ` : '';
  const places = sayPlaces(cohort);
  return {
    title,
    intro: [
      {
        kind: 'text',
        text: `${until}${places ? `${places}. ` : ''}An organiser will decide. The person you put forward will be told, can see what you write, and can withdraw it.`,
      },
    ],
    fields: [
      {
        kind: 'choice',
        id: 'nominee',
        label: 'Who',
        required: true,
        options: leadOptions(people, asker),
        lookup: 'leads',
      },
      ...newPersonFields('nominee', 'the person'),
      { kind: 'text', id: 'why', label: 'Why', required: true, multiline: true, maxLength: longestWhy },
    ],
    ...(refused ? { values: refused.values, faults: refused.faults } : {}),
    submit: { label: 'Put forward', verb: 'nomination-send', data: { cohort: cohort.id } },
    fallback: `${title}: open this where forms can be shown.`,
  };
}

const stateWords: Record<NominationView['state'], string> = {
  asked: 'Waiting for a decision',
  approved: 'Accepted',
  declined: 'Not this time',
  withdrawn: 'Withdrawn',
};

/** One nomination, for those whom it concerns. @param lead what has just happened; empty for nothing */
export function nominationCard(nomination: NominationView, lead: string, view: View): Card {
  const facts = [
    { label: 'Who', value: nomination.own ? `${nomination.nominee} (you)` : nomination.nominee },
    ...(nomination.school ? [{ label: 'School', value: nomination.school }] : []),
    { label: 'Put forward by', value: nomination.nominator ?? 'themselves' },
    { label: 'On', value: sayDay(nomination.createdAt, view.zone) },
    { label: 'Status', value: stateWords[nomination.state] },
    ...(nomination.reason ? [{ label: 'The organisers say', value: nomination.reason }] : []),
  ];
  const title = cohortTitle(nomination);
  return {
    fallback: [lead, title, ...facts.map(({ label, value }) => `${label}: ${value}.`), nomination.why]
      .filter(Boolean)
      .join('\n'),
    blocks: [
      ...(lead ? [{ kind: 'text', text: lead, tone: 'strong' } as const] : []),
      { kind: 'heading', text: title },
      { kind: 'facts', facts },
      { kind: 'text', text: nomination.why },
    ],
    actions: [
      ...(nomination.mayDecide ? decisionActions('nomination', nomination.id) : []),
      ...(nomination.mayWithdraw
        ? [
            {
              kind: 'act',
              label: nomination.own && nomination.state === 'approved' ? 'Give up the place' : 'Withdraw it',
              verb: 'nomination-withdraw',
              data: { nomination: nomination.id },
            } as const,
          ]
        : []),
      nomination.mayDecide
        ? { kind: 'act', label: 'All nominations', verb: 'nominations', keepsCard: true }
        : myProjectsAction,
    ],
  };
}

/** A line of a list of nominations. */
export function nominationLine(nomination: NominationView, view: View): ListItem {
  const who = [nomination.nominee, nomination.school].filter(Boolean).join(', ');
  return {
    title: `${cohortTitle(nomination)}: ${who}`,
    detail: `${stateWords[nomination.state]} · ${sayDay(nomination.createdAt, view.zone)}`,
    action: { kind: 'act', label: 'Open', verb: 'nomination', data: { nomination: nomination.id }, keepsCard: true },
  };
}
