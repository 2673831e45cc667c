import { newId } from '../../db/new-id.js';
import type { Actor } from '../../domain/actor.js';
import type { Position } from '../../domain/person.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { slugOf } from '../organising/plan-event.js';
import { isSeriesNameTaken, lockSeriesNames, mayMakeSeries } from '../organising/plan-series.js';
import { readPartnership } from './partnership.js';

interface StarterSeries {
  readonly name: string;
  readonly summary: string;
  readonly aliases: readonly string[];
  readonly audience: readonly Position[];
}

const leaders: readonly Position[] = [
  'headteacher',
  'executive_headteacher',
  'deputy_headteacher',
  'senior_leader',
  'trust_leader',
];
const governors: readonly Position[] = ['chair_of_governors', 'governor', 'clerk'];

/** Series that most partnerships have, in the field's usual words. Everything about them can be changed afterwards. */
export const starterSeries = {
  'leadership-briefing': {
    name: 'Leadership briefing',
    summary: 'National and local news for headteachers and senior leaders, with time to ask.',
    aliases: ['heads briefing', 'headteacher briefing', 'briefing for heads', 'termly briefing'],
    audience: leaders,
  },
  'governor-briefing': {
    name: 'Governor briefing',
    summary: 'News and a topic of governance for chairs, governors and clerks.',
    aliases: ['chairs briefing', 'governors meeting', 'briefing for governors', 'trustees briefing'],
    audience: governors,
  },
  'annual-conference': {
    name: 'Annual conference',
    summary: 'A day a year for school leaders, with speakers and workshops.',
    aliases: ['the conference', 'heads conference', 'leadership conference'],
    audience: leaders,
  },
  workshop: {
    name: 'Workshop',
    summary: 'A half day on one topic, for whoever works on it.',
    aliases: ['workshops'],
    audience: [],
  },
  training: {
    name: 'Training',
    summary: 'Courses for leaders, staff and governors.',
    aliases: ['course', 'courses', 'training day'],
    audience: [],
  },
  'network-meeting': {
    name: 'Network meeting',
    summary: 'Schools of one network meet and share what works.',
    aliases: ['network', 'cluster meeting'],
    audience: [],
  },
} as const satisfies Readonly<Record<string, StarterSeries>>;

export type StarterKey = keyof typeof starterSeries;
export const starterKeys = Object.keys(starterSeries) as readonly StarterKey[];

export function isStarterKey(key: string): key is StarterKey {
  return (starterKeys as readonly string[]).includes(key);
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
  keys: readonly StarterKey[],
): Promise<StarterOutcome> {
  if (!mayMakeSeries(actor)) return { kind: 'refused', reason: 'not-allowed' };
  const { cluster } = await readPartnership(core);
  return commit(core, async (tx): Promise<StarterOutcome> => {
    await lockSeriesNames(tx);
    const names: string[] = [];
    for (const key of keys) {
      const { name, summary, aliases, audience }: StarterSeries = starterSeries[key];
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
