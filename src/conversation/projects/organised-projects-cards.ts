import type { OrganisedCohort, OrganisedProject } from '../../app/projects/organised-projects.js';
import { sayAcademicYear } from '../../domain/academic-year.js';
import type { Action, Card, ListItem } from '../../rendering/card.js';
import { organiserAct as act } from '../organising/organising-cards.js';
import type { View } from '../programme/programme-cards.js';
import { sayPaper } from '../talk/source-cards.js';
import { listWords } from '../talk/wording.js';
import { joinWords } from './project-forms.js';
import { pageOfProject, projectCard } from './projects-cards.js';
import { dataOf, stateWords, takenWords } from './shown/organised-cohort-card.js';

const inBrackets: Record<OrganisedProject['status'], string> = {
  draft: ' (draft)',
  published: '',
  cancelled: ' (cancelled)',
  retired: ' (retired)',
};

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
  const years = yearItems(project);
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
      { kind: 'list', items: [...years, ...strandItems(project)] },
      ...(project.cohorts.length > yearsShown
        ? [{ kind: 'context', text: `And ${project.cohorts.length - yearsShown} earlier.` } as const]
        : []),
    ],
    actions: projectActs(project),
    again: { verb: 'run-project', data: { project: project.slug } },
  };
}

function yearItems(project: OrganisedProject) {
  return project.cohorts.slice(0, yearsShown).map((cohort) => ({
    title: `${cohortName(cohort)}${inBrackets[cohort.status]}`,
    detail: takenWords(project, cohort),
    action: act('Open', 'run-cohort', { cohort: cohort.id, project: project.slug }),
  }));
}

function strandItems({ slug, strands }: OrganisedProject): ListItem[] {
  return strands.map((strand) => ({
    title: `Strand: ${strand.name}`,
    action: act('Change', 'run-strand', { project: slug, strand: strand.id }, { opensForm: true }),
  }));
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
