import type { CohortStrand, OrganisedCohort, OrganisedProject } from '../../../app/projects/organised-projects.js';
import { sayDate, sayDay } from '../../../domain/when.js';
import type { Action, Block, Card, ListItem } from '../../../rendering/card.js';
import type { Verb } from '../../../rendering/verbs.js';
import { organiserAct as act } from '../../organising/organising-cards.js';
import type { View } from '../../programme/programme-cards.js';
import { capitalise, plural } from '../../talk/wording.js';
import { cohortTitle } from '../enrolments-cards.js';
import { scheduleFacts } from '../projects-cards.js';
import { surveyState } from '../survey/survey-cards.js';

/** What is said of a project or a year of it. */
export const stateWords: Readonly<Record<OrganisedProject['status'], string>> = {
  draft: 'Draft: only organisers see it.',
  published: 'Published.',
  cancelled: 'Cancelled.',
  retired: 'Retired: kept on record.',
};

/** `17 of 45 places taken, 3 waiting`, `63 schools, no limit`; for a past year, how many took part. */
export function takenWords({ joinBy }: Pick<OrganisedProject, 'joinBy'>, cohort: OrganisedCohort): string {
  const { taken, places, waiting, tookPart } = cohort;
  if (taken === 0 && tookPart > 0) return `${plural(tookPart, 'school')} took part`;
  const who = joinBy === 'nomination' ? plural(taken, 'person', 'people') : plural(taken, 'school');
  const held = places === null ? `${who}, no limit` : `${taken} of ${plural(places, 'place')} taken`;
  return waiting > 0 ? `${held}, ${waiting} waiting` : held;
}

/** `until Friday 18 December 2026`: when schools can join. */
function joiningWords({ opensAt, closesAt }: OrganisedCohort, view: View): string {
  if (opensAt && opensAt > view.now) {
    const until = closesAt ? ` until ${sayDay(closesAt, view.zone)}` : '';
    return `from ${sayDay(opensAt, view.zone)}${until}`;
  }
  if (closesAt && closesAt <= view.now) return `closed since ${sayDay(closesAt, view.zone)}`;
  return closesAt ? `open until ${sayDay(closesAt, view.zone)}` : 'open, with no deadline';
}

/** One year of a project with all its actions. */
export function organisedCohortCard(
  project: OrganisedProject,
  cohort: OrganisedCohort,
  view: View,
  lead?: string,
): Card {
  const title = titleOf(project, cohort);
  const state = cohort.status === 'retired' ? 'Over.' : stateWords[cohort.status];
  const facts = cohortFacts(project, cohort, view);
  const blocks: Block[] = [
    ...(lead ? [{ kind: 'text', text: lead, tone: 'good' } as const] : []),
    { kind: 'heading', text: title },
    { kind: 'text', text: state, tone: 'strong' },
    { kind: 'facts', facts },
    ...listOf(inviteItems(project, cohort, view)),
    ...listOf(strandItems(project, cohort)),
    ...listOf(milestoneItems(project, cohort), 'Milestones'),
    ...listOf(cohort.status === 'draft' ? [] : [...surveyItems(cohort, view), sameAgain(project, cohort)]),
  ];
  return {
    fallback: [lead, title, state, ...facts.map(({ label, value }) => `${label}: ${value}`)].filter(Boolean).join('\n'),
    blocks,
    actions: cohortActs(project, cohort, view),
    again: { verb: 'run-cohort', data: dataOf(project, cohort) },
  };
}

function listOf(items: readonly ListItem[], title?: string): Block[] {
  if (items.length === 0) return [];
  return [...(title ? [{ kind: 'text', text: title, tone: 'strong' } as const] : []), { kind: 'list', items }];
}

function strandItems(project: OrganisedProject, cohort: OrganisedCohort): ListItem[] {
  return cohort.strands.map((strand) => ({
    title: `Strand: ${strand.name}`,
    detail: strandWords(strand),
    ...unlessCancelled(cohort, 'Places', 'run-strand-places', { ...dataOf(project, cohort), strand: strand.id }),
  }));
}

function milestoneItems(project: OrganisedProject, cohort: OrganisedCohort): ListItem[] {
  return cohort.milestones.map(({ id, title, dueOn, ticked }) => ({
    title,
    detail: `${dueOn ? `by ${sayDate(dueOn)}` : 'no date'} · ${plural(ticked, 'school')} done`,
    ...unlessCancelled(cohort, 'Change', 'run-milestone', { ...dataOf(project, cohort), milestone: id }),
  }));
}

