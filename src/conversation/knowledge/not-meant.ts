import { keepHint } from '../../app/knowledge/unanswered.js';
import { normalise } from '../../knowledge/question.js';
import type { ActAction, Card } from '../../rendering/card.js';
import type { Answer, RecordRef, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { choicesCard, unknownCard } from './answer-cards.js';
import { choiceOf } from './answer-choices.js';
import { documentKey } from './library.js';
import { lookUp } from './look-up.js';

/** A card has at most so many buttons. */
const mostButtons = 6;

/** Puts *Not what I meant* on the answer to a question, once, where there is room for a button. */
export function withWayOut(answer: Answer, question: string, shown: RecordRef | undefined): Answer {
  let done = false;
  const replies = answer.replies.map((reply) => {
    if (done || reply.kind !== 'card') return reply;
    done = true;
    return { ...reply, card: withAction(reply.card, notMeantAction(question, shown)) };
  });
  return { ...answer, replies };
}

function withAction(card: Card, action: ActAction): Card {
  const actions = card.actions ?? [];
  if (actions.some((one) => one.kind === 'act' && one.verb === action.verb)) return card;
  return actions.length < mostButtons ? { ...card, actions: [...actions, action] } : card;
}

function notMeantAction(question: string, shown: RecordRef | undefined): ActAction {
  return {
    kind: 'act',
    label: 'Not what I meant',
    verb: 'not-meant',
    data: { question: question.slice(0, 300), ...(shown ? { kind: shown.kind, slug: shown.slug } : {}) },
    keepsCard: true,
  };
}

/** They meant something else: kept for the organisers without who asked, and the next likely answers are offered. */
export async function answerNotMeant(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { question = '', kind, slug } = request.data;
  const { core } = context.services;
  const rejected = kind && slug ? `${kind}:${slug}` : undefined;
  await keepHint(core, { question, normalised: normalise(question) }, { rejected });
  const { ranking, library } = await lookUp(context, question);
  const others = ranking.candidates
    .filter((candidate) => documentKey(candidate.kind, candidate.slug) !== rejected)
    .slice(0, 3);
  if (others.length === 0) return askInstead(question);
  const choices = others.map((candidate) => choiceOf(library, candidate, undefined, question));
  return {
    replies: [{ kind: 'card', card: choicesCard(choices, question, 'Sorry. Is it one of these?') }],
    subject: {
      events: [],
      choices: others.map((one) => ({ kind: one.kind, slug: one.slug })),
      pending: { verb: 'ask-team', data: { question } },
    },
  };
}

function askInstead(question: string): Answer {
  return {
    replies: [{ kind: 'card', card: unknownCard(question, 'Sorry. I have nothing nearer. Shall I ask the team?') }],
    subject: { events: [], pending: { verb: 'ask-team', data: { question } } },
  };
}

/** One of the answers that were offered was taken: organisers see which, as a way of asking that it may be known by. */
export async function noteChosen(context: TurnContext, request: TurnRequest): Promise<void> {
  const { chosenFor, kind, slug } = request.data;
  if (!chosenFor || kind !== 'article' || !slug) return;
  const asked = { question: chosenFor, normalised: normalise(chosenFor) };
  await keepHint(context.services.core, asked, { chosen: `${kind}:${slug}` });
}
