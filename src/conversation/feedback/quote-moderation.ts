import {
  type ModerateOutcome,
  type ModerationChoice,
  moderateQuote,
  passedQuotes,
  pendingQuotes,
  unapproveQuote,
} from '../../app/feedback/quote-moderation.js';
import { type Answer, type Ask, type Talk, text } from '../talk/turn-context.js';
import { moderationCard, passedQuotesCard, sayFates, sayUses, shortenForm } from './feedback-cards.js';

/** The next quote that waits for a moderator. */
export async function moderate(talk: Talk): Promise<Answer> {
  const quotes = await pendingQuotes(talk.desk.core, talk.actor);
  const [next] = quotes;
  if (!next) return { replies: [text('No quote waits for you. Thank you.')] };
  return { replies: [{ kind: 'card', card: moderationCard(next, quotes.length) }] };
}

export async function approve(talk: Talk, ask: Ask): Promise<Answer> {
  return decide(talk, ask, { kind: 'approve' });
}

export async function reject(talk: Talk, ask: Ask): Promise<Answer> {
  return decide(talk, ask, { kind: 'reject' });
}

export async function openShorten(talk: Talk, ask: Ask): Promise<Answer> {
  const quote = (await pendingQuotes(talk.desk.core, talk.actor)).find(({ id }) => id === ask.data.quote);
  if (!quote) return moderate(talk);
  return { replies: [{ kind: 'form', form: shortenForm(quote.id, quote.words) }] };
}

export async function saveShortened(talk: Talk, ask: Ask): Promise<Answer> {
  const words = typeof ask.values.words === 'string' ? ask.values.words : '';
  const quoteId = ask.data.quote ?? '';
  const outcome = await moderateQuote(talk.desk.core, talk.actor, quoteId, { kind: 'shorten', words });
  if (outcome.kind === 'refused' && outcome.reason === 'never-said') {
    const fault =
      'Some of this was never said, or nothing is left. Only delete words, and leave the rest in its order.';
    return { replies: [{ kind: 'form', form: shortenForm(quoteId, words, fault) }] };
  }
  return afterDeciding(talk, outcome);
}

async function decide(talk: Talk, ask: Ask, choice: ModerationChoice): Promise<Answer> {
  return afterDeciding(talk, await moderateQuote(talk.desk.core, talk.actor, ask.data.quote ?? '', choice));
}

async function afterDeciding(talk: Talk, outcome: ModerateOutcome): Promise<Answer> {
  if (outcome.kind === 'refused' && outcome.reason === 'not-organiser') {
    return { replies: [text('That is for the organisers of this event.')] };
  }
  const next = await moderate(talk);
  if (outcome.kind !== 'moderated') {
    return { replies: [text('That quote was changed, withdrawn or settled meanwhile.'), ...next.replies] };
  }
  const said = outcome.words === null ? 'Rejected: it is used nowhere.' : `Approved: “${outcome.words}”`;
  return { replies: [...next.replies, text(said)] };
}

/** "Approved quotes": what may be used, with the way back. */
export async function answerPassedQuotes(talk: Talk): Promise<Answer> {
  const quotes = await passedQuotes(talk.desk.core, talk.actor, 8);
  if (quotes.length === 0) return { replies: [text('No quote of your events is approved. Say "quotes to moderate".')] };
  return { replies: [{ kind: 'card', card: passedQuotesCard(quotes) }] };
}

export async function unapprove(talk: Talk, ask: Ask): Promise<Answer> {
  const outcome = await unapproveQuote(talk.desk.core, talk.actor, ask.data.quote ?? '');
  switch (outcome.kind) {
    case 'unapproved': {
      const { uses } = outcome;
      const words = ['It waits to be moderated again.', sayUses(uses, talk.zone), sayFates(uses)];
      return { replies: [text(words.filter(Boolean).join(' '))] };
    }
    case 'settled':
      return { replies: [text('That quote is not approved any more.')] };
    case 'refused':
      if (outcome.reason === 'not-organiser') return { replies: [text('That is for the organisers of this event.')] };
      return { replies: [text('I no longer find that quote.')] };
  }
}
