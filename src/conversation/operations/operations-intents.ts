import { holds } from '../../domain/actor.js';
import type { Intent } from '../talk/intent.js';
import { showServiceState, statusRefusal } from './service-state.js';

/** How the service is running, for administrators. Part of the intent table. */
export const operationsIntents: readonly Intent[] = [
  {
    verb: 'status',
    says: [
      /^(the )?((service|system|bot)('s)? )?status( report)?\W*$/,
      /^how('s| is) (the )?(service|system|bot) (doing|running|getting on)\W*$/,
      /^is (the )?(service|system|bot|everything) (all right|alright|ok|okay|running|up|well|working)\W*$/,
    ],
    help: { title: 'How the service is running', example: 'status' },
    may: (actor) => holds(actor, 'administrator'),
    refusal: statusRefusal,
    personal: true,
    run: (context) => showServiceState(context),
  },
];
