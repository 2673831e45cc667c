import { setSeenByCluster } from '../../app/people/seen-by-cluster.js';
import { readPartnership } from '../../app/setup/partnership.js';
import type { ActAction } from '../../rendering/card.js';
import type { Answer, TurnContext } from '../talk/turn-context.js';
import { askWho } from './people.js';

/** @param cluster the partnership's word for one */
export function showToCluster(cluster: string): ActAction {
  return { kind: 'act', label: `Let my ${cluster} see me`, verb: 'cluster-show' };
}

/** @param cluster the partnership's word for one */
export function hideFromCluster(cluster: string): ActAction {
  return { kind: 'act', label: `Hide me from my ${cluster}`, verb: 'cluster-hide' };
}

/** "Let my cluster see that I come": people of its other schools see the name, until it is taken back. */
export async function showMeToCluster(context: TurnContext): Promise<Answer> {
  return choose(context, true);
}

/** "Hide me from my cluster": they see numbers again, at once. */
export async function hideMeFromCluster(context: TurnContext): Promise<Answer> {
  return choose(context, false);
}

async function choose(context: TurnContext, seen: boolean): Promise<Answer> {
  const { core } = context.services;
  const { cluster } = await readPartnership(core);
  if (!(await setSeenByCluster(core, context.actor, seen)))
    return askWho(context, 'One thing first, so that I know whose name it is.');
  const words = seen
    ? `People of the other schools of your ${cluster} now see your name and school where you have a place. Nobody else does.`
    : `People of the other schools of your ${cluster} no longer see your name where you have a place.`;
  const actions = [seen ? hideFromCluster(cluster) : showToCluster(cluster)];
  return {
    replies: [
      { kind: 'card', card: { fallback: words, blocks: [{ kind: 'text', text: words, tone: 'good' }], actions } },
    ],
  };
}
