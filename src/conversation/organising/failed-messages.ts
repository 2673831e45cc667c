import {
  type FailedGroup,
  type FailedPage,
  failedGroups,
  groupsShown,
  resendFailed,
} from '../../app/messages/failed-deliveries.js';
import type { Action, Block, Card, ListItem } from '../../rendering/card.js';
import { sayMessageKind } from '../messages.js';
import { refusal } from '../talk/replies.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { listWords, plural } from '../talk/wording.js';
import { sayWhy } from './failing-messages.js';

const title = 'Messages that did not arrive';

/** What did not arrive, grouped, with the reason; each group, or all, can be sent again. */
export async function showFailedMessages(context: TurnContext, request?: TurnRequest): Promise<Answer> {
  const from = Number(request?.data.from ?? 0);
  const page = await failedGroups(context.services.core, context.actor, Number.isSafeInteger(from) ? from : 0);
  if (!page) return refuse('failed-messages', 'Only organisers can do that.');
  if (page.groups.length === 0) return { replies: [text('Every message arrived, as far as I know.')] };
  return { replies: [{ kind: 'card', card: failedCard(page) }] };
}

function failedCard({ groups, before, after, messages }: FailedPage): Card {
  const items = groups.map(groupItem);
  const all = before + groups.length + after;
  const place =
    before + after > 0
      ? `${plural(messages, 'message')} in ${all} groups, by event and reason: these are ${before + 1} to ${before + groups.length}.`
      : '';
  const blocks: Block[] = [
    { kind: 'heading', text: title },
    ...(place ? [{ kind: 'text', text: place } as const] : []),
    { kind: 'list', items },
  ];
  return {
    fallback: [title, place, ...items.map((item) => `${item.title}. ${item.detail}`)].filter(Boolean).join('\n'),
    blocks,
    actions: [
      ...(all > 1 ? [{ ...resendAll, label: `Send all ${messages} again` }] : []),
      ...(before > 0 ? [turnTo('Those before', before - groupsShown)] : []),
      ...(after > 0 ? [turnTo('More', before + groups.length)] : []),
    ],
  };
}

function turnTo(label: string, from: number): Action {
  return { kind: 'act', label, verb: 'failed-messages', data: { from: String(from) } };
}

/** Sends everything again that did not arrive. */
export const resendAll: Action = { kind: 'act', label: 'Send again to all', verb: 'resend-all' };

function groupItem(group: FailedGroup): ListItem {
  const { key, why, count, people } = group;
  return {
    title: sayGroup(group),
    detail: `${sayWhy(why, people)} To ${sayNames(group)}.`,
    action: {
      kind: 'act',
      label: count === 1 ? 'Send again' : 'Send again to all',
      verb: 'resend',
      data: { group: key },
    },
  };
}

/** `12 × Reminder, Leadership briefing` */
export function sayGroup({ kind, about, count }: Pick<FailedGroup, 'kind' | 'about' | 'count'>): string {
  return [`${count} × ${sayMessageKind(kind)}`, about].filter(Boolean).join(', ');
}

function sayNames({ to, people }: FailedGroup): string {
  const names = to.map((name) => name || 'a channel');
  const rest = people - names.length;
  return listWords(rest > 0 ? [...names, `${rest} more`] : names);
}

/** Sends one group again, or everything. */
export async function resend(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return sendAgain(context, request.data.group ?? '');
}

export async function resendEverything(context: TurnContext): Promise<Answer> {
  return sendAgain(context, undefined);
}

async function sendAgain(context: TurnContext, group: string | undefined): Promise<Answer> {
  const count = await resendFailed(context.services.core, context.actor, group);
  if (count === undefined) return refusal(context, 'Only organisers can do that.');
  const lead =
    count > 0
      ? `${plural(count, 'message is', 'messages are')} on the way again.`
      : 'They have already been sent, or are on their way. Nothing was sent twice.';
  const rest = await showFailedMessages(context);
  return { ...rest, replies: [text(lead), ...rest.replies] };
}
