import { readSetup, type SetupProgress, type SetupStep, setupSteps } from '../../app/setup/setup-progress.js';
import type { ActAction, Card } from '../../rendering/card.js';
import type { Verb } from '../../rendering/verbs.js';
import type { PlainReply } from '../talk/turn.js';
import type { Answer, TurnContext } from '../talk/turn-context.js';
import { progressCard } from './setup-cards.js';

/** What an administrator finishes elsewhere may be a step: then what is left is offered once more. */
const finishing: Partial<Record<Verb, SetupStep>> = {
  'import-apply': 'schools',
  'organise-publish': 'event',
  'series-publish': 'series',
  'role-grant': 'people',
  'working-hours-save': 'hours',
  'holiday-save': 'hours',
  'article-publish': 'articles',
  'faqs-save': 'articles',
  'notice-save': 'notice',
};

/** Forms and cards of a step that are elsewhere as well: whoever opens them while setting up finds the way back on them. */
const onTheWay: ReadonlySet<Verb> = new Set<Verb>([
  ...(['roles', 'role-search', 'role-find', 'role-scope', 'role-confirm'] as const),
  ...(['working-hours', 'working-hours-edit', 'holiday-edit'] as const),
  ...(['notice', 'notice-form', 'safeguarding-form', 'safeguarding-save'] as const),
  'organise-new',
]);

/** At most so many buttons are on a card. */
const mostActions = 6;

/**
 * The answer to an act of a step, with the way back to the set-up as long as something of it is left: what is left, below an act that
 * finishes the step or says no more than a sentence; on any other card or form, a button to it.
 */
export async function withWayBackToSetup(context: TurnContext, verb: Verb, answer: Answer): Promise<Answer> {
  const step = finishing[verb];
  if ((!step && !onTheWay.has(verb)) || answer.refused) return answer;
  const progress = await readSetup(context.services.core, context.actor);
  if (!progress || !isUnderWay(progress)) return answer;
  const finishes = step !== undefined && progress.done.has(step) && progress.next !== undefined;
  const asksAgain = answer.replies.some(({ kind }) => kind === 'form');
  const isBare = !answer.replies.some(({ kind }) => kind === 'card');
  if (!asksAgain && (finishes || (isBare && onTheWay.has(verb))))
    return { ...answer, replies: [...answer.replies, { kind: 'card', card: progressCard(progress) }] };
  return { ...answer, replies: answer.replies.map(withButton) };
}

/** Whoever named the partnership or left a step for later has begun the set-up here. */
function isUnderWay({ counts, skipped, done }: SetupProgress): boolean {
  return (counts.name !== '' || skipped.size > 0) && done.size < setupSteps.length;
}

const back: ActAction = { kind: 'act', label: 'Back to set-up', verb: 'setup' };

function withButton(reply: PlainReply): PlainReply {
  switch (reply.kind) {
    case 'form':
      return reply.form.cancel ? reply : { ...reply, form: { ...reply.form, cancel: back } };
    case 'card':
      return { ...reply, card: withAction(reply.card) };
    case 'text':
      return reply;
  }
}

function withAction(card: Card): Card {
  const actions = card.actions ?? [];
  const leads = actions.some((action) => action.kind === 'act' && action.verb === 'setup');
  return leads || actions.length >= mostActions ? card : { ...card, actions: [...actions, back] };
}
