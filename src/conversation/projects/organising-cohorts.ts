import { copyCohort } from '../../app/projects/copy-cohort.js';
import type { OrganisedCohort } from '../../app/projects/organised-projects.js';
import {
  addCohort,
  changeCohort,
  discardCohort,
  publishCohort,
  resizeCohort,
  setJoining,
} from '../../app/projects/plan-cohort.js';
import { academicYearOf, sayAcademicYear } from '../../domain/academic-year.js';
import type { PlanFaults } from '../../domain/event-plan.js';
import { cohortFaults } from '../../domain/project-plan.js';
import type { FormValues } from '../../rendering/card.js';
import { faultWords } from '../organising/event-forms.js';
import { localDate } from '../talk/local-time.js';
import { readCount } from '../talk/read-form.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { plural } from '../talk/wording.js';
import { dataOf, type Found, findCohortMeant, openCohort, titleOf } from './cohort-meant.js';
import { askToMoveCohort } from './moving-cohorts.js';
import { projectPreviewCard } from './organised-projects-cards.js';
import { projectNotFound, projectOf } from './organising-projects.js';
import { cohortForm, cohortPlacesForm, cohortValues } from './project-forms.js';
import { readCohortPlan } from './read-project-form.js';
import { afterCohortChange, refusedCohort } from './shown/cohort-changed.js';

/** The years that a new one can be. */
function yearsFor(context: TurnContext, cohort?: OrganisedCohort): number[] {
  const present = academicYearOf(context.now, context.zone);
  return [...new Set([...(cohort ? [cohort.academicYear] : []), present, present + 1, present + 2])].sort();
}

export async function newCohort(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const project = await projectOf(context, request);
  if (!project) return projectNotFound(context);
  const form = cohortForm(project, undefined, yearsFor(context), {});
  return { replies: [{ kind: 'form', form }] };
}

export async function editCohort(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await findCohortMeant(context, request);
  if (!found) return projectNotFound(context);
  const { project, cohort } = found;
  const form = cohortForm(project, cohort, yearsFor(context, cohort), cohortValues(cohort, context.zone));
  return { replies: [{ kind: 'form', form }] };
}

/** Saves the submitted form, or shows it again with its faults. */
export async function saveCohortForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const project = await projectOf(context, request);
  const cohort = project?.cohorts.find(({ id }) => id === request.data.cohort);
  if (!project || (request.data.cohort && !cohort)) return projectNotFound(context);
  const settled = cohort && cohort.status !== 'draft' ? cohort : undefined;
  const { plan: read, faults } = readCohortPlan(request, settled, context.zone);
  const { opensAt: _opens, closesAt: _closes, ...settings } = read;
  // The form has only dates, so a custom time is kept if its date is unchanged.
  const same = (before: Date | null | undefined, after: Date | null) =>
    before && after && localDate(before, context.zone) === localDate(after, context.zone) ? before : after;
  const opensAt = same(cohort?.opensAt, read.opensAt);
  const closesAt = same(cohort?.closesAt, read.closesAt);
  const plan = { ...settings, opensAt, closesAt };
  const wrong = { ...cohortFaults(plan), ...faults };
  const again = (told: PlanFaults): Answer => {
    const form = cohortForm(project, cohort, yearsFor(context, cohort), request.values, cohortFaultWords(told));
    return { replies: [{ kind: 'form', form }] };
  };
  if (Object.keys(wrong).length > 0) return again(wrong);
  const question = cohort && (await askToMoveCohort(context, { project, cohort }, plan));
  if (question) return question;
  const outcome = cohort
    ? await changeCohort(core, context.actor, cohort.id, plan)
    : await addCohort(core, context.actor, project.slug, plan);
  if (outcome.kind === 'faulty') return again(outcome.faults);
  return afterCohortChange(context, request, outcome, cohort ? 'Saved.' : 'The draft of the year has been created.');
}

/** As for events, plus the faults that only a year can have. */
function cohortFaultWords(faults: PlanFaults): Record<string, string> {
  const words = faultWords(faults);
  if (faults.year === 'taken') words.year = 'That year already exists. Choose another, or give this one a name.';
  if (faults.ends === 'before-start') words.ends = 'The last day has to come after the first.';
  return words;
}

/** The year preview as schools will see it. */
export async function previewCohort(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await findCohortMeant(context, request);
  if (!found) return projectNotFound(context);
  if (found.cohort.status !== 'draft') return openCohort(context, request);
  return { replies: [{ kind: 'card', card: projectPreviewCard(found.project, found.cohort, context) }] };
}

export async function publishCohortNow(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await publishCohort(context.services.core, context.actor, request.data.cohort ?? '');
  return afterCohortChange(context, request, outcome, 'Published. Schools can see it now.');
}

export async function discardCohortNow(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await discardCohort(context.services.core, context.actor, request.data.cohort ?? '');
  return afterCohortChange(context, request, outcome, '');
}

/** Opens joining now, or closes it now. */
export async function openOrCloseJoining(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const wanted = request.data.to === 'open' ? 'open' : 'closed';
  const outcome = await setJoining(context.services.core, context.actor, request.data.cohort ?? '', wanted);
  const done = wanted === 'open' ? 'Joining is open.' : 'Joining is closed. Schools that are in stay in.';
  return afterCohortChange(context, request, outcome, done);
}

/** "The same again next year". */
export async function copyToNextYear(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await copyCohort(context.services.core, context.actor, request.data.cohort ?? '');
  if (outcome.kind === 'refused') return refusedCohort(context, 'run-cohort-copy', outcome.reason);
  const year = sayAcademicYear(outcome.academicYear);
  const lead =
    outcome.kind === 'copied'
      ? `This is a draft copy for ${year}. Check the days, then publish it.`
      : `${year} already exists. Nothing has been copied.`;
  return openCohort(context, { ...request, data: { ...request.data, cohort: outcome.cohortId } }, lead);
}

export async function openCohortPlaces(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await findCohortMeant(context, request);
  if (!found) return projectNotFound(context);
  return placesForm(found, { capacity: String(found.cohort.places ?? '') });
}

function placesForm(found: Found, values: FormValues, fault?: string): Answer {
  const faults: Record<string, string> = fault ? { capacity: fault } : {};
  const part = { title: titleOf(found), data: dataOf(found), values, faults };
  return { replies: [{ kind: 'form', form: cohortPlacesForm(found.project.joinBy, part) }] };
}

export async function resizeCohortNow(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await findCohortMeant(context, request);
  if (!found) return projectNotFound(context);
  const places = readCount(request, 'capacity');
  const outcome = await resizeCohort(
    context.services.core,
    context.actor,
    found.cohort.id,
    places === undefined ? -1 : places,
  );
  if (outcome.kind === 'faulty') return placesForm(found, request.values, faultWords(outcome.faults).capacity);
  if (outcome.kind === 'too-few') return placesForm(found, request.values, tooFewWords(outcome.taken));
  return afterCohortChange(context, request, outcome, 'Saved.');
}

export function tooFewWords(taken: number): string {
  return `${plural(taken, 'place is', 'places are')} already taken, so give at least ${taken}.`;
}
