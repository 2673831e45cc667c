import { findSilentChannel, type SilentChannel, type WhyClosed } from '../../app/messages/closed-conversations.js';
import { findTrouble } from '../../app/messages/platform-trouble.js';
import { sayMoment } from '../../domain/when.js';
import type { MakeMessage, MessageForms } from '../talk/message-kind.js';
import { listWords } from '../talk/wording.js';
import { platformNames, remedyFor, sayTrouble } from './platform-trouble-words.js';

/** Tells an administrator that a platform takes nothing, or that it did not for a while. */
const platformTrouble: MakeMessage<'platform-trouble'> = async ({ core }, { payload }) => {
  const trouble = await findTrouble(core, payload);
  // A later one has its own message.
  if (!trouble || trouble.since.toISOString() !== payload.since) return undefined;
  const { platform, endedAt } = trouble;
  const lead = endedAt
    ? `${platformNames[platform]} refused me from ${sayMoment(trouble.since, core.timeZone)} to ${sayMoment(endedAt, core.timeZone)}.`
    : `${sayTrouble(trouble, core.timeZone)}.`;
  const next = endedAt
    ? 'It works again, and what waited goes out now. You need do nothing.'
    : `What to do: ${remedyFor(trouble)}. Until then messages to people there wait. They go out by themselves once it works again; after three hours they go by e-mail where I have an address.`;
  return {
    fallback: `${lead} ${next}`,
    blocks: [
      { kind: 'text', text: lead, tone: endedAt ? 'good' : 'warning' },
      { kind: 'text', text: next },
    ],
    actions: [{ kind: 'act', label: 'How the service runs', verb: 'status', keepsCard: true }],
  };
};

const causes: Readonly<Record<WhyClosed, string>> = {
  left: 'I was taken out of it',
  archived: 'it was archived',
  deleted: 'it was deleted',
  refused: 'it lets me post there no longer',
};

const remedies: Readonly<Record<WhyClosed, string>> = {
  left: 'Add me to it again and everything goes on by itself, or choose another channel.',
  archived: 'Once it is out of the archive and I am in it, everything goes on by itself. Or choose another channel.',
  deleted: 'Choose another channel: add me to it and say “send the digest here”.',
  refused: 'Add me to it again and write to me there once, or choose another channel.',
};

const posts: Readonly<Record<SilentChannel['posts'][number], string>> = {
  summaries: 'the summaries of events',
  digest: 'the weekly digest',
  organisers: 'questions for the team',
};

/** Tells organisers that a channel gets nothing any more. */
const channelSilent: MakeMessage<'channel-silent'> = async ({ core }, { payload }) => {
  const channel = await findSilentChannel(core, payload.conversationId);
  if (!channel) return undefined;
  const name = channel.name ? `“${channel.name}”` : channel.kind === 'group' ? 'a group chat' : 'a channel';
  const lead = `I can no longer post in ${name} in ${platformNames[channel.platform]}: ${causes[payload.why]}.`;
  const next = `It should get ${listWords(channel.posts.map((post) => posts[post]))}. ${remedies[payload.why]}`;
  return {
    fallback: `${lead} ${next}`,
    blocks: [
      { kind: 'text', text: lead, tone: 'warning' },
      { kind: 'text', text: next },
    ],
    actions: [{ kind: 'act', label: 'See all channels', verb: 'channels', keepsCard: true }],
  };
};

/** Messages about the platforms themselves. */
export const platformMessages: MessageForms<'platform-trouble' | 'channel-silent'> = {
  'platform-trouble': { label: 'Notice that a platform refuses the bot', card: platformTrouble },
  'channel-silent': { label: 'Notice of a silent channel', card: channelSilent },
};
