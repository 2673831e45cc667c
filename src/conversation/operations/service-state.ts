import { readServiceState } from '../../app/operations/service-state.js';
import { type Answer, refuse, type TurnContext } from '../talk/turn-context.js';
import { serviceStateCard } from './service-state-cards.js';

export const statusRefusal =
  'Only the partnership’s administrators can see how the service is running. Please ask one of them.';

/** "Status": what the metrics say, in words. */
export async function showServiceState(context: TurnContext): Promise<Answer> {
  const { core, model } = context.services;
  const state = await readServiceState(core, context.actor);
  if (!state) return refuse('status', statusRefusal);
  const card = serviceStateCard(state, { hasModel: model !== undefined, zone: core.timeZone });
  return { replies: [{ kind: 'card', card }] };
}
