import type { Tx } from '../../db/database.js';
import { type Actor, holds } from '../../domain/actor.js';
import { headPositions, isHeadPosition } from '../../domain/enrolment.js';
import type { Position } from '../../domain/person.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import type { Notice } from '../messages/schedule-delivery.js';
import { tellOrganisers } from '../messages/tell-organisers.js';
import { tellPeople } from '../messages/tell-people.js';
import { belongsTo } from './school-standing.js';

/** Who is asked to confirm what somebody says of themselves. */
export type Asked = 'head' | 'organisers';

/** What a new post rests on. */
export type Claim =
  | { readonly kind: 'none' | 'first' | 'confirmed' }
  /** `of` are the people on record in that position whom the bot can write to; empty when the organisers decide. */
  | { readonly kind: 'asked'; readonly of: readonly string[] };

/** Positions that decide for a school, with those that count as the same; empty for positions anyone may claim. */
function sameAs(position: Position): readonly Position[] {
  if (isHeadPosition(position)) return headPositions;
  return position === 'chair_of_governors' ? ['chair_of_governors'] : [];
}

/**
 * Whether somebody's own word is enough for a position: yes, where nobody else is on record in it and no earlier claim
 * was rejected. The headteacher is asked about a person once; a repeated claim goes to the organisers.
 */
export async function assessClaim(
  tx: Tx,
  personId: string,
  { position, urn }: { readonly position: Position; readonly urn: number | null },
): Promise<Claim> {
  const same = sameAs(position);
  if (urn === null || same.length === 0) return { kind: 'none' };
  // Without this lock two people who claim the position at once could both be the first.
  await tx.$queryRaw`SELECT urn FROM "School" WHERE urn = ${urn} FOR NO KEY UPDATE`;
  const own = await tx.post.findMany({
    where: { personId, urn, position: { in: [...same] } },
    select: { claim: true, until: true },
  });
  const standing = own.find(({ until, claim }) => until === null && claim !== 'asked');
  if (standing) return { kind: standing.claim === 'first' || standing.claim === 'none' ? standing.claim : 'confirmed' };
  const others = await tx.post.findMany({
    where: {
      // Who only says so is not on record: otherwise anybody could stand in the way of the head.
      ...{ urn, until: null, position: { in: [...same] }, claim: { not: 'asked' }, proof: { not: null } },
      person: { id: { not: personId }, erasedAt: null },
    },
    orderBy: { id: 'asc' },
    select: { personId: true, person: { select: { accounts: { select: { id: true }, take: 1 } } } },
  });
  const wasRefused = own.some(({ claim }) => claim === 'refused');
  if (others.length === 0 && !wasRefused) return { kind: 'first' };
  const reachable = others.filter(({ person }) => person.accounts.length > 0).map((other) => other.personId);
  const wasPut = own.some(({ claim }) => claim === 'refused' || claim === 'asked');
  return { kind: 'asked', of: wasPut ? [] : reachable };
}

/** Asks the people on record, in their own chat, or the organisers; once for each post. */
export async function askAbout(core: Core, tx: Tx, postId: string, of: readonly string[]): Promise<Asked> {
  const message: Notice = { key: `head-claimed:${postId}`, kind: 'head-claimed', payload: { postId } };
  if (of.length > 0) await tellPeople(core, tx, of, message);
  else await tellOrganisers(core, tx, message, 'the programme');
  return of.length > 0 ? 'head' : 'organisers';
}

/** Somebody who says that they decide for a school. */
export interface HeadClaim {
  readonly postId: string;
  readonly name: string;
  readonly position: Position;
  readonly school: string;
  /** Not confirmed yet: it counts for bookings only. Otherwise nobody has challenged the person's own word. */
  readonly isAsked: boolean;
  readonly since: Date;
}

const listedAtMost = 40;

/**
 * Positions that rest on the person's own word, unconfirmed ones first, then the latest; undefined for anyone but an
 * organiser of everything.
 */
export async function headClaims(core: Core, actor: Actor): Promise<HeadClaim[] | undefined> {
  if (!holds(actor, 'organiser')) return undefined;
  const rows = await core.prisma.post.findMany({
    where: { until: null, claim: { in: ['asked', 'first'] }, person: { erasedAt: null } },
    // The enumeration puts `asked` after `first`.
    orderBy: [{ claim: 'desc' }, { from: 'desc' }, { id: 'asc' }],
    take: listedAtMost,
    select: claimed,
  });
  return rows.map(readClaim);
}

const claimed = {
  ...{ id: true, position: true, claim: true, from: true },
  person: { select: { name: true } },
  school: { select: { name: true } },
} as const;

