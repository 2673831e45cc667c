import type { JoinableCohort } from '../../../app/projects/cohorts.js';
import type { ProjectAbout } from '../../../app/projects/project-facts.js';
import type { Action, Card } from '../../../rendering/card.js';
import type { View } from '../../programme/programme-cards.js';
import { capitalise, listWords } from '../../talk/wording.js';
import { joinAction, sayPlaces } from '../enrolments-cards.js';
import { pageOfProject, sayJoining } from '../projects-cards.js';

/** What an invitation into a year of a project says besides what the project is. */
interface Invitation {
  readonly lead: string;
  /** What the organisers add; empty for nothing. */
  readonly words: string;
  /** Another way to join; empty where there is none. */
  readonly how: string;
  readonly actions: readonly Action[];
}

/** A year of a project to somebody who can join it: what it is, for whom, until when, its strands and places. */
export function invitationCard(
  project: ProjectAbout,
  cohort: JoinableCohort,
  { lead, words, how, actions }: Invitation,
  view: View,
): Card {
  const places = sayPlaces(cohort);
  const facts = [
    { label: 'For', value: project.forWhom },
    { label: 'Run by', value: project.runBy },
    { label: 'Join', value: capitalise(sayJoining(cohort, view)) },
    ...(cohort.strands.length > 0 ? [{ label: 'Strands', value: listWords(cohort.strands.map(sayStrand)) }] : []),
    ...(places ? [{ label: 'Places', value: places }] : []),
  ];
  return {
    fallback: [lead, words, project.summary, ...facts.map(({ label, value }) => `${label}: ${value}.`), how]
      .filter(Boolean)
      .join('\n'),
    blocks: [
      { kind: 'text', text: lead },
      { kind: 'heading', text: project.name },
      ...(words ? [{ kind: 'text', text: words } as const] : []),
      { kind: 'text', text: project.description || project.summary },
      { kind: 'facts', facts },
      ...pageOfProject(project),
      ...(how ? [{ kind: 'context', text: how } as const] : []),
    ],
    actions,
  };
}

/** `Phonics (3 of 12 places free)` */
function sayStrand({ name, places, taken }: JoinableCohort['strands'][number]): string {
  return places === null ? name : `${name} (${Math.max(0, places - taken)} of ${places} places free)`;
}

/** To join, or to say that it is not for this year. @param head only the head says no for a school */
export function invitedActions({ id, joinBy }: JoinableCohort, head: boolean): Action[] {
  const no = { kind: 'act', label: 'Not this year', verb: 'project-not-now', data: { cohort: id } } as const;
  return [{ ...joinAction(joinBy, { cohort: id }), style: 'primary' }, ...(head ? [no] : [])];
}
