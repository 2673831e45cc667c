import type { SourcePaper } from '../../app/figures/figures.js';
import type {
  CohortStrand,
  OrganisedCohort,
  OrganisedMilestone,
  OrganisedProject,
} from '../../app/projects/organised-projects.js';
import { sayAcademicYear } from '../../domain/academic-year.js';
import { longest } from '../../domain/event-plan.js';
import { mostCohortPlaces, type WayToJoin, waysToJoin } from '../../domain/project-plan.js';
import type { Field, Form, FormValues } from '../../rendering/card.js';
import { phaseOptions } from '../organising/event-forms.js';
import { aliasesField } from '../organising/organised-series-cards.js';
import { localDate } from '../talk/local-time.js';
import { noSource, sourceFields } from '../talk/new-source.js';
import { plural } from '../talk/wording.js';

type Faults = Form['faults'];

export const joinWords: Record<WayToJoin, string> = {
  registration: 'Schools register',
  application: 'Schools apply, and the organisers decide',
  nomination: 'Schools put people forward, and the organisers decide',
  none: 'Not through me',
};

/** The form for a project. @param project undefined creates a new one. @param sources papers on record to choose from */
export function projectForm(
  project: Pick<OrganisedProject, 'slug' | 'name' | 'source'> | undefined,
  sources: readonly SourcePaper[],
  values: FormValues,
  faults: Faults = {},
): Form {
  const text = project
    ? 'Places, days and milestones belong to each year of it.'
    : 'This makes a draft that only organisers see. Add its first year next, and publish it when it is ready.';
  return {
    title: project ? 'Change the project' : 'A new project',
    intro: [{ kind: 'text', text }],
    fields: [...projectFields, ...sourceFields(withOwn(project?.source, sources), 'None')],
    values,
    faults,
    submit: {
      label: project ? 'Save' : 'Create the draft',
      verb: 'run-project-save',
      ...(project ? { data: { project: project.slug } } : {}),
    },
    fallback: project ? `Change ${project.name}.` : 'A new project: name, what it is about, for whom, how to join.',
  };
}

/** Only the newest papers can be chosen from: its own is among them whatever its age, so that saving the form keeps it. */
function withOwn(own: SourcePaper | null | undefined, sources: readonly SourcePaper[]): readonly SourcePaper[] {
  return own && !sources.some(({ id }) => id === own.id) ? [own, ...sources] : sources;
}

const projectFields: readonly Field[] = [
  { id: 'name', kind: 'text', label: 'Name', required: true, maxLength: longest.name },
  { id: 'summary', kind: 'text', label: 'In one sentence', required: true, maxLength: longest.summary },
  { id: 'description', kind: 'text', label: 'What it is about', multiline: true, maxLength: longest.description },
  { id: 'forWhom', kind: 'text', label: 'For whom, in words', required: true, maxLength: longest.forWhom },
  { id: 'runBy', kind: 'text', label: 'Run by', required: true, maxLength: longest.runBy },
  {
    id: 'startedIn',
    kind: 'number',
    label: 'Began in the year',
    min: 1_901,
    max: 2_099,
  },
  {
    id: 'link',
    kind: 'text',
    label: 'Its web page, for anybody to open',
    placeholder: 'https://',
    maxLength: longest.link,
  },
  {
    id: 'phases',
    kind: 'choices',
    label: 'For which schools',
    hint: 'Tick none for all schools. Other schools cannot join.',
    options: phaseOptions,
  },
  {
    id: 'joinBy',
    kind: 'choice',
    label: 'How to join',
    required: true,
    options: waysToJoin.map((way) => ({ value: way, label: joinWords[way] })),
  },
  aliasesField('project'),
];

/** The project as the form shows it. */
export function projectValues(project: OrganisedProject): FormValues {
  const { name, summary, description, forWhom, runBy, phases: chosen, joinBy, aliases, startedIn, link } = project;
  const began: FormValues = startedIn === null ? {} : { startedIn: String(startedIn) };
  const source = project.source?.id ?? noSource;
  const lines = aliases.join('\n');
  return { name, summary, description, forWhom, runBy, ...began, phases: chosen, joinBy, aliases: lines, link, source };
}

/** @param cohort undefined makes a new one. @param years that can be chosen, 2026 for 2026/27 */
export function cohortForm(
  project: OrganisedProject,
  cohort: OrganisedCohort | undefined,
  years: readonly number[],
  values: FormValues,
  faults: Faults = {},
): Form {
  const settled = cohort !== undefined && cohort.status !== 'draft';
  const fields = [...(settled ? [] : yearFields(years)), ...dayFields, ...countFields(project, settled)];
  return {
    title: cohort ? 'Change the year' : 'A new year',
    intro: [{ kind: 'text', text: project.name, tone: 'strong' }],
    fields,
    values,
    faults,
    submit: {
      label: cohort ? 'Save' : 'Create the draft',
      verb: 'run-cohort-save',
      data: { project: project.slug, ...(cohort ? { cohort: cohort.id } : {}) },
    },
    fallback: `A year of ${project.name}: when schools join, when it runs, how many places.`,
  };
}

const yearFields = (years: readonly number[]): Field[] => [
  {
    id: 'year',
    kind: 'choice',
    label: 'Academic year',
    required: true,
    options: years.map((year) => ({ value: String(year), label: sayAcademicYear(year) })),
  },
  {
    id: 'label',
    kind: 'text',
    label: 'Name',
    hint: 'Only where one year has more than one group.',
    maxLength: longest.label,
  },
];

