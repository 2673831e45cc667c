import type { Tx } from '../../db/database.js';
import { type Actor, holds } from '../../domain/actor.js';
import { headPositions } from '../../domain/enrolment.js';
import type { Position } from '../../domain/person.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import type { Notice } from '../messages/schedule-delivery.js';
import { tellOrganisers } from '../messages/tell-organisers.js';
import { tellPeople } from '../messages/tell-people.js';
import { belongsTo } from './school-standing.js';

/** Who is asked whether somebody is of a school. `already`: they were asked before, and have not answered. */
export type WhoKnows = 'head' | 'colleagues' | 'organisers' | 'already';

/** Somebody may ask twice about one school, for instance after a slip; then the organisers see it in their list. */
const asksForOneSchool = 2;
const askedAtMost = 3;

/**
 * Asks whether the actor is of the school that they say they are at: its head or, without one, its people whom the bot can
 * write to, or else the organisers. Each post is asked about once. After a no, the school is not asked again.
 * @returns undefined when there is nothing to ask: no school, or proven by now
 */
export async function askWhoKnows(core: Core, actor: Actor): Promise<WhoKnows | undefined> {
  const { personId } = actor;
  if (personId === null) return undefined;
  return commit(core, async (tx): Promise<WhoKnows | undefined> => {
    // Two presses at once must not ask twice.
    await tx.$queryRaw`SELECT id FROM "Post" WHERE "personId" = ${personId}::uuid AND until IS NULL FOR UPDATE`;
    const post = await tx.post.findFirst({
      where: { personId, until: null },
      select: { id: true, urn: true, proof: true, askedAt: true },
    });
    if (!post || post.urn === null || post.proof !== null) return undefined;
    if (post.askedAt !== null) return 'already';
    const now = core.clock.now();
    await tx.post.update({ where: { id: post.id }, data: { askedAt: now }, select: { id: true } });
    const outcome = await ask(core, tx, { id: post.id, urn: post.urn, personId });
    const line = { act: 'ask-belonging', subject: 'person', subjectId: personId, outcome } as const;
    await recordAct(tx, actor, { ...line, detail: { urn: post.urn } }, now);
    return outcome;
  });
}

async function ask(
  core: Core,
  tx: Tx,
  { id, urn, personId }: { readonly id: string; readonly urn: number; readonly personId: string },
): Promise<WhoKnows> {
  const message: Notice = { key: `belonging-asked:${id}`, kind: 'belonging-asked', payload: { postId: id } };
  const before = await tx.post.findMany({
    where: { personId, urn, id: { not: id }, OR: [{ askedAt: { not: null } }, { claim: 'refused' }] },
    select: { claim: true },
  });
  if (before.length >= asksForOneSchool) return 'already';
  const wasRefused = before.some(({ claim }) => claim === 'refused');
  const known = wasRefused ? [] : await provenPeople(tx, urn);
  const heads = known.filter(({ isHead }) => isHead);
  const asked = heads.length > 0 ? heads : known;
  if (asked.length === 0) {
    await tellOrganisers(core, tx, message, 'the programme');
    return 'organisers';
  }
  const ids = asked.slice(0, askedAtMost).map((one) => one.personId);
  await tellPeople(core, tx, ids, message);
  return heads.length > 0 ? 'head' : 'colleagues';
}

/** People who are proven to be of a school and whom the bot can write to, the longest there first. */
async function provenPeople(
  tx: Tx,
  urn: number,
): Promise<ReadonlyArray<{ readonly personId: string; readonly isHead: boolean }>> {
  const posts = await tx.post.findMany({
    where: { urn, until: null, proof: { not: null }, person: { erasedAt: null, accounts: { some: {} } } },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
    select: { personId: true, position: true, claim: true },
  });
  return posts.map(({ personId, position, claim }) => ({
    personId,
    isHead: headPositions.some((head) => head === position) && claim !== 'asked',
  }));
}

/** Somebody's word that they are of a school, for which nothing speaks yet. */
export interface BelongingClaim {
  readonly postId: string;
  readonly name: string;
  readonly position: Position;
  /** Empty for somebody who says they work for the council or a trust, beside the schools. */
  readonly school: string;
  readonly since: Date;
  /** Somebody was asked about it. */
  readonly isAsked: boolean;
  /** The domain of the address that the platform vouches for. */
  readonly domain: string | undefined;
}

const listedAtMost = 40;

const claimed = {
  ...{ id: true, position: true, from: true, askedAt: true, urn: true, personId: true },
  person: { select: { name: true, accounts: { select: { vouchedEmail: true } } } },
  school: { select: { name: true } },
} as const;

/** Positions beside the schools that only an address, a file or an organiser speaks for: no school could say. */
const besideSchools: readonly Position[] = ['trust_leader', 'council_officer'];

