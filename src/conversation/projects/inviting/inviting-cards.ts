import type { JoinableCohort } from '../../../app/projects/cohorts.js';
import type { SchoolsToInvite } from '../../../app/projects/invite-schools.js';
import { longestInvitation } from '../../../domain/invitations/invitations.js';
import { sayMoment } from '../../../domain/when.js';
import type { Block, Card, Form, FormValues } from '../../../rendering/card.js';
import { organiserAct } from '../../organising/organising-cards.js';
import type { View } from '../../programme/programme-cards.js';
import { sayReach, unreachedBlocks } from '../../talk/reach-words.js';
import { listWords, plural } from '../../talk/wording.js';
import { cohortTitle, joinAction } from '../enrolments-cards.js';
import { sayJoining } from '../projects-cards.js';

/** What the invitation says besides the project's card. */
export function invitingForm(cohort: JoinableCohort, query: string, values: FormValues, faults: Form['faults']): Form {
  return {
    title: 'Invite the schools',
    intro: [
      { kind: 'text', text: cohortTitle(cohort), tone: 'strong' },
      {
        kind: 'text',
        text: 'The headteacher of each school in the list is told once what the project is and how to join. No school that has joined, asked to or said no is told.',
      },
    ],
    fields: [
      {
        id: 'words',
        kind: 'text',
        label: 'Your words',
        hint: 'They come above what the project is. You can leave this empty.',
        multiline: true,
        maxLength: longestInvitation,
      },
    ],
    values,
    ...(faults ? { faults } : {}),
    submit: { label: 'Preview', verb: 'project-invite-preview', data: { cohort: cohort.id, query } },
    fallback: `Invite schools to ${cohortTitle(cohort)}.`,
  };
}

/** Into which year, where more than one is open. */
export function whichYearCard(cohorts: readonly JoinableCohort[], query: string, view: View): Card {
  const lead = 'To which year shall I invite them?';
  return {
    fallback: [lead, ...cohorts.map(cohortTitle)].join('\n'),
    blocks: [
      { kind: 'text', text: lead, tone: 'strong' },
      {
        kind: 'list',
        items: cohorts.map((cohort) => ({
          title: cohortTitle(cohort),
          detail: `Can be joined ${sayJoining(cohort, view)}`,
          action: organiserAct('Invite', 'project-invite', { cohort: cohort.id, query }, { opensForm: true }),
        })),
      },
    ],
  };
}

/** Whom it would reach, before anybody is told. */
export function invitingPreviewCard(
  cohort: JoinableCohort,
  { draft, words }: { readonly draft: string; readonly words: string },
  { reach, left, goesOutAt }: SchoolsToInvite,
  view: View,
): Card {
  const count = reach.reached.length;
  const question =
    count > 0
      ? `Invite ${plural(count, 'school')} to ${cohortTitle(cohort)}?`
      : `I can invite no school of the list to ${cohortTitle(cohort)}.`;
  const lines = [
    ...(count > 0 ? [`${sayReach(reach)}: the headteacher of each.`] : []),
    ...sayLeft(left),
    ...(count > 0 ? whatTheySee(cohort, goesOutAt, view) : []),
  ];
  const blocks: Block[] = [
    { kind: 'text', text: question, tone: 'strong' },
    ...lines.map((text) => ({ kind: 'text', text }) as const),
    ...(words === '' ? [] : [{ kind: 'quote', words, by: 'your words' } as const]),
    ...unreachedBlocks(reach, 'paged'),
  ];
  const data = { cohort: cohort.id, draft };
  const send = organiserAct(`Invite ${plural(count, 'school')}`, 'project-invite-send', data, { style: 'primary' });
  const leave = organiserAct('Do not invite them', 'run-cohort', { cohort: cohort.id });
  return {
    fallback: [question, ...lines, words].filter(Boolean).join('\n'),
    blocks,
    actions: [...(count > 0 ? [send] : []), leave],
    again: { verb: 'project-invite-preview', data },
  };
}

function whatTheySee(cohort: JoinableCohort, goesOutAt: Date, view: View): string[] {
  const { label } = joinAction(cohort.joinBy, { cohort: cohort.id });
  return [
    `They see what the project is, with “${label}”: it can be joined ${sayJoining(cohort, view)}.`,
    goesOutAt <= view.now
      ? 'It goes out at once.'
      : `It is outside working hours, so it goes out on ${sayMoment(goesOutAt, view.zone)}.`,
  ];
}

/** `Left out: 3 that have joined, asked to or said no, 9 without a head on record.` */
function sayLeft({ joined, otherPhase, invited, stopped, noHead }: SchoolsToInvite['left']): string[] {
  const parts = [
    ...(joined > 0 ? [`${joined} that ${joined === 1 ? 'has' : 'have'} joined, asked to or said no`] : []),
    ...(otherPhase > 0 ? [`${otherPhase} that it is not for`] : []),
    ...(invited > 0 ? [`${invited} invited before`] : []),
    ...(stopped > 0 ? [`${stopped} whose head wants no invitations`] : []),
    ...(noHead > 0 ? [`${noHead} without a head on record`] : []),
  ];
  return parts.length > 0 ? [`Left out: ${listWords(parts)}.`] : [];
}
