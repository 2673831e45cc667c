import { LRUCache } from 'lru-cache';
import type { Core } from '../core.js';

interface Kept {
  readonly names: LRUCache<number, Promise<readonly string[]>>;
}

/** Whoever came to a school in the last minutes is a name that nobody knows yet, and is asked about. */
const rememberedMs = 5 * 60_000;

const none = (): Kept => ({ names: new LRUCache({ max: 500, ttl: rememberedMs }) });

/** Names of the people in post at a school, remembered for some minutes. @param urn of the school */
export function colleaguesOfSchool(core: Core, urn: number): Promise<readonly string[]> {
  const { names } = core.memory.of(none);
  const known = names.get(urn);
  if (known) return known;
  const reading = core.prisma.post
    .findMany({ where: { urn, until: null }, select: { person: { select: { name: true } } }, take: 400 })
    .then((posts) => posts.map(({ person }) => person.name));
  names.set(urn, reading);
  reading.catch(() => names.delete(urn));
  return reading;
}
