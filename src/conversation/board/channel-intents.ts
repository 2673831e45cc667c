import { holds } from '../../domain/actor.js';
import type { Intent } from '../talk/intent.js';
import { answerChannels, stopChannel } from './channels.js';

const forAll = {
  may: (actor) => holds(actor, 'organiser'),
  refusal: 'Only the partnership’s organisers can see which channels I send to.',
} satisfies Pick<Intent, 'may' | 'refusal'>;

/** All channels that receive posts. Commands within a channel are in `boardIntents`. Part of the intent table. */
export const channelIntents: readonly Intent[] = [
  { verb: 'channel-stop', personal: false, run: stopChannel, ...forAll },
  {
    verb: 'channels',
    says: [/^(which|what|list|show)( me)?( the| all)? channels( do you (send|post) to)?\W*$/],
    help: { title: 'Channels', example: 'which channels?' },
    personal: true,
    run: answerChannels,
    ...forAll,
  },
];
