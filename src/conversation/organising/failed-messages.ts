import {
  countFailedKinds,
  type FailedDelivery,
  failedDeliveries,
  resendDelivery,
  resendKind,
} from '../../app/messages/failed-deliveries.js';
import { sayMoment } from '../../domain/when.js';
import { sayMessageKind } from '../messages.js';
import { refusal } from '../talk/replies.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { plural } from '../talk/wording.js';

/** Messages that did not arrive, with the reason; each can be resent. */
export async function showFailedMessages(context: TurnContext): Promise<Answer> {
  const failed = await failedDeliveries(context.services.core, context.actor);
  if (!failed) return refusal(context, 'Only organisers can do that.');
  if (failed.length === 0) return { replies: [text('Every message arrived, as far as I know.')] };
  const title = 'Messages that did not arrive';
  const kinds = await countFailedKinds(context.services.core, context.actor);
  const several = [...kinds].filter(([, count]) => count > 1).sort(([, a], [, b]) => b - a);
  const items = failed.map((delivery) => ({
    title: titleOf(delivery),
    detail: `${sayMoment(delivery.dueAt, context.zone)} · ${delivery.why}`,
    action: { kind: 'act', label: 'Send again', verb: 'resend', data: { delivery: delivery.id } } as const,
  }));
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback: [title, ...items.map((item) => `${item.title}: ${item.detail}`)].join('\n'),
          blocks: [
            { kind: 'heading', text: title },
            { kind: 'list', items },
          ],
          actions: several.slice(0, mostKinds).map(([kind, count]) => ({
            kind: 'act',
            label: `Send all ${count} again: ${sayMessageKind(kind)}`,
            verb: 'resend-kind',
            data: { kind },
          })),
        },
      },
    ],
  };
}

/** With more buttons than this, a card hides some. */
const mostKinds = 4;

function titleOf({ kind, to }: FailedDelivery): string {
  return `${sayMessageKind(kind)} to ${to}`;
}

/** Sends all of one kind again. */
export async function resendAll(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const count = await resendKind(context.services.core, context.actor, request.data.kind ?? '');
  if (count === undefined) return refusal(context, 'Only organisers can do that.');
  const lead =
    count > 0
      ? `${plural(count, 'message is', 'messages are')} on the way again.`
      : 'They have already been sent, or are on their way. Nothing was sent twice.';
  const rest = await showFailedMessages(context);
  return { ...rest, replies: [text(lead), ...rest.replies] };
}

/** Sends one of them again. */
export async function resend(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await resendDelivery(context.services.core, context.actor, request.data.delivery ?? '');
  if (outcome === 'not-organiser') return refusal(context, 'Only organisers can do that.');
  const lead =
    outcome === 'queued'
      ? 'It is on its way again.'
      : 'It has already been sent, or is on its way. Nothing was sent twice.';
  const rest = await showFailedMessages(context);
  return { ...rest, replies: [text(lead), ...rest.replies] };
}
