import { pluralOf } from '../domain/plural-of.js';

/** What people call the partnership, its area and the parts of it; the last two in the singular. */
export interface OwnNames {
  readonly name: string;
  readonly alsoCalled: readonly string[];
  readonly areas: readonly string[];
  readonly cluster: string;
  readonly locality: string;
}

/**
 * Says "partnership", "county", "cluster" and "locality" where the partnership has names of its own for them, so that what follows need know no name of
 * one partnership: "how many schools in the short name of a county" is asked of the county.
 */
export function inGeneralWords(text: string, { name, alsoCalled, areas, cluster, locality }: OwnNames): string {
  const parts = [
    [[name, ...alsoCalled], 'partnership'],
    [areas, 'county'],
    [[pluralOf(cluster)], 'clusters'],
    [[cluster], 'cluster'],
    [[pluralOf(locality)], 'localities'],
    [[locality], 'locality'],
  ] as const;
  return parts.reduce((words, [names, by]) => replaceNames(words, names, by), text);
}

function replaceNames(text: string, names: readonly string[], by: string): string {
  const longestFirst = names.filter(Boolean).sort((a, b) => b.length - a.length);
  if (longestFirst.length === 0) return text;
  const any = longestFirst.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')).join('|');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'giu'), by);
}
