import { newId } from '../../db/new-id.js';
import type { Actor } from '../../domain/actor.js';
import type { Position } from '../../domain/person.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { slugOf } from '../organising/plan-event.js';
import { isSeriesNameTaken, lockSeriesNames, mayMakeSeries } from '../organising/plan-series.js';
import { readPartnership } from './partnership.js';

/** A series that most partnerships have. */
export interface StarterSeries {
  readonly name: string;
  readonly summary: string;
  readonly aliases: readonly string[];
  readonly audience: readonly Position[];
}

/** What the partnership calls a cluster, its meetings are called. */
function ownAliases(aliases: readonly string[], cluster: string): string[] {
  return aliases.map((alias) => (alias === 'cluster meeting' ? `${cluster} meeting` : alias));
}

type StarterOutcome =
  | { readonly kind: 'made'; readonly names: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: 'not-allowed' };

/**
 * Makes and publishes series of the starter set; those whose name is taken are left out. Organisers of everything only.
 * @returns the names of what was made
 */
export async function makeStarterSeries(
  core: Core,
  actor: Actor,
  chosen: readonly StarterSeries[],
): Promise<StarterOutcome> {
  if (!mayMakeSeries(actor)) return { kind: 'refused', reason: 'not-allowed' };
  const { cluster } = await readPartnership(core);
  return commit(core, async (tx): Promise<StarterOutcome> => {
    await lockSeriesNames(tx);
    const names: string[] = [];
    for (const { name, summary, aliases, audience } of chosen) {
      if (await isSeriesNameTaken(tx, name, undefined)) continue;
      const id = newId();
      await tx.series.create({
        data: {
          id,
          slug: slugOf(name, id),
          name,
          summary,
          description: '',
          aliases: ownAliases(aliases, cluster),
          audience: [...audience],
          status: 'published',
        },
        select: { id: true },
      });
      const line = { act: 'create-series', subject: 'series', subjectId: id, outcome: 'published' } as const;
      await recordAct(tx, actor, line, core.clock.now());
      names.push(name);
    }
    return { kind: 'made', names };
  });
}
