import type { Prisma } from '../../db/generated/client.js';
import { type Actor, holds, noAccount } from '../../domain/actor.js';
import type { Position } from '../../domain/person.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { type EraseOutcome, eraseInside } from './erasure.js';
import { type OwnData, readOwnData } from './own-data.js';

/** Somebody without a chat, whom an organiser acts for at their request. */
export interface OnRequest {
  readonly personId: string;
  readonly name: string;
  readonly email: string | null;
  readonly position: Position | null;
  readonly title: string | null;
  readonly urn: number | null;
  readonly school: string | null;
  readonly bookings: number;
}

const shownAtMost = 8;

/** Whoever has a chat sees, corrects and erases their own. Organisers of everything only, because this shows all of a person. */
function mayActFor(actor: Actor): boolean {
  return holds(actor, 'organiser');
}

const withoutChat = { erasedAt: null, accounts: { none: {} } } as const;

const fields = {
  id: true,
  name: true,
  email: true,
  posts: {
    where: { until: null },
    select: { position: true, title: true, urn: true, school: { select: { name: true } } },
  },
  _count: { select: { registrations: true } },
} satisfies Prisma.PersonSelect;

function onRequest(person: Prisma.PersonGetPayload<{ select: typeof fields }>): OnRequest {
  const [post] = person.posts;
  return {
    personId: person.id,
    name: person.name,
    email: person.email,
    position: post?.position ?? null,
    title: post?.title ?? null,
    urn: post?.urn ?? null,
    school: post?.school?.name ?? null,
    bookings: person._count.registrations,
  };
}

/** People without a chat whose name or address has all the words, by name; undefined for anyone but an organiser of everything. */
export async function searchOnRequest(core: Core, actor: Actor, words: string): Promise<OnRequest[] | undefined> {
  if (!mayActFor(actor)) return undefined;
  const parts = words.trim().split(/\s+/).filter(Boolean).slice(0, 6);
  if (parts.length === 0) return [];
  const rows = await core.prisma.person.findMany({
    where: {
      ...withoutChat,
      AND: parts.map((part) => {
        // LIKE treats `%` and `_` as wildcards.
        const contains = { contains: part.slice(0, 80).replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const };
        return { OR: [{ name: contains }, { email: contains }] };
      }),
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: shownAtMost,
    select: fields,
  });
  return rows.map(onRequest);
}

/** One of them; undefined for anyone else, and for anyone but an organiser of everything. */
export async function findOnRequest(core: Core, actor: Actor, personId: string): Promise<OnRequest | undefined> {
  if (!mayActFor(actor) || !isUuid(personId)) return undefined;
  const row = await core.prisma.person.findFirst({ where: { id: personId, ...withoutChat }, select: fields });
  return row ? onRequest(row) : undefined;
}

/** All that is held about them, as they would get it themselves; that it was taken is noted. */
export async function exportOnRequest(core: Core, actor: Actor, personId: string): Promise<OwnData | undefined> {
  const person = await findOnRequest(core, actor, personId);
  if (!person) return undefined;
  const line = { act: 'export-person', subject: 'person', subjectId: personId, outcome: 'sent' } as const;
  await commit(core, (tx) => recordAct(tx, actor, line, core.clock.now()));
  return readOwnData(core, { accountId: noAccount, personId, name: person.name, post: null, grants: [] });
}

/** What is corrected; the whole of it as it shall be. */
export interface Correction {
  readonly name: string;
  /** Mended and in lower case; null takes it away. */
  readonly email: string | null;
  readonly position: Position;
  readonly urn: number | null;
}

type CorrectOutcome =
  | { readonly kind: 'corrected' | 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: 'not-found' | 'address-taken' | 'no-such-school' | 'no-name' };

/** In characters. */
const longestName = 200;

/** Corrects name, address, role and school of somebody without a chat, at their request. */
export async function correctOnRequest(
  core: Core,
  actor: Actor,
  personId: string,
  { name, email, position, urn }: Correction,
): Promise<CorrectOutcome> {
  const called = name.replace(/\s+/g, ' ').trim().slice(0, longestName);
  if (called === '') return { kind: 'refused', reason: 'no-name' };
  return commit(core, async (tx): Promise<CorrectOutcome> => {
    if (!mayActFor(actor) || !isUuid(personId)) return { kind: 'refused', reason: 'not-found' };
    await tx.$executeRaw`SELECT 1 FROM "Person" WHERE id = ${personId}::uuid FOR UPDATE`;
    const row = await tx.person.findFirst({ where: { id: personId, ...withoutChat }, select: fields });
    if (!row) return { kind: 'refused', reason: 'not-found' };
    if (urn !== null && (await tx.school.count({ where: { urn } })) === 0)
      return { kind: 'refused', reason: 'no-such-school' };
    const taken = email !== null && (await tx.person.count({ where: { email, id: { not: personId } } })) > 0;
    if (taken) return { kind: 'refused', reason: 'address-taken' };
    const before = onRequest(row);
    const changed = {
      name: before.name !== called,
      address: before.email !== email,
      post: before.position !== position || before.urn !== urn,
    };
    if (!changed.name && !changed.address && !changed.post) return { kind: 'unchanged' };
    const now = core.clock.now();
    await tx.person.update({ where: { id: personId }, data: { name: called, email }, select: { id: true } });
    if (changed.post) {
      await tx.post.updateMany({ where: { personId, until: null }, data: { until: now } });
      const proof = { proof: 'organiser', provenAt: now } as const;
      await tx.post.create({ data: { personId, urn, position, from: now, ...proof }, select: { id: true } });
    }
    const line = {
      act: 'correct-person',
      subject: 'person',
      subjectId: personId,
      outcome: 'corrected',
      detail: changed,
    } as const;
    await recordAct(tx, actor, line, now);
    return { kind: 'corrected' };
  });
}

/** Erases somebody without a chat, at their request, as they would do it themselves. */
export async function eraseOnRequest(
  core: Core,
  actor: Actor,
  personId: string,
): Promise<Extract<EraseOutcome, { kind: 'erased' }> | { readonly kind: 'refused'; readonly reason: 'not-found' }> {
  return commit(core, async (tx) => {
    if (!mayActFor(actor) || !isUuid(personId)) return { kind: 'refused', reason: 'not-found' } as const;
    const person = await tx.person.findFirst({ where: { id: personId, ...withoutChat }, select: { id: true } });
    if (!person) return { kind: 'refused', reason: 'not-found' } as const;
    return eraseInside(core, tx, actor, { personId, accountId: noAccount });
  });
}