function readClaim(row: {
  readonly id: string;
  readonly position: Position;
  readonly claim: string;
  readonly from: Date;
  readonly person: { readonly name: string };
  readonly school: { readonly name: string } | null;
}): HeadClaim {
  const { id, position, claim, from, person, school } = row;
  const isAsked = claim === 'asked';
  return { postId: id, name: person.name, position, school: school?.name ?? '', isAsked, since: from };
}

/** An open claim, for the message that asks about it; undefined once it is settled. */
export async function findOpenClaim(core: Core, postId: string): Promise<HeadClaim | undefined> {
  if (!isUuid(postId)) return undefined;
  const row = await core.prisma.post.findFirst({
    where: { id: postId, until: null, claim: 'asked', person: { erasedAt: null } },
    select: claimed,
  });
  return row ? readClaim(row) : undefined;
}

/**
 * The result of a claim, for the message to the person; undefined while it is open, or when they have another post now.
 */
export async function findSettledClaim(
  core: Core,
  postId: string,
): Promise<(Omit<HeadClaim, 'isAsked'> & { readonly isConfirmed: boolean }) | undefined> {
  if (!isUuid(postId)) return undefined;
  const row = await core.prisma.post.findFirst({
    where: { id: postId, OR: [{ claim: 'confirmed', until: null }, { claim: 'refused' }] },
    select: claimed,
  });
  return row ? { ...readClaim(row), isConfirmed: row.claim === 'confirmed' } : undefined;
}

type ClaimOutcome =
  | {
      readonly kind: 'confirmed' | 'refused';
      readonly name: string;
      readonly position: Position;
      readonly school: string;
    }
  /** Somebody has answered already, or the person has another post now. */
  | { readonly kind: 'settled' }
  | { readonly kind: 'not-yours' };

/**
 * Confirms or rejects a claim: while it is open, by the person on record in that position at the school; at any time by
 * an organiser; never by the person themselves. After a rejection they stay on record at the school without a deciding
 * position. They are told once.
 */
export async function settleClaim(
  core: Core,
  actor: Actor,
  postId: string,
  answer: 'yes' | 'no',
): Promise<ClaimOutcome> {
  if (!isUuid(postId)) return { kind: 'not-yours' };
  return commit(core, async (tx): Promise<ClaimOutcome> => {
    await tx.$executeRaw`SELECT 1 FROM "Post" WHERE id = ${postId}::uuid FOR UPDATE`;
    const post = await tx.post.findUnique({
      where: { id: postId },
      select: { ...claimed, ...{ urn: true, until: true, personId: true, proof: true, provenAt: true } },
    });
    if (!post || !mayAnswer(actor, post)) return { kind: 'not-yours' };
    const mayUndo = answer === 'no' && holds(actor, 'organiser');
    const isOpen = post.claim === 'asked' || (mayUndo && (post.claim === 'first' || post.claim === 'confirmed'));
    if (post.until !== null || !isOpen) return { kind: 'settled' };
    const now = core.clock.now();
    const claim = answer === 'yes' ? ('confirmed' as const) : ('refused' as const);
    const { personId, urn, position, proof, provenAt } = post;
    const by = holds(actor, 'organiser') ? 'organiser' : 'colleague';
    const speaks = proof === null ? ({ proof: by, provenAt: now } as const) : {};
    const data = answer === 'yes' ? { claim, ...speaks } : ({ claim, until: now } as const);
    await tx.post.update({ where: { id: postId }, data, select: { id: true } });
    if (answer === 'no') {
      const stays = { personId, urn, position: 'other', from: now, proof, provenAt } as const;
      await tx.post.create({ data: stays, select: { id: true } });
    }
    const line = {
      act: answer === 'yes' ? 'confirm-head' : 'refuse-head',
      subject: 'person',
      subjectId: personId,
    } as const;
    await recordAct(tx, actor, { ...line, outcome: claim, detail: { position } }, now);
    const message: Notice = { key: `head-settled:${postId}:${claim}`, kind: 'head-settled', payload: { postId } };
    await tellPeople(core, tx, [personId], message);
    return { kind: claim, name: post.person.name, position, school: post.school?.name ?? '' };
  });
}

function mayAnswer(
  { personId, post: own, grants }: Actor,
  post: { readonly personId: string; readonly urn: number | null; readonly position: Position },
): boolean {
  if (personId === post.personId) return false;
  if (holds({ grants }, 'organiser')) return true;
  const isOnRecord = belongsTo({ personId, post: own }, post.urn) && !own?.unconfirmed;
  return isOnRecord && own !== null && sameAs(post.position).includes(own.position);
}
