import { holds } from '../domain/actor.js';
import type { Intent } from './intents.js';
import { answerChannels, subscribeBoard, unsubscribeBoard } from './topics/channels.js';

const forAll = {
  may: (actor) => holds(actor, 'organiser'),
  refusal: 'Which channels I send to is for the organisers of the partnership.',
} satisfies Pick<Intent, 'may' | 'refusal'>;

/** Channels of the board. Part of the intent table. */
export const channelIntents: readonly Intent[] = [
  {
    verb: 'channel-subscribe',
    says: [
      /\b(send|post|put) (the |all |event |weekly )*(summaries|digests?) (here|to this channel|in this channel|into this)\b/,
    ],
    personal: false,
    run: subscribeBoard,
    ...forAll,
  },
  {
    verb: 'channel-stop',
    says: [
      /^(please )?stop (sending|posting)( things| anything| everything| summaries| digests?| the digest)?( here)?\W*$/,
    ],
    personal: false,
    run: unsubscribeBoard,
    ...forAll,
  },
  {
    verb: 'channels',
    says: [/^(which|what|list|show)( me)?( the| all)? channels( do you (send|post) to)?\W*$/],
    help: { title: 'Channels', example: 'which channels?' },
    personal: true,
    run: answerChannels,
    ...forAll,
  },
];