/** What nothing speaks for, asked about first, then the latest; undefined for anyone but an organiser of everything. */
export async function belongingClaims(core: Core, actor: Actor): Promise<BelongingClaim[] | undefined> {
  if (!holds(actor, 'organiser')) return undefined;
  const rows = await core.prisma.post.findMany({
    where: {
      ...{ until: null, proof: null, person: { erasedAt: null } },
      OR: [{ urn: { not: null } }, { position: { in: [...besideSchools] } }],
    },
    orderBy: [{ askedAt: { sort: 'asc', nulls: 'last' } }, { from: 'desc' }, { id: 'asc' }],
    take: listedAtMost,
    select: claimed,
  });
  return rows.map(readClaim);
}

/** An open question, for the message that asks it; undefined once it is settled, or they are elsewhere. */
export async function findBelongingClaim(core: Core, postId: string): Promise<BelongingClaim | undefined> {
  if (!isUuid(postId)) return undefined;
  const row = await core.prisma.post.findFirst({
    where: { id: postId, until: null, proof: null, person: { erasedAt: null } },
    select: claimed,
  });
  return row ? readClaim(row) : undefined;
}

function readClaim(row: {
  readonly id: string;
  readonly position: Position;
  readonly from: Date;
  readonly askedAt: Date | null;
  readonly person: {
    readonly name: string;
    readonly accounts: ReadonlyArray<{ readonly vouchedEmail: string | null }>;
  };
  readonly school: { readonly name: string } | null;
}): BelongingClaim {
  const { id, position, person, school, from, askedAt } = row;
  const address = person.accounts.map(({ vouchedEmail }) => vouchedEmail).find((one) => one !== null);
  return {
    ...{ postId: id, name: person.name, position, school: school?.name ?? '', since: from, isAsked: askedAt !== null },
    domain: address?.split('@').at(-1),
  };
}

/** What became of it, for the message to the person; undefined while it is open, or when they are elsewhere by now. */
export async function findSettledBelonging(
  core: Core,
  postId: string,
): Promise<{ readonly position: Position; readonly school: string; readonly isConfirmed: boolean } | undefined> {
  if (!isUuid(postId)) return undefined;
  const row = await core.prisma.post.findFirst({
    where: {
      id: postId,
      OR: [
        { proof: { not: null }, until: null },
        { claim: 'refused', proof: null },
      ],
    },
    select: { proof: true, position: true, school: { select: { name: true } } },
  });
  if (!row) return undefined;
  return { position: row.position, school: row.school?.name ?? '', isConfirmed: row.proof !== null };
}

type BelongingOutcome =
  | {
      readonly kind: 'confirmed' | 'refused';
      readonly name: string;
      readonly position: Position;
      readonly school: string;
    }
  /** Somebody has answered already, or the person is elsewhere by now. */
  | { readonly kind: 'settled' }
  | { readonly kind: 'not-yours' };

/**
 * Says whether somebody is of a school: by whoever is proven to be of it, or an organiser; never by the person. Whether they work
 * beside the schools, only an organiser can say. After a no they are at no school. They are told once.
 */
export async function settleBelonging(
  core: Core,
  actor: Actor,
  postId: string,
  answer: 'yes' | 'no',
): Promise<BelongingOutcome> {
  if (!isUuid(postId)) return { kind: 'not-yours' };
  return commit(core, async (tx): Promise<BelongingOutcome> => {
    await tx.$executeRaw`SELECT 1 FROM "Post" WHERE id = ${postId}::uuid FOR UPDATE`;
    const post = await tx.post.findUnique({ where: { id: postId }, select: { ...claimed, until: true, proof: true } });
    if (!post || post.personId === actor.personId) return { kind: 'not-yours' };
    const isOrganiser = holds(actor, 'organiser');
    if (!isOrganiser && !belongsTo(actor, post.urn)) return { kind: 'not-yours' };
    if (post.until !== null || post.proof !== null) return { kind: 'settled' };
    const now = core.clock.now();
    const proof = isOrganiser ? 'organiser' : 'colleague';
    const data = answer === 'yes' ? ({ proof, provenAt: now } as const) : ({ claim: 'refused', until: now } as const);
    await tx.post.update({ where: { id: postId }, data, select: { id: true } });
    const outcome = answer === 'yes' ? 'confirmed' : 'refused';
    const act = answer === 'yes' ? 'confirm-belonging' : 'refuse-belonging';
    const line = { act, subject: 'person', subjectId: post.personId, outcome } as const;
    await recordAct(
      tx,
      actor,
      { ...line, detail: { by: proof, ...(post.urn === null ? {} : { urn: post.urn }) } },
      now,
    );
    const key = `belonging-settled:${postId}:${outcome}`;
    await tellPeople(core, tx, [post.personId], { key, kind: 'belonging-settled', payload: { postId } });
    return { kind: outcome, name: post.person.name, position: post.position, school: post.school?.name ?? '' };
  });
}
