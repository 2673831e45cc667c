import { headClaims, settleClaim } from '../../app/people/head-claims.js';
import { holds } from '../../domain/actor.js';
import { unreachable } from '../../domain/unreachable.js';
import type { ActAction } from '../../rendering/card.js';
import { say } from '../talk/replies.js';
import { type Answer, type Ask, refuse, type Talk } from '../talk/turn-context.js';
import { headClaimsCard, sayPlace } from './head-claims-cards.js';

export const headsRefusal = 'Who decides for a school is for the organisers of the partnership to see.';

/** "Head claims": who is head of a school by their own word alone. */
export async function answerHeadClaims(talk: Talk, _ask: Ask, lead?: string): Promise<Answer> {
  const claims = await headClaims(talk.desk.core, talk.actor);
  if (!claims) return refuse('head-claims', headsRefusal);
  return { replies: [{ kind: 'card', card: headClaimsCard(claims, talk, lead) }] };
}

const changeOwn: ActAction = { kind: 'act', label: 'Change my school', verb: 'change-school', opensForm: true };

export async function confirmHead(talk: Talk, ask: Ask): Promise<Answer> {
  return settle(talk, ask, 'yes');
}

export async function refuseHead(talk: Talk, ask: Ask): Promise<Answer> {
  return settle(talk, ask, 'no');
}

async function settle(talk: Talk, ask: Ask, answer: 'yes' | 'no'): Promise<Answer> {
  const outcome = await settleClaim(talk.desk.core, talk.actor, ask.data.post ?? '', answer);
  const tell = (words: string): Answer | Promise<Answer> =>
    holds(talk.actor, 'organiser') ? answerHeadClaims(talk, ask, words) : say(words, [changeOwn]);
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
