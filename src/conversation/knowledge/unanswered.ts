import { addAlias } from '../../app/knowledge/articles.js';
import { listUnanswered, settleUnanswered } from '../../app/knowledge/unanswered.js';
import { type SubscribeOutcome, sendQuestionsHere, stopQuestionsHere } from '../../app/messages/organiser-channels.js';
import { unreachable } from '../../domain/unreachable.js';
import { refuseNonOrganiser } from '../talk/replies.js';
import { type Answer, addressOf, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { showArticle } from './articles.js';
import { type Library, openLibrary } from './library.js';
import { nearAnswers } from './near-answers.js';
import { type NearAnswer, unansweredCard, unansweredQuestionCard } from './tickets-cards.js';

/** "What could you not answer?" */
export async function answerUnanswered(context: TurnContext): Promise<Answer> {
  const questions = await listUnanswered(context.services.core, context.actor);
  return questions ? { replies: [{ kind: 'card', card: unansweredCard(questions, context) }] } : refuseNonOrganiser();
}

/** One of them, with its actions. */
export async function openUnanswered(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const questions = await listUnanswered(core, context.actor, 1_000);
  if (!questions) return refuseNonOrganiser();
  const question = questions.find(({ normalised }) => normalised === request.data.key);
  if (!question) return { replies: [text('That question is already off the list.')] };
  const library = await openLibrary(core);
  const titleOf = (key: string | null) => (key ? library.documents.get(key)?.title : undefined);
  const chosen = articleOf(library, question.chosen);
  const near = (await nearAnswers(core, question.question, context.now)).filter(
    ({ slug }) => `article:${slug}` !== question.rejected && slug !== chosen?.slug,
  );
  const said = { rejected: titleOf(question.rejected), chosen: titleOf(question.chosen) };
  // What people chose comes first, then the nearest; what was not meant is left out.
  return {
    replies: [{ kind: 'card', card: unansweredQuestionCard(question, [...(chosen ? [chosen] : []), ...near], said) }],
  };
}

function articleOf(library: Library, key: string | null): NearAnswer | undefined {
  const slug = key?.startsWith('article:') ? key.slice('article:'.length) : undefined;
  const article = slug ? library.articles.get(slug) : undefined;
  return slug && article ? { slug, title: article.question } : undefined;
}

/** Adds the question as another way to ask for an article. */
export async function aliasUnanswered(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const { key = '', slug = '' } = request.data;
  const questions = await listUnanswered(core, context.actor, 1_000);
  if (!questions) return refuseNonOrganiser();
  const question = questions.find(({ normalised }) => normalised === key);
  if (!question) return { replies: [text('That question is already off the list.')] };
  const outcome = await addAlias(core, context.actor, slug, question.question);
  if (outcome.kind === 'refused') return refuseNonOrganiser();
  if (outcome.kind === 'not-found') return { replies: [text('That article is no longer there.')] };
  await settleUnanswered(core, context.actor, [key]);
  return showArticle(context, slug, 'Anybody who asks it like that will now get this answer.');
}

/** Removes it from the list. */
export async function dropUnanswered(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const dropped = await settleUnanswered(context.services.core, context.actor, [request.data.key ?? '']);
  return { replies: [text(dropped > 0 ? 'It is off the list.' : 'It was already off the list.')] };
}

/** "Send questions here", in a channel. */
export async function subscribeQuestions(context: TurnContext): Promise<Answer> {
  return {
    replies: [text(sayOutcome(await sendQuestionsHere(context.services.core, context.actor, addressOf(context))))],
  };
}

export async function unsubscribeQuestions(context: TurnContext): Promise<Answer> {
  return {
    replies: [text(sayOutcome(await stopQuestionsHere(context.services.core, context.actor, addressOf(context))))],
  };
}

function sayOutcome(outcome: SubscribeOutcome): string {
  switch (outcome.kind) {
    case 'subscribed':
      return 'Questions for the team will come here from now on. Say “stop sending questions here” to end it.';
    case 'already':
      return 'Questions for the team already come here.';
    case 'unsubscribed':
      return 'Questions will no longer come here. Organisers can still see them by asking me for “open questions”.';
    case 'not-subscribed':
      return 'Questions were not coming here.';
    case 'refused':
      return refusals[outcome.reason];
    default:
      return unreachable(outcome);
  }
}

const refusals: Record<Extract<SubscribeOutcome, { kind: 'refused' }>['reason'], string> = {
  'not-organiser': 'Only the partnership’s organisers can do that.',
  'personal-chat':
    'Say this in the organisers’ channel or group chat, where the questions should go. Here you can ask me for “open questions”.',
  'unknown-place': 'I do not know this channel yet: add me to it, then say it again.',
};