function unlessCancelled(
  { status }: OrganisedCohort,
  label: string,
  verb: Verb,
  data: Readonly<Record<string, string>>,
) {
  return status === 'cancelled' ? {} : { action: act(label, verb, data, { opensForm: true }) };
}

function titleOf(project: OrganisedProject, cohort: OrganisedCohort): string {
  return cohortTitle({ projectName: project.name, academicYear: cohort.academicYear, label: cohort.label });
}

/** As buttons name it. */
export function dataOf(project: OrganisedProject, cohort: OrganisedCohort) {
  return { project: project.slug, cohort: cohort.id };
}

function sameAgain(project: OrganisedProject, cohort: OrganisedCohort): ListItem {
  return { title: 'The same again next year', action: act('Copy', 'run-cohort-copy', dataOf(project, cohort)) };
}

/** To invite those that are not in it, while they can join. */
function inviteItems(project: OrganisedProject, cohort: OrganisedCohort, view: View): ListItem[] {
  const isOpen = project.status === 'published' && cohort.status === 'published' && !isShut(cohort, view);
  if (!isOpen || project.joinBy === 'none') return [];
  const action = act('Invite schools', 'project-invite', dataOf(project, cohort), { opensForm: true });
  return [{ title: 'The schools that are not in it', action }];
}

function isShut({ opensAt, closesAt }: OrganisedCohort, { now }: View): boolean {
  return Boolean((opensAt && opensAt > now) || (closesAt && closesAt <= now));
}

/** What its schools were asked; where they can be asked, how to. */
function surveyItems({ id, status, surveys }: OrganisedCohort, view: View): ListItem[] {
  const known = surveys.map((survey): ListItem => {
    const action = act('Open', 'survey', { survey: survey.id }, { keepsCard: true });
    return { title: `Survey: ${survey.title}`, detail: surveyState(survey, view), action };
  });
  if (status !== 'published') return known;
  const add = act('Set a survey', 'survey-new', { cohort: id }, { opensForm: true });
  return [...known, { title: 'Ask the schools that take part', action: add }];
}

function cohortFacts(project: OrganisedProject, cohort: OrganisedCohort, view: View) {
  const { asked, interested, declined, strandsEach } = cohort;
  return [
    { label: 'Joining', value: capitalise(joiningWords(cohort, view)) },
    ...scheduleFacts(cohort),
    { label: 'Places', value: capitalise(takenWords(project, cohort)) },
    ...(asked > 0 ? [{ label: 'Undecided', value: `${asked} asked to join` }] : []),
    ...(interested > 0 ? [{ label: 'Interested', value: plural(interested, 'school') }] : []),
    ...(declined > 0 ? [{ label: 'Not this year', value: plural(declined, 'school') }] : []),
    ...(strandsEach === null ? [] : [{ label: 'Strands each', value: `At most ${strandsEach}` }]),
  ];
}

function strandWords({ offered, places, taken }: CohortStrand): string {
  if (!offered) return 'not offered this year';
  return places === null ? `${plural(taken, 'school')}, no limit` : `${taken} of ${plural(places, 'place')} taken`;
}

function cohortActs(project: OrganisedProject, cohort: OrganisedCohort, view: View): Action[] {
  const data = dataOf(project, cohort);
  const back = act('Back to the project', 'run-project', { project: project.slug });
  const dates = act('Change the days', 'run-cohort-edit', data, { opensForm: true });
  const milestone = act('Add a milestone', 'run-milestone', data, { opensForm: true });
  if (cohort.status === 'draft') {
    return [
      ...(project.status === 'published'
        ? [act('Preview and publish', 'run-cohort-preview', data, { style: 'primary' })]
        : []),
      dates,
      milestone,
      act('Delete the draft', 'run-cohort-discard', data, { style: 'danger' }),
      back,
    ];
  }
  if (cohort.status !== 'published') return [back];
  return [
    act('Places', 'run-cohort-places', data, { opensForm: true }),
    isShut(cohort, view)
      ? act('Open joining now', 'run-cohort-joining', { ...data, to: 'open' })
      : act('Close joining now', 'run-cohort-joining', { ...data, to: 'closed' }),
    dates,
    milestone,
    act('Cancel this year', 'run-cancel-ask', data, { opensForm: true, style: 'danger' }),
    back,
  ];
}
