import { type FailedGroup, failedGroups, resendFailed } from '../../app/messages/failed-deliveries.js';
import type { Action, Block, ListItem } from '../../rendering/card.js';
import { sayMessageKind } from '../messages.js';
import { refusal } from '../talk/replies.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { listWords, plural } from '../talk/wording.js';

const title = 'Messages that did not arrive';

/** What did not arrive, grouped, with the reason; each group, or all, can be sent again. */
export async function showFailedMessages(context: TurnContext): Promise<Answer> {
  const groups = await failedGroups(context.services.core, context.actor);
  if (!groups) return refuse('failed-messages', 'Only organisers can do that.');
  if (groups.length === 0) return { replies: [text('Every message arrived, as far as I know.')] };
  const items = groups.map(groupItem);
  const blocks: Block[] = [
    { kind: 'heading', text: title },
    { kind: 'list', items },
  ];
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback: [title, ...items.map((item) => `${item.title}. ${item.detail}`)].join('\n'),
          blocks,
          actions: groups.length > 1 ? [resendAll] : [],
          again: { verb: 'failed-messages' },
        },
      },
    ],
  };
}

/** Sends everything again that did not arrive. */
export const resendAll: Action = { kind: 'act', label: 'Send again to all', verb: 'resend-all' };

function groupItem(group: FailedGroup): ListItem {
  const { key, why, count } = group;
  return {
    title: sayGroup(group),
    detail: `${why} To ${sayNames(group)}.`,
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

function sayNames({ to, count }: FailedGroup): string {
  const rest = count - to.length;
  return rest > 0 ? listWords([...to, `${rest} more`]) : listWords(to);
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
