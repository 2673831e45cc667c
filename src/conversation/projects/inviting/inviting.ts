import { z } from 'zod';
import { projectAsked } from '../../../app/figures/project-schools.js';
import { keepDraft, readDraft } from '../../../app/messages/form-drafts.js';
import { heldForMs } from '../../../app/organising/held-sendings.js';
import { findCohort, type JoinableCohort, openCohorts } from '../../../app/projects/cohorts.js';
import { inviteSchools, previewInvitingSchools, type SchoolsInvited } from '../../../app/projects/invite-schools.js';
import { longestInvitation } from '../../../domain/invitations/invitations.js';
import { unreachable } from '../../../domain/unreachable.js';
import { sayMoment } from '../../../domain/when.js';
import { academicYear } from '../../../understanding/figures/stretches.js';
import { readQuery, writeQuery } from '../../figures/query-codec.js';
import { organiserAct } from '../../organising/organising-cards.js';
import { sayOnItsWay } from '../../talk/reach-words.js';
import { fieldOf } from '../../talk/read-form.js';
import { type Answer, refuse, type TurnContext, type TurnRequest } from '../../talk/turn-context.js';
import { receiptOf } from '../../writing/undoing.js';
import { projectsRefusal } from '../organising-projects.js';
import { say } from '../say.js';
import { showProjectOrYear } from '../shown/projects-shown.js';
import { invitingForm, invitingPreviewCard, whichYearCard } from './inviting-cards.js';

/**
 * "Invite them", of a list of schools that are not in a project, or from a year of it, which means those that are not in that year:
 * the form, or a choice where two years can be joined.
 */
export async function openInviting(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { cohort: id } = request.data;
  const written = request.data.query ?? (await notInYear(context, id));
  const query = readQuery(written);
  const slug = query && projectAsked(query);
  if (!slug) return say('That is an older list. Please ask me again which schools are not in the project.');
  const open = await openCohorts(context.services.core.prisma, context.now);
  const years = open.filter((one) => one.projectSlug === slug && (id === undefined || one.id === id));
  const [only, ...others] = years;
  if (!only)
    return say('No year of it can be joined now. Open the way in, and invite them then.', [
      organiserAct('Open the project', 'run-project', { project: slug }),
    ]);
  if (others.length > 0) return { replies: [{ kind: 'card', card: whichYearCard(years, written, context) }] };
  return { replies: [{ kind: 'form', form: invitingForm(only, written, {}, {}) }] };
}

/** The question which schools are not in that year; empty where there is no such year. */
async function notInYear({ services, zone }: TurnContext, id: string | undefined): Promise<string> {
  const cohort = id === undefined ? undefined : await findCohort(services.core.prisma, id);
  if (!cohort) return '';
  return writeQuery({
    ...{
      subjects: [{ kind: 'project', slug: cohort.projectSlug }],
      unsure: false,
      measure: 'absent',
      operation: 'value',
    },
    ...{ places: [], areas: [], phases: [] },
    times: [{ kind: 'stretch', stretch: academicYear(cohort.academicYear, zone) }],
  });
}

const keptInvitation = z.object({
  kind: z.literal('project-invitation'),
  cohortId: z.string(),
  query: z.string(),
  words: z.string(),
});

/** Whom it would reach: from the form, or from what was kept of it. */
export async function previewInviting(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const { cohort: id = '', query = '', draft } = request.data;
  const cohort = await findCohort(core.prisma, id);
  if (!cohort) return say(notFound);
  if (draft) {
    const kept = await keptUnder(context, draft, id);
    return kept ? showPreview(context, cohort, kept, draft) : showProjectOrYear(context, id, tooLongAgo);
  }
  const words = fieldOf(request, 'words');
  if (words.length > longestInvitation) {
    const faults = { words: `At most ${longestInvitation} characters.` };
    return { replies: [{ kind: 'form', form: invitingForm(cohort, query, request.values, faults) }] };
  }
  const kept = { kind: 'project-invitation', cohortId: id, query, words } as const;
  const made = await keepDraft(core, context.turn.account, kept);
  return made ? showPreview(context, cohort, kept, made) : say('I could not save that. Please try again.');
}

async function showPreview(
  context: TurnContext,
  cohort: JoinableCohort,
  kept: z.infer<typeof keptInvitation>,
  draft: string,
): Promise<Answer> {
  const asked = askedOf(kept);
  const preview = asked ? await previewInvitingSchools(context.services.core, context.actor, asked) : 'not-found';
  if (typeof preview === 'string') return refused(context, cohort.id, preview);
  const card = invitingPreviewCard(cohort, { draft, words: kept.words }, preview, context);
  return { replies: [{ kind: 'card', card }] };
}

const notFound = 'I cannot find that year of a project.';
const noneLeft = 'There is nobody left to invite: no school is told twice.';
const tooLongAgo = 'That was too long ago. Please invite them again.';

async function keptUnder(context: TurnContext, draft: string, cohortId: string) {
  const kept = keptInvitation.safeParse(await readDraft(context.services.core, context.turn.account, draft)).data;
  return kept?.cohortId === cohortId ? kept : undefined;
}

function askedOf({ cohortId, query: written, words }: z.infer<typeof keptInvitation>): SchoolsInvited | undefined {
  const query = readQuery(written);
  return query && { cohortId, query, words };
}

/** "Invite 41 schools": each once, however often it is pressed. */
export async function sendInviting(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { cohort = '', draft = '' } = request.data;
  const kept = await keptUnder(context, draft, cohort);
  const asked = kept && askedOf(kept);
  if (!asked) return showProjectOrYear(context, cohort, tooLongAgo);
  const outcome = await inviteSchools(context.services.core, context.actor, asked);
  switch (outcome.kind) {
    case 'invited': {
      const { goesOutAt, reach } = outcome;
      const isNow = goesOutAt <= context.now;
      const when = isNow ? 'It is on its way to' : `On ${sayMoment(goesOutAt, context.zone)} it goes to`;
      const words = sayOnItsWay(`Invited. ${when}`, reach);
      return receiptOf(context, 'cohort', cohort, words, {
        ...outcome,
        rest: 'named',
        ...(isNow ? {} : { heldUntil: goesOutAt }),
      });
    }
    case 'already': {
      const { held, until } = outcome;
      const isLong = until.getTime() > context.now.getTime() + heldForMs;
      return receiptOf(context, 'cohort', cohort, noneLeft, { held, ...(isLong ? { heldUntil: until } : {}) });
    }
    case 'refused':
      return refused(context, cohort, outcome.reason);
    default:
      return unreachable(outcome);
  }
}

function refused(
  context: TurnContext,
  cohort: string,
  reason: 'not-allowed' | 'not-found' | 'not-open' | 'nobody',
): Promise<Answer> | Answer {
  switch (reason) {
    case 'not-allowed':
      return refuse('project-invite', projectsRefusal);
    case 'not-found':
      return say(notFound);
    case 'not-open':
      return showProjectOrYear(context, cohort, 'It cannot be joined now, so nobody can be invited.');
    case 'nobody':
      return showProjectOrYear(context, cohort, noneLeft);
    default:
      return unreachable(reason);
  }
}
