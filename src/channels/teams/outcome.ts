import { isRestError } from '@azure/core-rest-pipeline';
import { isRecord } from '../../rendering/unknown.js';
import type { Sending } from '../port.js';
import { isUnreached, retryAfterMs, statusOf } from './messages.js';

type NotSent = Exclude<Sending, { kind: 'taken' }>;

/**
 * Answers of the Bot Connector API v3 to a message it did not take, after which it may be sent again. 412 and 429 are
 * said to be so; 503 comes from the gate, before a message is looked at.
 */
const waits: ReadonlyMap<number, 'busy' | 'away'> = new Map([
  [407, 'away'],
  [412, 'busy'],
  [429, 'busy'],
  [503, 'away'],
]);

/** Codes about the bot in a tenant and not about the message ("Status codes from bot conversational APIs"), in lower case. */
const ofTheTenant = new Set(['botnotregistered', 'botdisabledbyadmin', 'invalidbotapihost']);

/** The chat or channel is closed to us, until the bot is in it again: removed from it, blocked, or the chat is no more. */
const ofTheChat = new Set([
  'botnotinconversationroster',
  'conversationblockedbyuser',
  'conversationnotfound',
  'forbiddenoperationexception',
  'messagewritesblocked',
  'notenoughpermissions',
]);

/** The message that was to be replaced is not there any more. */
const ofTheMessage = new Set(['activitynotfoundinconversation', 'messagesizetoobig']);

/** What a fault of the connector says about the message. Only what is truly gone is gone. */
export function outcomeOf(cause: unknown): NotSent {
  const status = statusOf(cause);
  if (status === undefined) return withoutAnswer(cause);
  const codes = codesOf(cause);
  const wait = retryAfterMs(cause);
  const why = waits.get(status);
  if (why) return { kind: 'not-taken', why, cause, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  if (status === 401 || isAny(codes, ofTheTenant))
    return { kind: 'not-taken', why: 'sign-in', trouble: codes[0] ?? 'Unauthorized', cause };
  if (isAny(codes, ofTheChat)) return { kind: 'gone', of: 'recipient', chat: 'closed', cause };
  if (status === 403 || (status === 404 && !isAny(codes, ofTheMessage)))
    return { kind: 'not-taken', why: 'unexplained', cause };
  if (status >= 400 && status < 500 && status !== 408) return { kind: 'gone', of: 'message', cause };
  return { kind: 'unknown', cause };
}

/**
 * What a fault says about a message that was to be replaced. Of one that somebody has deleted Teams says no more than "403
 * ServiceError: Unknown" (github.com/microsoft/BotFramework-Services/issues/269).
 */
export function outcomeOfUpdate(cause: unknown): NotSent {
  const deleted = statusOf(cause) === 403 && isAny(codesOf(cause), unknownToTeams);
  return deleted ? { kind: 'gone', of: 'message', cause } : outcomeOf(cause);
}

const unknownToTeams = new Set(['serviceerror']);

function isAny(codes: readonly string[], known: ReadonlySet<string>): boolean {
  return codes.some((code) => known.has(code.toLowerCase()));
}

/** The codes of the answer, as Teams spells them: `{ "error": { "code": …, "subCode": … } }`. */
function codesOf(cause: unknown): string[] {
  const { response } = Object(cause) as { readonly response?: { readonly bodyAsText?: string | null } };
  const body = parsed(response?.bodyAsText);
  const error = isRecord(body) && isRecord(body.error) ? body.error : body;
  if (!isRecord(error)) return [];
  return [error.code, error.subCode, error.errorCode].filter((code): code is string => typeof code === 'string');
}

function parsed(text: string | null | undefined): unknown {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** The transport's own faults are of one class; any other came before it, when no token was to be had. */
function withoutAnswer(cause: unknown): NotSent {
  if (isUnreached(cause)) return { kind: 'not-taken', why: 'away', cause };
  const left = isRestError(cause) || (cause instanceof Error && ['AbortError', 'SyntaxError'].includes(cause.name));
  return left ? { kind: 'unknown', cause } : { kind: 'not-taken', why: 'sign-in', trouble: 'NoToken', cause };
}
