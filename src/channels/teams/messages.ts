import { setTimeout as wait } from 'node:timers/promises';
import type { Activity, ConversationParameters } from 'botbuilder';
import type { ConnectorClient } from 'botframework-connector';
import type { PlainReply } from '../../conversation/talk/turn.js';
import { type AdaptiveCard, renderCard, renderForm } from '../../rendering/adaptive-card.js';
import type { Card, Form } from '../../rendering/card.js';
import { clip } from '../../rendering/text.js';
import { inSpan } from '../../telemetry/spans.js';

export const adaptiveCardType = 'application/vnd.microsoft.card.adaptive';

/** Teams usually answers within two seconds. */
const inTime = { timeout: 10_000 } as const;

/** Where to post: client, conversation (in a channel with or without a thread) and bot. */
export interface Mailbox {
  readonly connector: ConnectorClient;
  readonly conversationId: string;
  readonly botId: string;
  /** Gets the fault of a card that Teams refused, so that it is looked at. */
  readonly refused?: (fault: unknown) => void;
}

/** A card or form as an Adaptive Card, with the words that stand for it in a notification. */
export interface Shown {
  readonly card: AdaptiveCard;
  readonly summary: string;
}

/** What is shown of a reply: the verbs on it are the conversation's, and none of Teams' business. */
type Shows =
  | { readonly kind: 'card'; readonly card: Card<string> }
  | { readonly kind: 'form'; readonly form: Form<string> };

/** A card or form as it is shown. @param asks whether Teams asks for choices while somebody types, as in a chat with the bot alone */
export function renderShown(reply: Shows, asks = false): Shown {
  return reply.kind === 'card'
    ? { card: renderCard(reply.card), summary: reply.card.fallback }
    : { card: renderForm(reply.form, asks), summary: reply.form.fallback };
}

/**
 * A reply as a message. Text is marked as plain: Teams takes what is not marked for Markdown. The Playground takes even
 * marked text for HTML when something in it looks like a tag, so that no `<` may open one.
 * @param asks as `renderShown`
 */
export function renderMessage(reply: Extract<PlainReply, { kind: 'text' }> | Shows, asks = false): Partial<Activity> {
  if (reply.kind === 'text')
    return { type: 'message', textFormat: 'plain', text: reply.text.replace(/<(?=\S)/g, '<\u2060') };
  const { card, summary } = renderShown(reply, asks);
  return { type: 'message', summary, attachments: [{ contentType: adaptiveCardType, content: card }] };
}

/**
 * Posts once; a card that Teams refuses is sent as its words. @returns the message's id
 * @throws the connector's error, with `statusCode` when Teams answered
 */
export async function post(mailbox: Mailbox, message: Partial<Activity>): Promise<string> {
  const { conversations } = mailbox.connector;
  return orInWords(mailbox, message, async (shown) => {
    const activity = addressed(mailbox, shown) as Activity;
    const send = () => conversations.sendToConversation(mailbox.conversationId, activity, inTime);
    const { id } = await inSpan('teams post', { 'staffroom.platform': 'teams' }, send, 'CLIENT');
    return id ?? '';
  });
}

/** Replaces a message. @throws as `post` */
export async function replace(mailbox: Mailbox, messageId: string, message: Partial<Activity>): Promise<void> {
  const { conversations } = mailbox.connector;
  await orInWords(mailbox, message, async (shown) => {
    const activity = { ...addressed(mailbox, shown), id: messageId } as Activity;
    await conversations.updateActivity(mailbox.conversationId, messageId, activity, inTime);
  });
}

/** Answers of Teams to a message whose content it does not take: bad argument, and too large. */
const contentRefused: readonly unknown[] = [400, 413];

/** Any other fault is thrown, because a second try could post it twice. */
async function orInWords<T>(
  { refused }: Mailbox,
  message: Partial<Activity>,
  send: (shown: Partial<Activity>) => Promise<T>,
): Promise<T> {
  try {
    return await send(message);
  } catch (fault) {
    const { summary, attachments } = message;
    if (!contentRefused.includes(statusOf(fault)) || !attachments || !summary) throw fault;
    refused?.(fault);
    return send(renderMessage({ kind: 'text', text: clip(summary, longestInWords) }));
  }
}

/** Of a message that stands in for a card that is too large: well below 25 kB, whatever its letters. Characters. */
const longestInWords = 6_000;

/** Opens, or finds, the personal chat. @returns its conversation id @throws as `post` */
export async function openPersonalChat(
  connector: ConnectorClient,
  who: { readonly botId: string; readonly userId: string; readonly tenant: string },
): Promise<string> {
  const parameters: Partial<ConversationParameters> = {
    isGroup: false,
    bot: { id: who.botId, name: '' },
    members: [{ id: who.userId, name: '' }],
    tenantId: who.tenant,
    channelData: { tenant: { id: who.tenant } },
  };
  const { id } = await connector.conversations.createConversation(parameters as ConversationParameters, inTime);
  return id;
}

/** Teams has not accepted the message, so it is safe to retry. */
const rateLimitedStatuses: readonly unknown[] = [412, 429, 503];
/** No connection was made, so nothing was sent. */
const unreachableCodes: readonly unknown[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
/** Almost always a keep-alive connection that had been closed. */
const connectionLostCodes: readonly unknown[] = ['ECONNRESET', 'EPIPE'];

/** For answers that somebody waits for: up to three attempts, when the message was (almost) certainly not accepted. */
export async function withRetries<T>(send: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (fault) {
      const again =
        rateLimitedStatuses.includes(statusOf(fault)) ||
        isUnreached(fault) ||
        connectionLostCodes.includes(codeOf(fault));
      const pause = retryAfterMs(fault) ?? 250 * attempt;
      // After a longer wait the answer is of no use.
      if (!again || attempt === 3 || pause > 2_000) throw fault;
      await wait(pause * (1 + Math.random() / 4));
    }
  }
}

/** Nothing was sent, because there was no connection. */
export function isUnreached(fault: unknown): boolean {
  return unreachableCodes.includes(codeOf(fault));
}

function codeOf(fault: unknown): unknown {
  return Reflect.get(Object(fault), 'code');
}

/** The status that Teams answered with; undefined when there was no answer. */
export function statusOf(fault: unknown): number | undefined {
  const status: unknown = Reflect.get(Object(fault), 'statusCode');
  return typeof status === 'number' ? status : undefined;
}

/** `Retry-After` in milliseconds: seconds or a date, as RFC 9110 has it. */
export function retryAfterMs(fault: unknown): number | undefined {
  const { response } = Object(fault) as { response?: { headers?: { get(name: string): string | undefined } } };
  const told = response?.headers?.get('retry-after');
  if (!told) return undefined;
  const ms = /^\d+(\.\d+)?$/.test(told) ? Number(told) * 1000 : Date.parse(told) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, Math.round(ms)) : undefined;
}

function addressed(mailbox: Mailbox, message: Partial<Activity>): Partial<Activity> {
  return {
    ...message,
    from: { id: mailbox.botId, name: '' },
    conversation: { id: mailbox.conversationId } as Activity['conversation'],
  };
}
