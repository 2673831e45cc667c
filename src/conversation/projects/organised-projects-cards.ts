import type { CohortStrand, OrganisedCohort, OrganisedProject } from '../../app/projects/organised-projects.js';
import { sayAcademicYear } from '../../domain/academic-year.js';
import { sayDate, sayDay } from '../../domain/when.js';
import type { Action, Block, Card, ListItem } from '../../rendering/card.js';
import { organiserAct as act } from '../organising/organising-cards.js';
import type { View } from '../programme/programme-cards.js';
import { sayPaper } from '../talk/source-cards.js';
import { capitalise, listWords, plural } from '../talk/wording.js';
import { cohortTitle } from './enrolments-cards.js';
import { joinWords } from './project-forms.js';
import { pageOfProject, projectCard, scheduleFacts } from './projects-cards.js';
import { surveyState } from './survey/survey-cards.js';

const inBrackets: Record<OrganisedProject['status'], string> = {
  draft: ' (draft)',
  published: '',
  cancelled: ' (cancelled)',
  retired: ' (retired)',
};
const stateWords: Record<OrganisedProject['status'], string> = {
  draft: 'Draft: only organisers see it.',
  published: 'Published.',
  cancelled: 'Cancelled.',
  retired: 'Retired: kept on record.',
};

/** `17 of 45 places taken, 3 waiting`, `63 schools, no limit`; for a past year, how many took part. */
function takenWords({ joinBy }: Pick<OrganisedProject, 'joinBy'>, cohort: OrganisedCohort): string {
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

/** Projects, for organisers. */
export function organisedProjectsCard(projects: readonly OrganisedProject[]): Card {
  const shown = projects;
  const title = 'Projects you run';
  const line = (project: OrganisedProject) => `${project.name}${inBrackets[project.status]}`;
  const detail = (project: OrganisedProject) => {
    const [latest] = project.cohorts;
    if (!latest) return 'no year yet';
    return `${sayAcademicYear(latest.academicYear)}${inBrackets[latest.status]}: ${takenWords(project, latest)}`;
  };
  return {
    fallback: [title, ...shown.map((project) => `${line(project)}, ${detail(project)}`)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      ...(shown.length === 0 ? [{ kind: 'text', text: 'There is nothing here yet.' } as const] : []),
      {
        kind: 'list',
        items: shown.map((project) => ({
          title: line(project),
          detail: detail(project),
          action: act('Open', 'run-project', { project: project.slug }),
        })),
      },
    ],
    actions: [
      act('New project', 'run-project-new', {}, { opensForm: true, style: 'primary' }),
      act('Applications', 'applications', {}, { keepsCard: true }),
      act('Nominations', 'nominations', {}, { keepsCard: true }),
    ],
    again: { verb: 'run-projects' },
  };
}

const yearsShown = 4;

/** One project with its years and strands, and all that can be done to it. */
export function organisedProjectCard(project: OrganisedProject, lead?: string): Card {
  const years = project.cohorts.slice(0, yearsShown).map(
    (cohort): ListItem => ({
      title: `${cohortName(cohort)}${inBrackets[cohort.status]}`,
      detail: takenWords(project, cohort),
      action: act('Open', 'run-cohort', { cohort: cohort.id, project: project.slug }),
    }),
  );
  const strands = project.strands.map(
    (strand): ListItem => ({
      title: `Strand: ${strand.name}`,
      action: act('Change', 'run-strand', { project: project.slug, strand: strand.id }, { opensForm: true }),
    }),
  );
  const facts = [
    { label: 'For', value: project.forWhom },
    { label: 'Run by', value: project.runBy },
    { label: 'Joining', value: joinWords[project.joinBy] },
    ...(project.source ? [{ label: 'Source', value: sayPaper(project.source) }] : []),
  ];
  const words = project.description || project.summary;
  const fallback = [
    lead,
    project.name,
    stateWords[project.status],
    words,
    ...years.map((y) => `${y.title}: ${y.detail}`),
  ];
  return {
    fallback: fallback.filter(Boolean).join('\n'),
    blocks: [
      ...(lead ? [{ kind: 'text', text: lead, tone: 'good' } as const] : []),
      { kind: 'heading', text: project.name },
      { kind: 'text', text: stateWords[project.status], tone: 'strong' },
      { kind: 'text', text: words },
      { kind: 'facts', facts },
      ...pageOfProject(project),
      ...(years.length === 0 ? [{ kind: 'text', text: 'It has no year yet: add one.' } as const] : []),
      { kind: 'list', items: [...years, ...strands] },
      ...(project.cohorts.length > yearsShown
        ? [{ kind: 'context', text: `And ${project.cohorts.length - yearsShown} earlier.` } as const]
        : []),
    ],
    actions: projectActs(project),
    again: { verb: 'run-project', data: { project: project.slug } },
  };
}

function cohortName(cohort: OrganisedCohort): string {
  return [sayAcademicYear(cohort.academicYear), cohort.label].filter(Boolean).join(': ');
}

function projectActs(project: OrganisedProject): Action[] {
  const data = { project: project.slug };
  const edit = act('Edit', 'run-project-edit', data, { opensForm: true });
  const parts = [
    act('Add a year', 'run-cohort-new', data, { opensForm: true }),
    act('Add a strand', 'run-strand', data, { opensForm: true }),
    act('Add a quote', 'project-quote', data, { opensForm: true }),
  ];
  switch (project.status) {
    case 'draft':
      return [
        act('Preview and publish', 'run-project-preview', data, { style: 'primary' }),
        edit,
        ...parts,
        act('Delete the draft', 'run-project-end-ask', data, { style: 'danger' }),
      ];
    case 'published':
      return [
        edit,
        ...parts,
        act('Retire', 'run-project-end-ask', data),
        act('Cancel the project', 'run-cancel-ask', data, { opensForm: true, style: 'danger' }),
      ];
    default:
      return [act('Reopen it', 'run-project-publish', data, { style: 'primary' }), edit];
  }
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
  const invite = inviteItems(project, cohort, view);
  const strands = cohort.strands.map(
    (strand): ListItem => ({
      title: `Strand: ${strand.name}`,
      detail: strandWords(strand),
      ...(cohort.status === 'cancelled'
        ? {}
        : {
            action: act(
              'Places',
              'run-strand-places',
              { ...dataOf(project, cohort), strand: strand.id },
              { opensForm: true },
            ),
          }),
    }),
  );
  const milestones = cohort.milestones.map(
    ({ id, title: what, dueOn, ticked }): ListItem => ({
      title: what,
      detail: `${dueOn ? `by ${sayDate(dueOn)}` : 'no date'} · ${plural(ticked, 'school')} done`,
      ...(cohort.status === 'cancelled'
        ? {}
        : {
            action: act('Change', 'run-milestone', { ...dataOf(project, cohort), milestone: id }, { opensForm: true }),
          }),
    }),
  );
  const blocks: Block[] = [
    ...(lead ? [{ kind: 'text', text: lead, tone: 'good' } as const] : []),
    { kind: 'heading', text: title },
    { kind: 'text', text: state, tone: 'strong' },
    { kind: 'facts', facts },
    ...(invite.length > 0 ? [{ kind: 'list', items: invite } as const] : []),
    ...(strands.length > 0 ? [{ kind: 'list', items: strands } as const] : []),
    ...(milestones.length > 0
      ? [{ kind: 'text', text: 'Milestones', tone: 'strong' } as const, { kind: 'list', items: milestones } as const]
      : []),
    ...(cohort.status === 'draft'
      ? []
      : [
          {
            kind: 'list',
            items: [...surveyItems(cohort, view), sameAgain(project, cohort)],
          } as const,
        ]),
  ];
  return {
    fallback: [lead, title, state, ...facts.map(({ label, value }) => `${label}: ${value}`)].filter(Boolean).join('\n'),
    blocks,
    actions: cohortActs(project, cohort, view),
    again: { verb: 'run-cohort', data: dataOf(project, cohort) },
  };
}

function titleOf(project: OrganisedProject, cohort: OrganisedCohort): string {
  return cohortTitle({ projectName: project.name, academicYear: cohort.academicYear, label: cohort.label });
}

function dataOf(project: OrganisedProject, cohort: OrganisedCohort) {
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

/** A project, or a year of it, preview as schools will see it. */
export function projectPreviewCard(project: OrganisedProject, cohort: OrganisedCohort | undefined, view: View): Card {
  const offered = cohort?.strands.filter((strand) => strand.offered).map(({ id }) => id);
  const strands = project.strands.filter(({ id }) => offered === undefined || offered.includes(id));
  const joins = project.joinBy === 'nomination' ? ('people' as const) : ('schools' as const);
  const settled = { status: 'published', cancelledYear: null } as const;
  const seen = projectCard({ ...project, ...settled, joins, strands, cohort }, view, []);
  const lead = cohort
    ? 'This is what schools will see:'
    : 'This is what schools will see. It has no year yet, so nobody can join:';
  const drafts = project.status === 'draft' ? project.cohorts.map(cohortName) : [];
  const note = drafts.length > 0 ? `Published with it: ${listWords(drafts)}.` : '';
  const publish =
    project.status === 'draft' || !cohort
      ? act('Publish now', 'run-project-publish', { project: project.slug }, { style: 'primary' })
      : act('Publish now', 'run-cohort-publish', dataOf(project, cohort), { style: 'primary' });
  const back =
    project.status === 'draft' || !cohort
      ? act('Not yet', 'run-project', { project: project.slug })
      : act('Not yet', 'run-cohort', dataOf(project, cohort));
  return {
    fallback: [lead, seen.fallback, note].filter(Boolean).join('\n'),
    blocks: [
      { kind: 'text', text: lead, tone: 'subtle' },
      ...seen.blocks,
      ...(note ? [{ kind: 'context', text: note } as const] : []),
    ],
    actions: [publish, back],
  };
}
