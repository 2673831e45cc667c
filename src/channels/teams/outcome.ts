import { isRestError } from '@azure/core-rest-pipeline';
import type { Sending } from '../port.js';
import { isUnreached, retryAfterMs, statusOf } from './messages.js';

/**
 * Answers of the Bot Connector API v3 to a message it did not take, after which it may be sent again. 412 and 429 are
 * said to be so; 401 and 503 come from the gate, before a message is looked at.
 */
const notTaken: ReadonlyMap<number, 'busy' | 'away' | 'sign-in'> = new Map([
  [401, 'sign-in'],
  [407, 'away'],
  [412, 'busy'],
  [429, 'busy'],
  [503, 'away'],
]);

/** What a fault of the connector says about the message. 403: blocked or removed; 404: no such chat or person any more. */
export function outcomeOf(cause: unknown): Exclude<Sending, { kind: 'taken' }> {
  const status = statusOf(cause);
  if (status === undefined) return withoutAnswer(cause);
  const why = notTaken.get(status);
  const wait = retryAfterMs(cause);
  if (why) return { kind: 'not-taken', why, cause, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  if (status === 403 || status === 404) return { kind: 'gone', of: 'recipient', cause };
  if (status >= 400 && status < 500 && status !== 408) return { kind: 'gone', of: 'message', cause };
  return { kind: 'unknown', cause };
}

/** The transport's own faults are of one class; any other came before it, when no token was to be had. */
function withoutAnswer(cause: unknown): Exclude<Sending, { kind: 'taken' }> {
  if (isUnreached(cause)) return { kind: 'not-taken', why: 'away', cause };
  const left = isRestError(cause) || (cause instanceof Error && ['AbortError', 'SyntaxError'].includes(cause.name));
  return left ? { kind: 'unknown', cause } : { kind: 'not-taken', why: 'sign-in', cause };
}
