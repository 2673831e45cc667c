import { headClaims, settleClaim } from '../../app/people/head-claims.js';
import { holds } from '../../domain/actor.js';
import { unreachable } from '../../domain/unreachable.js';
import type { ActAction } from '../../rendering/card.js';
import { say } from '../projects/say.js';
import { type Answer, refuse, type TurnContext, type TurnRequest } from '../talk/turn-context.js';
import { headClaimsCard, sayPlace } from './head-claims-cards.js';

export const headsRefusal = 'Only the partnership’s organisers can see who decides for a school.';

/** "Head claims": people who named themselves head of a school. */
export async function answerHeadClaims(context: TurnContext, _request: TurnRequest, lead?: string): Promise<Answer> {
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
      return tell(`Thank you. ${outcome.name} is now recorded as ${sayPlace(outcome)} and has been told.`);
    case 'refused':
      return tell(`Thank you. ${outcome.name} is no longer recorded as ${sayPlace(outcome)} and has been told.`);
    case 'settled':
      return tell('That has already been decided. Nothing has changed.');
    case 'not-yours':
      return refuse(
        answer === 'yes' ? 'head-yes' : 'head-no',
        'Only the head on record there, or an organiser, can do that.',
      );
    default:
      return unreachable(outcome);
  }
}
