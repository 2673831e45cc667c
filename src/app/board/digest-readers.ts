import { type Actor, holds } from '../../domain/actor.js';
import { readMailAddress } from '../../domain/mail-address.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { type Way, waysOf } from '../messages/ways.js';

/** Somebody who gets the weekly digest themselves. */
export interface DigestReader {
  readonly personId: string;
  readonly name: string;
  /** Undefined when they are no longer on record. */
  readonly way: Way | undefined;
}

export type AddReaderOutcome =
  | { readonly kind: 'added' | 'already'; readonly name: string; readonly address: string }
  | { readonly kind: 'refused'; readonly reason: 'not-organiser' | 'no-address' | 'no-name' | 'no-mail' };

/** In characters. */
const longestName = 100;

/**
 * Sends the weekly digest to an address from now on. Whoever has it on record is meant; otherwise a person of the given name
 * is added. Organisers only.
 * @param given the address as it was typed @param name as it was typed; it may be empty for somebody on record
 */
export async function addDigestReader(
  core: Core,
  actor: Actor,
  { given, name }: { readonly given: string; readonly name: string },
): Promise<AddReaderOutcome> {
  if (!holds(actor, 'organiser')) return { kind: 'refused', reason: 'not-organiser' };
  if (!core.mailConnected) return { kind: 'refused', reason: 'no-mail' };
  const read = readMailAddress(given);
  if (read.kind !== 'address') return { kind: 'refused', reason: 'no-address' };
  const { address } = read;
  const called = name
    .replace(/[\p{Cc}\p{Cf}<>]/gu, '')
    .trim()
    .slice(0, longestName);
  return commit(core, async (tx): Promise<AddReaderOutcome> => {
    const known = await tx.person.findFirst({ where: { email: address }, select: { id: true, name: true } });
    if (!known && called === '') return { kind: 'refused', reason: 'no-name' };
    const at = core.clock.now();
    const data = { name: called, email: address, createdAt: at };
    const person = known ?? (await tx.person.create({ data, select: { id: true, name: true } }));
    const reader = { personId: person.id, addedById: actor.accountId, addedAt: at };
    const { count } = await tx.digestReader.createMany({ data: [reader], skipDuplicates: true });
    if (count === 0) return { kind: 'already', name: person.name, address };
    const line = { act: 'subscribe', subject: 'person', subjectId: person.id, outcome: 'digest' } as const;
    await recordAct(tx, actor, line, at);
    return { kind: 'added', name: person.name, address };
  });
}

/** Ends it. @returns false when they did not get it, or the actor is no organiser */
export async function removeDigestReader(core: Core, actor: Actor, personId: string): Promise<boolean> {
  if (!holds(actor, 'organiser') || !isUuid(personId)) return false;
  return commit(core, async (tx) => {
    const { count } = await tx.digestReader.deleteMany({ where: { personId } });
    const line = { act: 'unsubscribe', subject: 'person', subjectId: personId, outcome: 'digest' } as const;
    if (count > 0) await recordAct(tx, actor, line, core.clock.now());
    return count > 0;
  });
}

/** Everybody who gets the digest themselves, by name; empty for anyone but an organiser. */
export async function listDigestReaders(core: Core, actor: Actor): Promise<DigestReader[]> {
  if (!holds(actor, 'organiser')) return [];
  const rows = await core.prisma.digestReader.findMany({
    orderBy: [{ person: { name: 'asc' } }, { personId: 'asc' }],
    select: { personId: true, person: { select: { name: true } } },
  });
  const ids = rows.map(({ personId }) => personId);
  const ways = await waysOf(core, core.prisma, ids, 'news');
  return rows.map(({ personId, person }) => ({ personId, name: person.name, way: ways.get(personId) }));
}
