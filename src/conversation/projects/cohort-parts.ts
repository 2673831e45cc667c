import { milestoneFaults, removeMilestone, saveMilestone } from '../../app/projects/cohort-milestones.js';
import type { OrganisedCohort } from '../../app/projects/organised-projects.js';
import { type CohortOutcome, offerStrand } from '../../app/projects/plan-cohort.js';
import type { FormValues } from '../../rendering/card.js';
import { faultWords } from '../organising/event-forms.js';
import { localDate } from '../talk/local-time.js';
import { isTicked, readCount } from '../talk/read-form.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { plural } from '../talk/wording.js';
import { dataOf, type Found, findCohortMeant, titleOf } from './cohort-meant.js';
import { askToMoveMilestone } from './moving-cohorts.js';
import { tooFewWords } from './organising-cohorts.js';
import { projectNotFound } from './organising-projects.js';
import { milestoneForm, strandPlacesForm } from './project-forms.js';
import { readMilestonePlan } from './read-project-form.js';
import { afterCohortChange } from './shown/cohort-changed.js';

/** The places of a strand in one year. */
export async function openStrandPlaces(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await findCohortMeant(context, request);
  const strand = found?.cohort.strands.find(({ id }) => id === request.data.strand);
  if (!found || !strand) return projectNotFound(context);
  const values = { offered: String(strand.offered), capacity: String(strand.places ?? '') };
  return strandAnswer(found, strand, values, {});
}

type Strand = OrganisedCohort['strands'][number];

function strandAnswer(found: Found, strand: Strand, values: FormValues, faults: Record<string, string>): Answer {
  const part = { title: titleOf(found), data: { ...dataOf(found), strand: strand.id }, values, faults };
  return { replies: [{ kind: 'form', form: strandPlacesForm(strand, part) }] };
}

export async function saveStrandPlaces(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await findCohortMeant(context, request);
  const strand = found?.cohort.strands.find(({ id }) => id === request.data.strand);
  if (!found || !strand) return projectNotFound(context);
  const places = readCount(request, 'capacity');
  const wanted = { id: strand.id, offered: isTicked(request, 'offered'), places: places === undefined ? -1 : places };
  const outcome = await offerStrand(context.services.core, context.actor, found.cohort.id, wanted);
  if (outcome.kind === 'faulty') return strandAnswer(found, strand, request.values, faultWords(outcome.faults));
  if (outcome.kind === 'too-few') {
    const chosen = `${plural(outcome.taken, 'school has', 'schools have')} chosen it, so it stays.`;
    const fault: Record<string, string> = wanted.offered
      ? { capacity: tooFewWords(outcome.taken) }
      : { offered: chosen };
    return strandAnswer(found, strand, request.values, fault);
  }
  return afterCohortChange(context, request, outcome, 'Saved.');
}

/** A milestone: a new one, or one to change. */
export async function openMilestone(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await findCohortMeant(context, request);
  const milestone = found?.cohort.milestones.find(({ id }) => id === request.data.milestone);
  if (!found || (request.data.milestone && !milestone)) return projectNotFound(context);
  const due = milestone?.dueOn ? localDate(milestone.dueOn, 'UTC') : '';
  return milestoneAnswer(found, milestone, milestone ? { title: milestone.title, due } : {}, {});
}

function milestoneAnswer(
  found: Found,
  milestone: OrganisedCohort['milestones'][number] | undefined,
  values: FormValues,
  faults: Record<string, string>,
): Answer {
  const data = { ...dataOf(found), ...(milestone ? { milestone: milestone.id } : {}) };
  return {
    replies: [{ kind: 'form', form: milestoneForm(milestone, { title: titleOf(found), data, values, faults }) }],
  };
}

/** The submitted form: the milestone is added, changed or taken out. */
export async function saveMilestoneForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const found = await findCohortMeant(context, request);
  const milestone = found?.cohort.milestones.find(({ id }) => id === request.data.milestone);
  if (!found || (request.data.milestone && !milestone)) return projectNotFound(context);
  if (milestone && isTicked(request, 'remove')) {
    const question = await askToMoveMilestone(context, found, milestone, undefined);
    if (question) return question;
    const outcome = await removeMilestone(core, context.actor, found.cohort.id, milestone.id);
    return afterCohortChange(context, request, outcome, 'The milestone has been removed.');
  }
  const { plan, faults: unread } = readMilestonePlan(request);
  const faults = { ...milestoneFaults(plan), ...unread };
  const isGood = Object.keys(faults).length === 0;
  const question = isGood ? await askToMoveMilestone(context, found, milestone, plan) : undefined;
  if (question) return question;
  const outcome: CohortOutcome = !isGood
    ? { kind: 'faulty', faults }
    : await saveMilestone(core, context.actor, found.cohort.id, plan, milestone?.id);
  if (outcome.kind === 'faulty') return milestoneAnswer(found, milestone, request.values, faultWords(outcome.faults));
  return afterCohortChange(context, request, outcome, milestone ? 'Saved.' : 'The milestone has been added.');
}
