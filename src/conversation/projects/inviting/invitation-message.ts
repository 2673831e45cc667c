import { findProjectInvitation } from '../../../app/projects/invite-schools.js';
import { findProject } from '../../../app/projects/project-facts.js';
import type { MakeMessage } from '../../talk/message-kind.js';
import { capitalise } from '../../talk/wording.js';
import { cohortTitle, joinAction } from '../enrolments-cards.js';
import { pageOfProject, sayJoining } from '../projects-cards.js';

/** To the head of a school that is not in a project: what it is and how to join, as it is then. */
export const projectInvitationCard: MakeMessage<'project-invitation'> = async ({ core }, { personId, payload }) => {
  const invitation = personId ? await findProjectInvitation(core, personId, payload) : undefined;
  const project = invitation && (await findProject(core, invitation.cohort.projectSlug));
  if (!project) return undefined;
  const { cohort, school } = invitation;
  const lead = `${school} is invited to take part in ${cohortTitle(cohort)}.`;
  const words = payload.words ?? '';
  const joining = capitalise(sayJoining(cohort, { now: core.clock.now(), zone: core.timeZone }));
  const facts = [
    { label: 'For', value: project.forWhom },
    { label: 'Run by', value: project.runBy },
    { label: 'Join', value: joining },
  ];
  const join = joinAction(cohort.joinBy, { cohort: cohort.id });
  const how = `Or say “join ${project.name}” to me in the chat.`;
  return {
    fallback: [lead, words, project.summary, ...facts.map(({ label, value }) => `${label}: ${value}.`), how]
      .filter(Boolean)
      .join('\n'),
    blocks: [
      { kind: 'text', text: lead },
      { kind: 'heading', text: project.name },
      ...(words ? [{ kind: 'text', text: words } as const] : []),
      { kind: 'text', text: project.description || project.summary },
      { kind: 'facts', facts },
      ...pageOfProject(project),
      { kind: 'context', text: how },
    ],
    actions: [
      { ...join, style: 'primary' },
      { kind: 'act', label: 'No more invitations', verb: 'invitations-stop', keepsCard: true },
    ],
  };
};
