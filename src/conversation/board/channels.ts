import { listChannels, type SubscribedChannel, stopSending } from '../../app/messages/channel-subscriptions.js';
import type { Card } from '../../rendering/card.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';

const subscriptionWords: Readonly<Record<SubscribedChannel['kinds'][number], string>> = {
  summaries: 'summaries of events',
  digest: 'the weekly digest',
  organisers: 'questions for the team',
};

/** The button in the list of channels. */
export async function stopChannel(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await stopSending(context.services.core, context.actor, request.data.conversation ?? '');
  switch (outcome.kind) {
    case 'unsubscribed':
      return { replies: [text('I will not send anything there any more.')] };
    case 'not-subscribed':
      return { replies: [text('I was not sending anything there.')] };
    case 'refused':
      return refuse('channel-stop', 'Only the partnership’s organisers can do that.');
  }
}

/** "Which channels?" */
export async function answerChannels(context: TurnContext): Promise<Answer> {
  const channels = await listChannels(context.services.core, context.actor);
  if (channels.length === 0) {
    return {
      replies: [
        text(
          'I am not sending anything to any channel. Say “send summaries here” or “send the digest here” in the channel that should have it.',
        ),
      ],
    };
  }
  const title = 'Channels I send to';
  const items = channels.map(({ conversationId, name, isGroup, platform, kinds, gone }) => ({
    title: `${name ?? (isGroup ? 'a group chat' : 'a channel')} (${platform === 'teams' ? 'Teams' : 'Slack'})`,
    detail: [kinds.map((kind) => subscriptionWords[kind]).join(', '), gone ? 'I have been removed from it' : '']
      .filter(Boolean)
      .join(' · '),
    action: { kind: 'act', label: 'Stop', verb: 'channel-stop', data: { conversation: conversationId } } as const,
  }));
  const card: Card = {
    fallback: [title, ...items.map((item) => `${item.title}: ${item.detail}`)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'list', items },
    ],
    again: { verb: 'channels' },
  };
  return { replies: [{ kind: 'card', card }] };
}
