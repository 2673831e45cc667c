import type { CohortFacts, ProjectAbout, ProjectLine, SchoolInProject } from '../../app/projects/project-facts.js';
import { sayAcademicYear } from '../../domain/academic-year.js';
import { sayDate, sayDay } from '../../domain/when.js';
import type { Action, Block, Card, ListItem } from '../../rendering/card.js';
import type { View } from '../programme/programme-cards.js';
import { paperItems, sayNumber, sayPaper } from '../talk/source-cards.js';
import { capitalise, listWords } from '../talk/wording.js';

/** Projects to choose from; those that can be joined now say until when. */
export function projectsCard(projects: readonly ProjectLine[], view: View): Card {
  const detail = ({ summary, closesAt, finishedIn }: ProjectLine) => {
    if (finishedIn !== undefined) return `${sayFinished(finishedIn)} ${summary}`;
    return closesAt ? `${summary} Join by ${sayDay(closesAt, view.zone)}.` : summary;
  };
  return {
    fallback: ['Projects:', ...projects.map((project) => `${project.name}: ${detail(project)}`)].join('\n'),
    blocks: [
      { kind: 'heading', text: 'Projects' },
      {
        kind: 'list',
        items: projects.map((project) => ({
          title: project.name,
          detail: detail(project),
          action: {
            kind: 'act',
            label: 'See details',
            verb: 'answer',
            data: { kind: 'project', slug: project.slug },
            keepsCard: true,
          },
        })),
      },
    ],
    again: { verb: 'projects' },
  };
}

/** @param year its last, where it is on record */
function sayFinished(year: number | null): string {
  return year === null ? 'Finished.' : `Finished: its last year was ${sayAcademicYear(year)}.`;
}

/** What a project is, who runs it, for whom, and what comes next. @param lead the answer to the user's question */
export function projectCard(project: ProjectAbout, view: View, actions: readonly Action[], lead?: string): Card {
  const facts = [
    { label: 'For', value: project.forWhom },
    { label: 'Run by', value: project.runBy },
    ...(project.startedIn ? [{ label: 'Began', value: String(project.startedIn) }] : []),
    ...(project.strands.length > 0
      ? [{ label: 'Strands', value: listWords(project.strands.map(({ name }) => name)) }]
      : []),
    ...cohortFacts(project, view),
  ];
  const over = sayOver(project);
  const source = project.source ? `Source: ${sayPaper(project.source)}.` : '';
  const blocks: Block[] = [
    { kind: 'heading', text: project.name },
    ...(over ? [{ kind: 'text', text: over, tone: 'warning' } as const] : []),
    ...(lead ? [{ kind: 'text', text: lead, tone: 'strong' } as const] : []),
    { kind: 'text', text: project.description || project.summary },
    { kind: 'facts', facts },
    ...pageOfProject(project),
    ...(source ? [{ kind: 'context', text: source } as const] : []),
  ];
  const words = [
    over,
    lead,
    project.description || project.summary,
    ...facts.map(({ label, value }) => `${label}: ${value}.`),
    project.link,
    source,
  ];
  return {
    fallback: [`${project.name}.`, ...words.filter(Boolean)].join('\n'),
    blocks,
    actions,
    again: { verb: 'answer', data: { kind: 'project', slug: project.slug } },
  };
}

/** Its own page on the web and the paper that it is from, where it has one. A line, because the buttons below may already be as many as a card has. */
export function pageOfProject({ link, source }: Pick<ProjectAbout, 'link' | 'source'>): Block[] {
  const page: ListItem[] = link ? [{ title: 'Its web page', action: { kind: 'link', label: 'Open', url: link } }] : [];
  const items = [...page, ...paperItems(source)];
  return items.length > 0 ? [{ kind: 'list', items }] : [];
}

/** Whether schools can join a year of it, now or from a day on. */
export function canBeJoined({ status, joinBy, cohort }: Pick<ProjectAbout, 'status' | 'joinBy' | 'cohort'>): boolean {
  return status === 'published' && joinBy !== 'none' && cohort !== undefined;
}

/** That a project, or this year of it, does not go on; empty when it does. */
function sayOver({ name, status, cancelledYear }: ProjectAbout): string {
  if (status === 'cancelled') return `${name} is cancelled.`;
  if (status === 'retired') return `${name} is over. Its history stays on record.`;
  return cancelledYear === null ? '' : `${name} is cancelled for ${sayAcademicYear(cancelledYear)}.`;
}

