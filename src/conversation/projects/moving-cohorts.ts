import { z } from 'zod';
import { keepDraft, readDraft } from '../../app/messages/form-drafts.js';
import { isPast, reachOfJoined } from '../../app/projects/cohort-changes.js';
import {
  type MilestonePlan,
  movesMilestone,
  removeMilestone,
  saveMilestone,
} from '../../app/projects/cohort-milestones.js';
import type { OrganisedMilestone } from '../../app/projects/organised-projects.js';
import { changeCohort } from '../../app/projects/plan-cohort.js';
import { type CohortPlan, type CohortSchedule, movesCohort } from '../../domain/project-plan.js';
import { sayDate } from '../../domain/when.js';
import { askCard, organiserAct } from '../organising/organising-cards.js';
import { countTold, sayWillBeTold } from '../talk/reach-words.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { dataOf, type Found, findCohortMeant, openCohort, titleOf } from './cohort-meant.js';
import { projectNotFound } from './organising-projects.js';
import { saySchedule } from './projects-cards.js';
import { afterCohortChange } from './shown/cohort-changed.js';

/**
 * Says who will be told of other days or another place of a published year, before anybody is.
 * @returns undefined when nobody has to be told: it can be changed at once
 */
export async function askToMoveCohort(
  context: TurnContext,
  found: Found,
  plan: CohortPlan,
): Promise<Answer | undefined> {
  const { cohort } = found;
  if (!movesCohort(cohort, plan) || isPast([cohort.endsOn, plan.endsOn], context.now)) return undefined;
  return confirmAndTell(context, found, { part: 'year', plan }, [`Now: ${words(cohort)}`, `New: ${words(plan)}`]);
}

function words(schedule: CohortSchedule): string {
  return saySchedule(schedule) || 'no days yet';
}

/** The same for a milestone. @param plan undefined takes it out */
export async function askToMoveMilestone(
  context: TurnContext,
  found: Found,
  milestone: OrganisedMilestone | undefined,
  plan: MilestonePlan | undefined,
): Promise<Answer | undefined> {
  if (!movesMilestone(milestone, plan, context.now)) return undefined;
  const say = ({ title, dueOn }: MilestonePlan) => `${title}, ${dueOn ? `by ${sayDate(dueOn)}` : 'no date'}`;
  const lines = [
    ...(milestone ? [`Now: ${say(milestone)}`] : []),
    plan ? `${milestone ? 'New' : 'New milestone'}: ${say(plan)}` : 'It is taken out.',
  ];
  const draft = { part: 'milestone', ...(milestone ? { milestoneId: milestone.id } : {}), ...(plan ? { plan } : {}) };
  return confirmAndTell(context, found, draft, lines);
}

async function confirmAndTell(
  context: TurnContext,
  found: Found,
  change: object,
  lines: readonly string[],
): Promise<Answer | undefined> {
  const { core } = context.services;
  const reach = await reachOfJoined(core, context.actor, found.cohort.id);
  if (reach === undefined || countTold(reach) === 0) return undefined;
  const draft = await keepDraft(core, context.turn.account, { kind: 'year', cohortId: found.cohort.id, ...change });
  if (!draft) return { replies: [text('I could not save that. Please try again.')] };
  const data = dataOf(found);
  const told = sayWillBeTold(reach, 'those who lead it at their school or asked for it, and people put forward');
  const yes = organiserAct('Yes, change it and tell them', 'run-cohort-move', { ...data, draft }, { style: 'primary' });
  const no = organiserAct('Leave it', 'run-cohort', data);
  const card = askCard(`Change ${titleOf(found)}?`, [...lines, told], yes, no);
  return { replies: [{ kind: 'card', card }] };
}

const date = z.union([z.null(), z.coerce.date()]);
const kept = z.discriminatedUnion('part', [
  z.object({
    kind: z.literal('year'),
    part: z.literal('year'),
    cohortId: z.string(),
    plan: z.object({
      academicYear: z.number(),
      label: z.string(),
      opensAt: date,
      closesAt: date,
      startsOn: date,
      endsOn: date,
      venue: z.string().nullable(),
      places: z.number().nullable(),
      strandsEach: z.number().nullable(),
    }),
  }),
  z.object({
    kind: z.literal('year'),
    part: z.literal('milestone'),
    cohortId: z.string(),
    milestoneId: z.string().optional(),
    plan: z.object({ title: z.string(), dueOn: date }).optional(),
  }),
]);

/** "Yes, change it and tell them". */
export async function moveCohort(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const found = await findCohortMeant(context, request);
  if (!found) return projectNotFound(context);
  const read = kept.safeParse(await readDraft(core, context.turn.account, request.data.draft ?? ''));
  if (!read.success || read.data.cohortId !== found.cohort.id) {
    return openCohort(context, request, 'That was too long ago. Please make the change again.');
  }
  const { data } = read;
  const done = 'It has already been changed. Nobody is told twice.';
  if (data.part === 'year') {
    return afterCohortChange(
      context,
      request,
      await changeCohort(core, context.actor, found.cohort.id, data.plan),
      done,
    );
  }
  const { milestoneId, plan } = data;
  const milestone = found.cohort.milestones.find(({ id }) => id === milestoneId);
  const isDone = milestoneId
    ? !milestone
    : found.cohort.milestones.some(
        ({ title, dueOn }) => title === plan?.title && dueOn?.getTime() === plan.dueOn?.getTime(),
      );
  if (isDone) return openCohort(context, request, done);
  const outcome =
    !plan && milestoneId
      ? await removeMilestone(core, context.actor, found.cohort.id, milestoneId)
      : await saveMilestone(core, context.actor, found.cohort.id, plan ?? { title: '', dueOn: null }, milestoneId);
  return afterCohortChange(context, request, outcome, done);
}
