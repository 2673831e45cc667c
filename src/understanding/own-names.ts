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

/** Names of a partnership's own, with the general word for each. */
type Meanings = ReadonlyArray<readonly [names: readonly string[], general: string]>;

/**
 * Says "partnership", "county", "schools", "cluster" and "locality" where the partnership has names of its own for them, so that what
 * follows need know no name of one partnership: "how many schools in the short name of a county" is asked of the county.
 * @param narrower places on record: one that is called like an area is meant rather than all of the partnership
 */
export function inGeneralWords(text: string, own: OwnNames, narrower: readonly string[] = []): string {
  const { name, alsoCalled, areas } = own;
  const isNarrower = (area: string) => narrower.some((place) => place.toLowerCase() === area.toLowerCase());
  return say(text, [
    [[name, ...alsoCalled], 'partnership'],
    [areas.filter((area) => !isNarrower(area)), 'county'],
    ...wordsOf(own),
  ]);
}

/**
 * The same for the words of its parts alone, in what is asked to be done: "who else is coming from our family" is asked of the
 * cluster. @param kept names on record, which stay as they are though such a word is in them
 */
export function partsInGeneralWords(
  text: string,
  own: Pick<OwnNames, 'member' | 'cluster' | 'locality'>,
  kept: readonly string[],
): string {
  const { member, cluster, locality } = own;
  const ours =
    member === usualMember ? [] : ['my', 'our'].map((whose) => [[`${whose} ${member}`], `${whose} school`] as const);
  const parts = [member, cluster, locality].map(keyOf);
  const names = kept.filter((name) => parts.some((part) => keyOf(name).includes(part)));
  return say(text, [...wordsOf(own), ...ours, [names, undefined]]);
}

const usualMember = 'member';

function wordsOf({ member, cluster, locality }: Pick<OwnNames, 'member' | 'cluster' | 'locality'>): Meanings {
  return [
    // In the plural only: "Hill Academy" is the name of one. A member without a word of its own may be a person.
    [member === usualMember ? [] : [pluralOf(member)], 'schools'],
    [[pluralOf(cluster)], 'clusters'],
    [[cluster], 'cluster'],
    [[pluralOf(locality)], 'localities'],
    [[locality], 'locality'],
  ];
}

/** All at once, the longest first, so that no word is taken for another that was put in its place. Without a meaning it stays. */
function say(
  text: string,
  meanings: ReadonlyArray<readonly [names: readonly string[], general: string | undefined]>,
): string {
  const general = new Map<string, string | undefined>();
  for (const [names, by] of meanings) for (const key of names.map(keyOf)) if (!general.has(key)) general.set(key, by);
  const any = [...general]
    .flatMap(([name, by]) => (name === '' || name === by ? [] : [name]))
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s+'))
    .join('|');
  if (any === '') return text;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'giu');
  return text.replace(pattern, (found) => general.get(keyOf(found)) ?? found);
}

function keyOf(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}