const dayFields: readonly Field[] = [
  { id: 'opens', kind: 'date', label: 'Joining opens', hint: 'At 8am. Leave empty to open once it is published.' },
  { id: 'closes', kind: 'date', label: 'Deadline for joining', hint: 'At 5pm. Leave empty for none.' },
  { id: 'starts', kind: 'date', label: 'First day' },
  { id: 'ends', kind: 'date', label: 'Last day' },
  { id: 'venue', kind: 'text', label: 'Where', hint: 'Where participants meet.', maxLength: longest.venue },
];

function countFields(project: OrganisedProject, settled: boolean): Field[] {
  const each: Field = {
    id: 'each',
    kind: 'number',
    label: 'Strands that a school may choose',
    hint: 'Leave empty for any number.',
    min: 1,
    max: 50,
  };
  return [...(settled ? [] : [placesField(project.joinBy)]), ...(project.strands.length > 0 ? [each] : [])];
}

function placesField(joinBy: WayToJoin): Field {
  return {
    id: 'capacity',
    kind: 'number',
    label: joinBy === 'nomination' ? 'Places for people' : 'Places for schools',
    hint: 'Leave empty for no limit.',
    min: 1,
    max: mostCohortPlaces,
  };
}

/** The year as the form shows it. */
export function cohortValues(cohort: OrganisedCohort, zone: string): FormValues {
  const date = (day: Date | null, of: string) => (day ? localDate(day, of) : '');
  return {
    year: String(cohort.academicYear),
    label: cohort.label,
    opens: date(cohort.opensAt, zone),
    closes: date(cohort.closesAt, zone),
    starts: date(cohort.startsOn, 'UTC'),
    ends: date(cohort.endsOn, 'UTC'),
    venue: cohort.venue ?? '',
    capacity: String(cohort.places ?? ''),
    each: String(cohort.strandsEach ?? ''),
  };
}

interface Part {
  readonly title: string;
  readonly data: Readonly<Record<string, string>>;
  readonly values: FormValues;
  readonly faults?: Faults;
}

/** How many places a year has. @param title of the year */
export function cohortPlacesForm(joinBy: WayToJoin, { title, data, values, faults = {} }: Part): Form {
  return {
    title: 'Places',
    intro: [
      { kind: 'text', text: title, tone: 'strong' },
      {
        kind: 'text',
        text: 'Extra places go to the waiting schools at once. You cannot go below the number already taken.',
      },
    ],
    fields: [placesField(joinBy)],
    values,
    faults,
    submit: { label: 'Save', verb: 'run-cohort-resize', data },
    fallback: `How many places does ${title} have?`,
  };
}

/** Whether a year offers a strand, and for how many. */
export function strandPlacesForm(strand: CohortStrand, { title, data, values, faults = {} }: Part): Form {
  const capacity: Field = {
    id: 'capacity',
    kind: 'number',
    label: 'Places for schools',
    hint: 'Leave empty for no limit.',
    min: 1,
    max: mostCohortPlaces,
  };
  return {
    title: 'Places in a strand',
    intro: [{ kind: 'text', text: `${strand.name}, ${title}`, tone: 'strong' }],
    fields: [{ id: 'offered', kind: 'tick', label: 'Schools can choose it' }, capacity],
    values,
    faults,
    submit: { label: 'Save', verb: 'run-strand-offer', data },
    fallback: `Can schools choose ${strand.name} in ${title}, and how many?`,
  };
}

/** One strand. @param strand undefined makes a new one */
export function strandForm(
  strand: OrganisedProject['strands'][number] | undefined,
  { title, data, values, faults = {} }: Part,
): Form {
  const chosen = strand ? `Chosen ${plural(strand.chosen, 'time')} so far.` : 'Draft years will offer it.';
  return {
    title: strand ? 'Change the strand' : 'Add a strand',
    intro: [
      { kind: 'text', text: title, tone: 'strong' },
      { kind: 'text', text: chosen },
    ],
    fields: [
      { id: 'name', kind: 'text', label: 'Name', required: true, maxLength: longest.name },
      { id: 'description', kind: 'text', label: 'What it is about', multiline: true, maxLength: longest.description },
      ...(strand ? [{ id: 'remove', kind: 'tick', label: 'Remove this strand' } as const] : []),
    ],
    values,
    faults,
    submit: { label: strand ? 'Save' : 'Add it', verb: 'run-strand-save', data },
    fallback: `A strand of ${title}.`,
  };
}

/** One milestone. @param milestone undefined makes a new one */
export function milestoneForm(
  milestone: OrganisedMilestone | undefined,
  { title, data, values, faults = {} }: Part,
): Form {
  const ticked = milestone?.ticked ?? 0;
  return {
    title: milestone ? 'Change the milestone' : 'Add a milestone',
    intro: [
      { kind: 'text', text: title, tone: 'strong' },
      ...(ticked > 0
        ? [{ kind: 'text', text: `${plural(ticked, 'school has', 'schools have')} ticked it off.` } as const]
        : []),
    ],
    fields: [
      { id: 'title', kind: 'text', label: 'What should be done by then?', required: true, maxLength: longest.title },
      { id: 'due', kind: 'date', label: 'By' },
      ...(milestone ? [{ id: 'remove', kind: 'tick', label: 'Remove this milestone' } as const] : []),
    ],
    values,
    faults,
    submit: { label: milestone ? 'Save' : 'Add it', verb: 'run-milestone-save', data },
    fallback: `A milestone of ${title}.`,
  };
}
