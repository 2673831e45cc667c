import { headClaims, settleClaim } from '../../app/people/head-claims.js';
import { holds } from '../../domain/actor.js';
import { unreachable } from '../../domain/unreachable.js';
import type { ActAction } from '../../rendering/card.js';
import { say } from '../projects/say.js';
import { type Answer, refuse, type TurnContext, type TurnRequest } from '../talk/turn-context.js';
import { headClaimsCard, sayPlace } from './head-claims-cards.js';

export const headsRefusal = 'Who decides for a school is for the organisers of the partnership to see.';

/** "Head claims": who is head of a school by their own word alone. */
export async function answerHeadClaims(context: TurnContext, _ask: TurnRequest, lead?: string): Promise<Answer> {
  const claims = await headClaims(context.services.core, context.actor);
  if (!claims) return refuse('head-claims', headsRefusal);
  return { replies: [{ kind: 'card', card: headClaimsCard(claims, context, lead) }] };
}

const changeOwn: ActAction = { kind: 'act', label: 'Change my school', verb: 'change-school', opensForm: true };

export async function confirmHead(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return settle(context, request, 'yes');
}

export async function refuseHead(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return settle(context, request, 'no');
}

async function settle(context: TurnContext, request: TurnRequest, answer: 'yes' | 'no'): Promise<Answer> {
  const outcome = await settleClaim(context.services.core, context.actor, request.data.post ?? '', answer);
  const tell = (words: string): Answer | Promise<Answer> =>
    holds(context.actor, 'organiser') ? answerHeadClaims(context, request, words) : say(words, [changeOwn]);
  switch (outcome.kind) {
    case 'confirmed':
      return tell(`Thank you. ${outcome.name} is noted as ${sayPlace(outcome)}, and is told.`);
    case 'refused':
      return tell(`Thank you. ${outcome.name} is not noted as ${sayPlace(outcome)} any more, and is told.`);
    case 'settled':
      return tell('That is settled already. Nothing has changed.');
    case 'not-yours':
      return refuse(
        answer === 'yes' ? 'head-yes' : 'head-no',
        'That is for the head on record there, or for the organisers.',
      );
    default:
      return unreachable(outcome);
  }
}
