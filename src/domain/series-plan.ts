import { collectFaults, longest, mostCostPence, type PlanFaults } from './event-plan.js';
import type { Position } from './person.js';

/** A series as entered by an organiser. Texts are trimmed. */
export interface SeriesPlan {
  readonly name: string;
  /** One sentence, for lists. */
  readonly summary: string;
  readonly description: string;
  /** Other names people use for it. */
  readonly aliases: readonly string[];
  /** Empty means everybody. */
  readonly audience: readonly Position[];
  readonly costPence: number;
}

/** Largest number of aliases of a series or project. */
export const mostAliases = 60;

/** What is wrong with a series, by field; empty when it is valid. */
export function seriesFaults(plan: SeriesPlan): PlanFaults {
  const { name, summary, description, aliases, costPence } = plan;
  const whole = Number.isSafeInteger(costPence) && costPence >= 0 && costPence <= mostCostPence;
  return collectFaults([
    ['name', name === '' ? 'missing' : name.length > longest.name ? 'too-long' : undefined],
    ['summary', summary === '' ? 'missing' : summary.length > longest.summary ? 'too-long' : undefined],
    ['description', description.length > longest.description ? 'too-long' : undefined],
    ['aliases', areAliases(aliases) ? undefined : 'too-long'],
    ['cost', whole ? undefined : 'not-a-number'],
  ]);
}

/** Whether the aliases are few and short enough. */
export function areAliases(aliases: readonly string[]): boolean {
  return aliases.length <= mostAliases && aliases.every((alias) => alias.length <= longest.name);
}
