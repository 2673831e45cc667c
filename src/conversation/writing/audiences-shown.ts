import { readPartnership } from '../../app/setup/partnership.js';
import { findSavedAudience, reachOfAudience, savedAudiences } from '../../app/writing/saved-audiences.js';
import { type Answer, type TurnContext, text } from '../talk/turn-context.js';
import { audienceCard, audiencesCard } from './audience-cards.js';

/** The audiences that the user may use. */
export async function listAudiences(context: TurnContext, lead?: string): Promise<Answer> {
  const { core } = context.services;
  const audiences = await savedAudiences(core, context.actor);
  const { cluster } = await readPartnership(core);
  return { replies: [{ kind: 'card', card: audiencesCard(audiences, cluster, lead) }] };
}

/** One of them, counted anew. */
export async function showAudience(context: TurnContext, id: string, lead?: string): Promise<Answer> {
  const { core } = context.services;
  const audience = await findSavedAudience(core.prisma, context.actor, id);
  if (!audience) return audienceNotFound(context);
  const counted = await reachOfAudience(core, context.actor, audience);
  const { cluster } = await readPartnership(core);
  return { replies: [{ kind: 'card', card: audienceCard(audience, counted, cluster, lead) }] };
}

/** The same answer whether it is gone or of another series. */
export async function audienceNotFound(context: TurnContext): Promise<Answer> {
  const list = await listAudiences(context);
  const words = 'That audience has been deleted, or it is of a series that you do not organise. Here are yours.';
  return { ...list, replies: [text(words), ...list.replies] };
}
