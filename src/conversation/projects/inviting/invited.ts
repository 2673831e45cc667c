import { findCohort } from '../../../app/projects/cohorts.js';
import { enrolmentsOfSchool } from '../../../app/projects/enrolment-views.js';
import { hasSaidNotThisYear, type NotThisYearOutcome, sayNotThisYear } from '../../../app/projects/not-this-year.js';
import { findProject } from '../../../app/projects/project-facts.js';
import { isHead, joiningState } from '../../../domain/enrolment.js';
import type { Answer, TurnContext, TurnRequest } from '../../talk/turn-context.js';
import { cohortTitle, joinAction, myProjectsAction, sayClosed } from '../enrolments-cards.js';
import { showEnrolment } from '../projects.js';
import { say } from '../say.js';
import { invitationCard, invitedActions } from './invitation-card.js';

const gone = 'I can no longer find that project.';

/** A year of a project that their school can join, or how their school stands in it: what the link in an invitation opens. It only reads. */
export async function answerInvited(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const { actor } = context;
  const cohort = await findCohort(core.prisma, request.data.cohort ?? '');
  const project = cohort && (await findProject(core, cohort.projectSlug));
  if (!project) return say(gone);
  const own = await enrolmentsOfSchool(core, actor, cohort.academicYear);
  const living = own.find(({ cohortId, state }) => cohortId === cohort.id && state !== 'interested');
  if (living) return showEnrolment(context, living.id, undefined);
  if (joiningState(cohort, context.now) !== 'open') return say(sayClosed(cohort, context));
  const title = cohortTitle(cohort);
  const school = actor.post?.school ?? 'Your school';
  const hasDeclined = await hasSaidNotThisYear(core, actor, cohort.id);
  const said = {
    lead: hasDeclined
      ? `${school} has said that it does not take part in ${title}. It still can.`
      : `${school} can take part in ${title}.`,
    words: '',
    how: '',
    actions: invitedActions(cohort, isHead(actor.post) && !hasDeclined),
  };
  return {
    replies: [{ kind: 'card', card: invitationCard(project, cohort, said, context) }],
    subject: { events: [], about: { kind: 'project', slug: cohort.projectSlug } },
  };
}

/** "Not this year", in answer to an invitation. */
export async function answerNotThisYear(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const cohort = await findCohort(core.prisma, request.data.cohort ?? '');
  if (!cohort) return say(gone);
  const outcome = await sayNotThisYear(core, context.actor, cohort.id);
  const title = cohortTitle(cohort);
  const words: Record<NotThisYearOutcome, string> = {
    noted: `Thank you for telling us: your school does not take part in ${title}.`,
    joined: `Your school is in ${title}, or has asked to be. To leave it, open it under “My projects”.`,
    'not-found': gone,
    'not-head': 'Only the headteacher of a school can say that for it.',
  };
  const after = { ...joinAction(cohort.joinBy, { cohort: cohort.id }), label: 'Join after all' };
  const canJoin = outcome === 'noted' && joiningState(cohort, context.now) === 'open';
  return say(words[outcome], canJoin ? [after] : outcome === 'joined' ? [myProjectsAction] : []);
}
