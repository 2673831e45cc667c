import { findProjectInvitation } from '../../../app/projects/invite-schools.js';
import { findProject } from '../../../app/projects/project-facts.js';
import type { MakeMessage } from '../../talk/message-kind.js';
import { cohortTitle } from '../enrolments-cards.js';
import { invitationCard, invitedActions } from './invitation-card.js';

/** To the head of a school that is not in a project: what it is and how to join, as it is then. */
export const projectInvitationCard: MakeMessage<'project-invitation'> = async ({ core }, { personId, payload }) => {
  const invitation = personId ? await findProjectInvitation(core, personId, payload) : undefined;
  const project = invitation && (await findProject(core, invitation.cohort.projectSlug));
  if (!project) return undefined;
  const { cohort, school } = invitation;
  const said = {
    lead: `${school} is invited to take part in ${cohortTitle(cohort)}.`,
    words: payload.words ?? '',
    how: `Or say “join ${project.name}” to me in the chat.`,
    actions: [
      ...invitedActions(cohort, true),
      { kind: 'act', label: 'No more invitations', verb: 'invitations-stop', keepsCard: true } as const,
    ],
  };
  return invitationCard(project, cohort, said, { now: core.clock.now(), zone: core.timeZone });
};
