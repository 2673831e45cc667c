import { askWhoKnows, belongingClaims, settleBelonging } from '../../app/people/belonging.js';
import { proveByAddress } from '../../app/people/people.js';
import { readActor } from '../../app/people/read-actor.js';
import { isUnproven } from '../../app/people/school-standing.js';
import { type Actor, holds, holdsSomewhere } from '../../domain/actor.js';
import { unreachable } from '../../domain/unreachable.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { belongingClaimsCard, sayWhere, unprovenCard } from './belonging-cards.js';

/**
 * Before anything of a school: whoever is unproven is looked at again, because their address may speak for them by now;
 * otherwise somebody who knows is asked. Organisers pass, because they act for every school; each use case decides.
 * @returns the actor as they are now, or the answer that says why not and what comes next
 */
export async function provenOrAsked(
  context: TurnContext,
): Promise<{ readonly actor: Actor } | { readonly answer: Answer }> {
  const { services } = context;
  const actor = await lookAgain(context);
  if (!isUnproven(actor) || holdsSomewhere(actor, 'organiser')) return { actor };
  const asked = await askWhoKnows(services.core, actor);
  // Somebody has answered meanwhile.
  if (asked === undefined) return { actor: await readActor(services.core, actor) };
  return {
    answer: {
      replies: [{ kind: 'card', card: unprovenCard(actor.post?.school, asked) }],
      subject: { events: context.subject.events },
    },
  };
}

/** The actor as they are now, where nothing spoke for them before: by now their address may. */
export async function lookAgain({ actor, services, turn }: TurnContext): Promise<Actor> {
  if (!isUnproven(actor)) return actor;
  const proven = await proveByAddress(services.core, actor, await turn.vouchedEmail?.());
  return proven ? readActor(services.core, actor) : actor;
}

export const claimsRefusal = 'Only the partnership’s organisers can see who waits to be confirmed at a school.';

/** "Claims": people who say where they work, without anything to speak for it. */
export async function answerClaims(context: TurnContext, _request: TurnRequest, lead?: string): Promise<Answer> {
  const open = await belongingClaims(context.services.core, context.actor);
  if (!open) return refuse('claims', claimsRefusal);
  return { replies: [{ kind: 'card', card: belongingClaimsCard(open, context, lead) }] };
}

export async function confirmBelonging(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return settle(context, request, 'yes');
}

export async function refuseBelonging(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return settle(context, request, 'no');
}

async function settle(context: TurnContext, request: TurnRequest, answer: 'yes' | 'no'): Promise<Answer> {
  const outcome = await settleBelonging(context.services.core, context.actor, request.data.post ?? '', answer);
  const tell = (words: string): Answer | Promise<Answer> =>
    holds(context.actor, 'organiser') ? answerClaims(context, request, words) : { replies: [text(words)] };
  switch (outcome.kind) {
    case 'confirmed':
      return tell(`Thank you. ${outcome.name} is confirmed ${sayWhere(outcome)} and has been told.`);
    case 'refused':
      return tell(`Thank you. ${outcome.name} is no longer on record ${sayWhere(outcome)} and has been told.`);
    case 'settled':
      return tell('That has already been answered. Nothing has changed.');
    case 'not-yours':
      return refuse(
        answer === 'yes' ? 'belongs-yes' : 'belongs-no',
        'Only people who are confirmed at that school, or an organiser, can say that.',
      );
    default:
      return unreachable(outcome);
  }
}
