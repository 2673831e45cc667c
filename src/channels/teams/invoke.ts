import type { InvokeResponse } from 'botbuilder';
import type { Reply } from '../../conversation/talk/turn.js';
import { adaptiveCardType, renderShown } from './messages.js';
import { teamsWords } from './teams-words.js';

/** The answer to a clicked button: the response to the invoke, and the replies to post as messages. */
interface InvokeAnswer {
  /** Undefined: the card stays. */
  readonly response?: InvokeResponse;
  readonly rest: readonly Reply[];
}

/**
 * The first card or form replaces the one that was pressed, for whoever pressed it; all else is posted.
 * @param keepsCard the pressed action asked for its card to stay: everything is posted
 * @param asks as `renderShown`
 */
export function answerInvoke(replies: readonly Reply[], keepsCard: boolean, asks = false): InvokeAnswer {
  const index = keepsCard ? -1 : replies.findIndex((reply) => reply.kind === 'card' || reply.kind === 'form');
  const first = replies[index];
  if (first?.kind !== 'card' && first?.kind !== 'form') return { rest: replies };
  return {
    response: universal(200, adaptiveCardType, renderShown(first, asks).card),
    rest: replies.filter((_, position) => position !== index),
  };
}

/** A line below the card, for the person who clicked. */
export function notice(words: string): InvokeResponse {
  return universal(200, 'application/vnd.microsoft.activity.message', words);
}

/** A red line below the card, for the person who clicked. */
export function fault(code: 'BadRequest' | 'InternalServerError', message: string): InvokeResponse {
  const status = code === 'BadRequest' ? 400 : 500;
  return universal(status, 'application/vnd.microsoft.error', { code, message });
}

/** The protocol's answer to an invoke that the bot does not know. */
export const notImplemented: InvokeResponse = { status: 501 };

/** Leaves the card. Clients need some text, because an empty one shows as an empty line. */
export function unchanged(saidSomething: boolean): InvokeResponse {
  return notice(saidSomething ? teamsWords.answeredBelow : teamsWords.answeredAlready);
}

/** The Universal Action Model's answer: its status is in the body, the transport's is always 200. */
function universal(statusCode: number, type: string, value: unknown): InvokeResponse {
  return { status: 200, body: { statusCode, type, value } };
}
