import {
  type BoardKind,
  listChannels,
  sendToBoardHere,
  stopSending,
  stopSendingHere,
} from '../../app/channel-subscriptions.js';
import type { SubscribeOutcome } from '../../app/organiser-channels.js';
import type { Card } from '../../rendering/card.js';
import { type Answer, type Ask, refuse, type Talk, text } from '../talk.js';

const kindWords: Readonly<Record<string, string>> = {
  summaries: 'summaries of events',
  digest: 'the weekly digest',
  organisers: 'questions for the team',
};

/** "Send summaries here", "send the digest here". */
export async function subscribeBoard(talk: Talk, ask: Ask): Promise<Answer> {
  const kind: BoardKind = /\bdigest\b/i.test(ask.text) ? 'digest' : 'summaries';
  const outcome = await sendToBoardHere(talk.desk.core, talk.actor, addressOf(talk), kind);
  return say('channel-subscribe', outcome, kindWords[kind] ?? kind);
}

/** "Stop sending here", and the button of the list. */
export async function unsubscribeBoard(talk: Talk, ask: Ask): Promise<Answer> {
  const { core } = talk.desk;
  const listed = ask.data.conversation;
  const outcome = listed
    ? await stopSending(core, talk.actor, listed)
    : await stopSendingHere(core, talk.actor, addressOf(talk));
  return say('channel-stop', outcome, 'anything');
}

/** "Which channels?" */
export async function answerChannels(talk: Talk): Promise<Answer> {
  const channels = await listChannels(talk.desk.core, talk.actor);
  if (channels.length === 0) {
    return {
      replies: [text('I send nothing to any channel. Say “send summaries here” or “send the digest here” in one.')],
    };
  }
  const title = 'Where I send things';
  const items = channels.slice(0, 25).map(({ conversationId, name, platform, kinds, gone }) => ({
    title: `${name} (${platform === 'teams' ? 'Teams' : 'Slack'})`,
    detail: [kinds.map((kind) => kindWords[kind] ?? kind).join(', '), gone ? 'I was taken out of it' : '']
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
  };
  return { replies: [{ kind: 'card', card }] };
}

function addressOf({ turn }: Talk) {
  return { platform: turn.account.platform, tenant: turn.account.tenant, place: turn.place };
}

function say(act: string, outcome: SubscribeOutcome, what: string): Answer {
  switch (outcome.kind) {
    case 'subscribed':
      return { replies: [text(`From now on I send ${what} here.`)] };
    case 'already':
      return { replies: [text(`I send ${what} here already.`)] };
    case 'unsubscribed':
      return { replies: [text('I send nothing there any more.')] };
    case 'not-subscribed':
      return { replies: [text('I was not sending anything there.')] };
    case 'refused':
      if (outcome.reason === 'not-organiser') return refuse(act, 'That is for the organisers of the partnership.');
      return { replies: [text('Say that in the channel or group chat itself: I have to be in it.')] };
  }
}