function cohortFacts(project: ProjectAbout, view: View) {
  const { cohort, status } = project;
  if (!cohort || status !== 'published') return [];
  const year = sayAcademicYear(cohort.academicYear);
  const next = cohort.milestones.filter(({ dueOn }) => dueOn === null || dueOn >= view.now).slice(0, 3);
  return [
    ...(canBeJoined(project) ? [{ label: `Join for ${year}`, value: capitalise(sayJoining(cohort, view)) }] : []),
    ...scheduleFacts(cohort),
    ...(cohort.places === null ? [] : [{ label: 'Places', value: sayNumber(cohort.places) }]),
    ...(next.length > 0 ? [{ label: 'Next', value: next.map(sayMilestone).join('; ') }] : []),
  ];
}

/** `from 1 September 2026 until 31 August 2027`; empty when neither day is known. */
function sayRun({ startsOn, endsOn }: Pick<CohortFacts, 'startsOn' | 'endsOn'>): string {
  return [startsOn ? `from ${sayDate(startsOn)}` : '', endsOn ? `until ${sayDate(endsOn)}` : '']
    .filter(Boolean)
    .join(' ');
}

/** When a year runs, and where. */
export function scheduleFacts(cohort: Pick<CohortFacts, 'startsOn' | 'endsOn' | 'venue'>) {
  const runs = sayRun(cohort);
  return [
    ...(runs ? [{ label: 'Runs', value: capitalise(runs) }] : []),
    ...(cohort.venue ? [{ label: 'Where', value: cohort.venue }] : []),
  ];
}

/** The same with the place: `from 1 September 2026, The Assembly Rooms`; empty when nothing is known. */
export function saySchedule(cohort: Pick<CohortFacts, 'startsOn' | 'endsOn' | 'venue'>): string {
  return [sayRun(cohort), cohort.venue ?? ''].filter(Boolean).join(', ');
}

/** `until Friday 18 December 2026, 5pm is not over`: when a school can join. */
export function sayJoining(cohort: Pick<CohortFacts, 'opensAt' | 'closesAt'>, view: View): string {
  const { opensAt, closesAt } = cohort;
  if (opensAt && opensAt > view.now) return `from ${sayDay(opensAt, view.zone)}`;
  if (closesAt && closesAt <= view.now) return `closed on ${sayDay(closesAt, view.zone)}`;
  return closesAt ? `until ${sayDay(closesAt, view.zone)}` : 'at any time';
}

export function sayMilestone({ title, dueOn }: CohortFacts['milestones'][number]): string {
  return dueOn ? `${title} (by ${sayDate(dueOn)})` : title;
}

/** The status of the user's school in a project. */
export function schoolInProjectCard(
  project: ProjectAbout,
  school: string,
  standing: SchoolInProject,
  view: View & { readonly presentYear: number },
  actions: readonly Action[],
): Card {
  const { years, pending } = standing;
  const earlier = years.filter((year) => year < view.presentYear).map(sayAcademicYear);
  const lead = years.some((year) => year >= view.presentYear)
    ? `Yes: ${school} is in ${project.name} in ${sayAcademicYear(years.at(-1) ?? view.presentYear)}.`
    : pending
      ? `Not yet: ${school} ${pendingWords[pending]}.`
      : `No: ${school} is not in ${project.name} this year.`;
  const past =
    earlier.length > 0
      ? `It took part in ${listWords(earlier)}.`
      : 'It has not taken part before, as far as the records go.';
  const joining =
    project.cohort && canBeJoined(project) ? `Schools can join ${sayJoining(project.cohort, view)}.` : sayOver(project);
  const note = `From our own records as of ${sayDay(view.now, view.zone)}.`;
  return {
    fallback: [lead, past, joining, note].filter(Boolean).join(' '),
    blocks: [
      { kind: 'heading', text: project.name },
      { kind: 'text', text: lead, tone: 'strong' },
      { kind: 'text', text: [past, joining].filter(Boolean).join(' ') },
      { kind: 'context', text: note },
    ],
    actions,
  };
}

const pendingWords: Record<NonNullable<SchoolInProject['pending']>, string> = {
  interested: 'has said that it is interested',
  awaiting_head: 'waits for its headteacher to confirm',
  waiting: 'is on the waiting list',
  asked: 'has applied, and nobody has decided yet',
};
