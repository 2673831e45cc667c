import {
  type FeedbackAnswer,
  type FeedbackRequest,
  findFeedbackRequest,
  giveFeedback,
  openFeedbackRequests,
  rateEvent,
} from '../../app/feedback/feedback.js';
import { quotesOfPerson, withdrawQuote } from '../../app/feedback/quote-ledger.js';
import { isUnproven } from '../../app/people/school-standing.js';
import { consents, isNaming } from '../../domain/quote.js';
import type { FormValues } from '../../rendering/card.js';
import { lookAgain } from '../people/belonging.js';
import { sayAttribution } from '../talk/person-words.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { plural } from '../talk/wording.js';
import {
  answeredSoFar,
  describeWithdrawal,
  feedbackForm,
  feedbackRequestCard,
  ownQuotesCard,
  sayUses,
} from './feedback-cards.js';

/** The feedback form for the request in the button, or for the only open one. */
export async function openFeedback(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const { personId } = context.actor;
  const open = personId === null ? [] : await openFeedbackRequests(core, personId);
  const ids = request.data.request ? [request.data.request] : open;
  const requests = await Promise.all(ids.map((id) => findFeedbackRequest(core, personId, id)));
  const known = requests.flatMap((request) => request ?? []);
  const [first, ...others] = known;
  if (!first)
    return { replies: [text('There is nothing to give feedback on just now. I will ask you after an event.')] };
  if (!first.open) return { replies: [text(`Feedback on ${first.title} has closed. Thank you for thinking of it.`)] };
  if (others.length === 0) {
    const { rating = '' } = request.data;
    // Chosen by a link, which saves nothing: it is theirs to send.
    const values = { ...answeredSoFar(first), ...(/^[1-5]$/.test(rating) && { rating }) };
    return { replies: [{ kind: 'form', form: feedbackForm(first, values) }] };
  }
  return {
    replies: known.map((request) => ({
      kind: 'card',
      card: feedbackRequestCard(request, request.answer ? 'You have already answered.' : 'How was it?', context.zone),
    })),
  };
}

/** Handles the submitted form. */
export async function saveFeedback(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const asked = await findFeedbackRequest(core, context.actor.personId, request.data.request ?? '');
  if (!asked) return { replies: [text('I can no longer find that request. Say "feedback" to see yours.')] };
  const answer = readAnswer(request.values);
  const actor = answer.naming === 'unnamed' ? context.actor : await lookAgain(context);
  const outcome = await giveFeedback(core, actor, asked.id, answer, sayAttribution);
  const back = (faults: Record<string, string>): Answer => ({
    replies: [{ kind: 'form', form: feedbackForm(asked, request.values, faults) }],
  });
  if (outcome.kind !== 'refused') {
    const thanks = outcome.kind === 'given' ? 'Thank you, that helps.' : 'Thank you, I have changed it.';
    const isQuoted = answer.words.trim() !== '' && answer.naming !== 'unnamed';
    const words = isQuoted && isUnproven(actor) ? `${thanks} ${withoutRole}` : thanks;
    const saved = await findFeedbackRequest(core, context.actor.personId, asked.id);
    return { replies: [{ kind: 'card', card: feedbackRequestCard(saved ?? asked, words, context.zone) }] };
  }
  switch (outcome.reason) {
    case 'no-rating':
      return back({ rating: 'Choose a rating.' });
    case 'no-consent':
      return back({ consent: 'Tick where we may use your words, or leave the words empty.' });
    case 'closed':
      return { replies: [text(`Feedback on ${asked.title} has closed, so it stays as it is.`)] };
    case 'not-found':
      return { replies: [text('I can no longer find that request. Say "feedback" to see yours.')] };
  }
}

const withoutRole =
  'You are quoted without your role and school: nothing tells me yet that you work there. Once it is confirmed, send this again to be named.';

function readAnswer(values: FormValues): FeedbackAnswer {
  const one = (id: string) => (typeof values[id] === 'string' ? values[id] : '');
  const ticked = values.consent;
  return {
    rating: Number(one('rating')),
    mostUseful: one('useful'),
    toChange: one('change'),
    words: one('words'),
    consents: consents.filter((consent) => Array.isArray(ticked) && ticked.includes(consent)),
    naming: isNaming(one('naming')) ? (one('naming') as FeedbackAnswer['naming']) : 'unnamed',
  };
}

/** A rating in one tap; the rest of the form can follow, or not. */
export async function rate(context: TurnContext, { data }: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const asked = await findFeedbackRequest(core, context.actor.personId, data.request ?? '');
  if (!asked) return { replies: [text('I can no longer find that request. Say "feedback" to see yours.')] };
  const rating = Number(data.rating);
  const outcome = await rateEvent(core, context.actor, asked.id, rating);
  if (outcome.kind === 'refused') {
    if (outcome.reason === 'closed')
      return { replies: [text(`Feedback on ${asked.title} has closed, so it stays as it is.`)] };
    return { replies: [{ kind: 'form', form: feedbackForm(asked) }] };
  }
  const saved = await findFeedbackRequest(core, context.actor.personId, asked.id);
  const words = `Thank you: ${rating} of 5. ${outcome.kind === 'given' ? whatNext(asked) : 'I have changed it.'}`;
  return { replies: [{ kind: 'card', card: feedbackRequestCard(saved ?? asked, words, context.zone) }] };
}

function whatNext({ questions }: FeedbackRequest): string {
  if (questions.length === 0) return 'Would you say in a few words why?';
  return `Would you answer ${plural(questions.length, 'more question')}, or say in a few words why?`;
}

/** What somebody let us quote. */
export async function answerMyQuotes(context: TurnContext): Promise<Answer> {
  const { personId } = context.actor;
  const quotes = personId === null ? [] : await quotesOfPerson(context.services.core, personId);
  if (quotes.length === 0) return { replies: [text('You have not let us quote anything.')] };
  return { replies: [{ kind: 'card', card: ownQuotesCard(quotes, context.zone) }] };
}

export async function withdraw(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await withdrawQuote(context.services.core, context.actor, request.data.quote ?? '');
  if (outcome.kind === 'refused') return { replies: [text('I can no longer find those words.')] };
  const { uses } = outcome;
  const words = ['Withdrawn. It will not be quoted again.', sayUses(uses, context.zone), describeWithdrawal(uses)];
  return { replies: [text(words.filter(Boolean).join(' '))] };
}
