import type { Sending } from '../../app/messages/sent-posts.js';
import { unreachable } from '../../domain/unreachable.js';
import { sayDay, sayMoment } from '../../domain/when.js';
import type { Card } from '../../rendering/card.js';

/** The ledger of what channels of the board were sent. */
export function sendingsCard(sendings: readonly Sending[], zone: string): Card {
  const rows = sendings.map((sending) => [
    sending.kind === 'digest'
      ? `Digest, week to ${sayDay(sending.dueAt, zone)}`
      : `Summary: ${sending.event ?? 'an event'}`,
    sending.channel ?? 'a channel',
    sayState(sending),
    sayMoment(sending.sentAt ?? sending.dueAt, zone),
  ]);
  const title = 'Sent to channels';
  return {
    fallback: [title, ...rows.map((row) => row.join(', '))].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'table', columns: ['What', 'Where', 'State', 'When'], rows },
    ],
  };
}

function sayState({ state, fault }: Sending): string {
  const why = fault ? `: ${fault}` : '';
  switch (state) {
    case 'scheduled':
      return 'waits to be sent';
    case 'claimed':
      return 'being sent';
    case 'sent':
      return 'sent';
    case 'failed':
      return `not confirmed${why}`;
    case 'missed':
      return `not sent${why}`;
    case 'cancelled':
      return 'called off';
    default:
      return unreachable(state);
  }
}
