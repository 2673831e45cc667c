import { type FailedDelivery, failedDeliveries, resendDelivery } from '../../app/messages/failed-deliveries.js';
import { sayMoment } from '../../domain/when.js';
import { refusal } from '../talk/replies.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';

const kindWords: Readonly<Record<string, string>> = {
  'place-offered': 'Offer of a place',
  'place-given': 'Place given',
  'offer-expired': 'End of an offer',
  'booked-for-you': 'Booking by a colleague',
  'moved-for-you': 'Place moved by a colleague',
  'cancelled-for-you': 'Booking cancelled by a colleague',
  'colleague-cancelled': 'A colleague who cannot come',
  substituted: 'Substitute named',
  'take-over': 'Place of somebody who left',
  reminder: 'Reminder',
  'session-moved': 'Change of time or place',
  'session-cancelled': 'Cancellation',
  'event-cancelled': 'Cancellation of an event',
  'series-cancelled': 'Cancellation of a series',
  'project-cancelled': 'Cancellation of a project',
  'project-moved': 'Change of a project’s days or place',
  'head-claimed': 'Question whether somebody is head',
  'head-settled': 'Answer whether they are head',
  'organiser-message': 'Message from the organisers',
};

/** Messages that did not arrive, with why; each can be sent again alone. */
export async function showFailedMessages(context: TurnContext): Promise<Answer> {
  const failed = await failedDeliveries(context.services.core, context.actor);
  if (!failed) return refusal(context, 'That is for the organisers.');
  if (failed.length === 0) return { replies: [text('Every message arrived, as far as I know.')] };
  const title = 'Messages that did not arrive';
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
        },
      },
    ],
  };
}

function titleOf({ kind, to }: FailedDelivery): string {
  return `${kindWords[kind] ?? kind} to ${to}`;
}

/** Sends one of them again. */
export async function resend(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await resendDelivery(context.services.core, context.actor, request.data.delivery ?? '');
  if (outcome === 'not-organiser') return refusal(context, 'That is for the organisers.');
  const lead =
    outcome === 'queued' ? 'It is on its way again.' : 'It has been sent, or is on its way: nothing was sent twice.';
  const rest = await showFailedMessages(context);
  return { ...rest, replies: [text(lead), ...rest.replies] };
}
