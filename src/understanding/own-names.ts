import { pluralOf } from '../domain/plural-of.js';

/** What people call the partnership, its area, its schools and the parts of it; the last three in the singular. */
export interface OwnNames {
  readonly name: string;
  readonly alsoCalled: readonly string[];
  readonly areas: readonly string[];
  /** Whoever belongs to it: `academy`. */
  readonly member: string;
  readonly cluster: string;
  readonly locality: string;
}

/**
 * Says "partnership", "county", "schools", "cluster" and "locality" where the partnership has names of its own for them, so that what
 * follows need know no name of one partnership: "how many schools in the short name of a county" is asked of the county.
 * @param narrower places on record: one that is called like an area is meant rather than all of the partnership
 */
export function inGeneralWords(text: string, own: OwnNames, narrower: readonly string[] = []): string {
  const { name, alsoCalled, areas, member, cluster, locality } = own;
  const isNarrower = (area: string) => narrower.some((place) => place.toLowerCase() === area.toLowerCase());
  const parts = [
    [[name, ...alsoCalled], 'partnership'],
    [areas.filter((area) => !isNarrower(area)), 'county'],
    // In the plural only: "Hill Academy" is the name of one. A member without a word of its own may be a person.
    [member === 'member' ? [] : [pluralOf(member)], 'schools'],
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
