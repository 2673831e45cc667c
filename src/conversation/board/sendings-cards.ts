import type { SentPost } from '../../app/messages/sent-posts.js';
import { unreachable } from '../../domain/unreachable.js';
import { sayDay, sayMoment } from '../../domain/when.js';
import type { Card } from '../../rendering/card.js';
import { sayUndelivered } from '../talk/undelivered-words.js';

/** What has been sent to board channels. */
export function sendingsCard(sendings: readonly SentPost[], zone: string): Card {
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

function sayState({ state, fault }: SentPost): string {
  const why = fault ? `: ${sayUndelivered(fault)}` : '';
  switch (state) {
    case 'scheduled':
      return 'waiting to be sent';
    case 'claimed':
      return 'being sent';
    case 'sent':
      return 'sent';
    case 'failed':
      return `not confirmed${why}`;
    case 'missed':
      return `not sent${why}`;
    case 'cancelled':
      return 'cancelled';
    default:
      return unreachable(state);
  }
}
