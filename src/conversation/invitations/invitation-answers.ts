import { declineInvitation, stopInvitations } from '../../app/invitations/answer-invitation.js';
import { findEventTitle } from '../../app/programme/event-title.js';
import type { ActAction } from '../../rendering/card.js';
import { askWho } from '../people/people.js';
import { refusal } from '../talk/replies.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';

/** "I cannot come", in answer to an invitation. */
export async function declineInvited(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const eventId = request.data.event ?? '';
  const outcome = await declineInvitation(core, context.actor, eventId);
  const title = (await findEventTitle(core.prisma, eventId)) ?? 'that event';
  if (outcome === 'not-invited') return refusal(context, 'I have no invitation of yours to that event.');
  return say(`Thank you for telling us. I will not remind you of ${title}.`, {
    kind: 'act',
    label: 'I can come after all',
    verb: 'event',
    data: { event: eventId },
  });
}

/** "No more invitations." */
export async function stopInviting(context: TurnContext): Promise<Answer> {
  if (!(await stopInvitations(context.services.core, context.actor, true)))
    return askWho(context, 'One thing first, so that I know whose invitations they are.');
  return say('You will get no more invitations. What concerns your own bookings still comes.', {
    kind: 'act',
    label: 'Invite me again',
    verb: 'invitations-resume',
  });
}

/** "Invite me again." */
export async function resumeInviting(context: TurnContext): Promise<Answer> {
  if (!(await stopInvitations(context.services.core, context.actor, false)))
    return askWho(context, 'One thing first, so that I know whose invitations they are.');
  return say('You will be invited again when there is something for you.', {
    kind: 'act',
    label: 'No more invitations',
    verb: 'invitations-stop',
  });
}

function say(words: string, action: ActAction): Answer {
  return {
    replies: [{ kind: 'card', card: { fallback: words, blocks: [{ kind: 'text', text: words }], actions: [action] } }],
  };
}
