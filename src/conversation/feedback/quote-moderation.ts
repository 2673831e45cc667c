import {
  type ModerateOutcome,
  type ModerationChoice,
  moderateQuote,
  pendingQuotes,
  unapproveQuote,
  usableQuotes,
} from '../../app/feedback/quote-moderation.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { approvedQuotesCard, describeWithdrawal, moderationCard, sayUses, shortenForm } from './feedback-cards.js';

/** The next quote to moderate. */
export async function moderate(context: TurnContext): Promise<Answer> {
  const quotes = await pendingQuotes(context.services.core, context.actor);
  const [next] = quotes;
  if (!next) return { replies: [text('There are no quotes waiting for you. Thank you.')] };
  return { replies: [{ kind: 'card', card: moderationCard(next, quotes.length) }] };
}

export async function approve(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return decide(context, request, { kind: 'approve' });
}

export async function reject(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return decide(context, request, { kind: 'reject' });
}

export async function openShorten(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const quote = (await pendingQuotes(context.services.core, context.actor)).find(({ id }) => id === request.data.quote);
  if (!quote) return moderate(context);
  return { replies: [{ kind: 'form', form: shortenForm(quote.id, quote.words) }] };
}

export async function saveShortened(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const words = typeof request.values.words === 'string' ? request.values.words : '';
  const quoteId = request.data.quote ?? '';
  const outcome = await moderateQuote(context.services.core, context.actor, quoteId, { kind: 'shorten', words });
  if (outcome.kind === 'refused' && outcome.reason === 'never-said') {
    const fault =
      'This has words that are not in the original, or none at all. Please only delete words, and keep the rest in order.';
    return { replies: [{ kind: 'form', form: shortenForm(quoteId, words, fault) }] };
  }
  return afterDeciding(context, outcome);
}

async function decide(context: TurnContext, request: TurnRequest, choice: ModerationChoice): Promise<Answer> {
  return afterDeciding(
    context,
    await moderateQuote(context.services.core, context.actor, request.data.quote ?? '', choice),
  );
}

async function afterDeciding(context: TurnContext, outcome: ModerateOutcome): Promise<Answer> {
  if (outcome.kind === 'refused' && outcome.reason === 'not-organiser') {
    return { replies: [text('Only the organisers of this event can do that.')] };
  }
  const next = await moderate(context);
  if (outcome.kind !== 'moderated') {
    return { replies: [text('That quote has been changed, withdrawn or decided in the meantime.'), ...next.replies] };
  }
  const said = outcome.words === null ? 'Rejected. It will not be used anywhere.' : `Approved: “${outcome.words}”`;
  return { replies: [...next.replies, text(said)] };
}

/** "Approved quotes": each with a button to withdraw the approval. */
export async function answerApprovedQuotes(context: TurnContext): Promise<Answer> {
  const quotes = await usableQuotes(context.services.core, context.actor, 8);
  if (quotes.length === 0)
    return { replies: [text('No quotes from your events have been approved. Say "quotes to moderate".')] };
  return { replies: [{ kind: 'card', card: approvedQuotesCard(quotes) }] };
}

export async function unapprove(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await unapproveQuote(context.services.core, context.actor, request.data.quote ?? '');
  switch (outcome.kind) {
    case 'unapproved': {
      const { uses } = outcome;
      const words = ['It is waiting to be moderated again.', sayUses(uses, context.zone), describeWithdrawal(uses)];
      return { replies: [text(words.filter(Boolean).join(' '))] };
    }
    case 'settled':
      return { replies: [text('That quote is no longer approved.')] };
    case 'refused':
      if (outcome.reason === 'not-organiser')
        return { replies: [text('Only the organisers of this event can do that.')] };
      return { replies: [text('I can no longer find that quote.')] };
  }
}
