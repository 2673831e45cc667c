import type { Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import { hourMs } from '../../domain/durations.js';
import { mendMailAddress } from '../../domain/mail-address.js';
import type { Position } from '../../domain/person.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { type Asked, askAbout, assessClaim } from './head-claims.js';
import { addressSpeaksFor } from './proof-by-address.js';

interface WhoIAm {
  readonly position: Position;
  /** Null for somebody at no school, such as a council officer. */
  readonly urn: number | null;
}

export type SettleOutcome =
  | {
      readonly kind: 'settled';
      readonly personId: string;
      /** Who was asked to confirm it, where somebody else is on record in that position. */
      readonly asked?: Asked;
      /** Whether anything speaks for their word that they are of the school. */
      readonly proven: boolean;
    }
  | { readonly kind: 'no-such-school' }
  /** They have said several others within the hour. */
  | { readonly kind: 'too-many' };

/** Posts that somebody may say they have within an hour, so that nobody tries one school after another. */
const mostAnHour = 6;

/**
 * Records somebody's position and school. This gives no role: it decides what is suggested, and which school a place is
 * booked for. An account whose address, confirmed by the platform, belongs to a person on record becomes that person;
 * otherwise a new person is created. Typed addresses are never matched. The word counts for their own bookings only, until
 * something speaks for it: the address, somebody of the school, an organiser, or a file. Where somebody else is on record in
 * a deciding position, a new claim to it decides nothing until it is confirmed.
 * @param vouched from the platform itself
 */
export async function settleWhoIAm(
  core: Core,
  actor: Actor,
  who: WhoIAm,
  vouched: string | undefined,
): Promise<SettleOutcome> {
  const vouchedEmail = mendMailAddress(vouched);
  return commit(core, async (tx): Promise<SettleOutcome> => {
    if (who.urn !== null) {
      const school = await tx.school.findFirst({
        where: { urn: who.urn, status: { not: 'closed' } },
        select: { urn: true },
      });
      if (!school) return { kind: 'no-such-school' };
    }
    const personId = await personOfAccount(tx, actor, vouchedEmail);
    const taken = await takePost(core, tx, { actor, personId, vouchedEmail }, who);
    if (taken === 'too-many') return { kind: 'too-many' };
    const { asked, proven } = taken;
    const line = { act: 'settle-post', subject: 'person', subjectId: personId, outcome: who.position } as const;
    const detail = { ...(who.urn === null ? {} : { urn: who.urn }), proven, ...(asked ? { asked } : {}) };
    await recordAct(tx, actor, { ...line, detail }, core.clock.now());
    return { kind: 'settled', personId, proven, ...(asked ? { asked } : {}) };
  });
}

/**
 * Links a new account to the person whose address the platform confirms, so that people on record find their bookings
 * without introducing themselves. As in `settleWhoIAm`, typed addresses are never matched and no role is given, because
 * roles belong to accounts.
 * @param vouched from the platform itself
 * @returns whether the account now belongs to a person on record
 */
export async function recogniseAccount(core: Core, actor: Actor, vouched: string | undefined): Promise<boolean> {
  const vouchedEmail = mendMailAddress(vouched);
  if (actor.personId !== null) return true;
  if (!vouchedEmail) return false;
  const known = await core.prisma.person.findFirst({
    where: { email: vouchedEmail, erasedAt: null },
    select: { id: true },
  });
  if (!known) return false;
  await commit(core, async (tx) => {
    const personId = await personOfAccount(tx, actor, vouchedEmail);
    const line = { act: 'recognise', subject: 'person', subjectId: personId, outcome: 'vouched address' } as const;
    await recordAct(tx, actor, line, core.clock.now());
  });
  return true;
}

async function personOfAccount(tx: Tx, actor: Actor, vouchedEmail: string | undefined): Promise<string> {
  // Prevents two clicks at once from creating two people for one account.
  const locked = await tx.$queryRaw<Array<{ personId: string | null }>>`
    SELECT "personId" FROM "Account" WHERE id = ${actor.accountId}::uuid FOR UPDATE`;
  const known = locked[0]?.personId;
  if (known) {
    if (vouchedEmail) await keepAddress(tx, actor, vouchedEmail);
    return known;
  }
  const found = vouchedEmail
    ? await tx.person.findUnique({ where: { email: vouchedEmail }, select: { id: true } })
    : null;
  const person =
    found ??
    (await tx.person.create({
      data: { name: actor.name.slice(0, 200), email: vouchedEmail ?? null },
      select: { id: true },
    }));
  await tx.account.update({
    where: { id: actor.accountId },
    data: { personId: person.id, ...(vouchedEmail ? { vouchedEmail } : {}) },
    select: { id: true },
  });
  return person.id;
}

interface Claimant {
  readonly actor: Actor;
  readonly personId: string;
  readonly vouchedEmail: string | undefined;
}

async function takePost(
  core: Core,
  tx: Tx,
  claimant: Claimant,
  who: WhoIAm,
): Promise<{ readonly asked?: Asked; readonly proven: boolean } | 'too-many'> {
  const { personId } = claimant;
  const now = core.clock.now();
  const current = await tx.post.findFirst({ where: { personId, until: null } });
  if (current && current.urn === who.urn && current.position === who.position)
    return { proven: current.proof !== null || (await proveNow(tx, claimant, current, now)) };
  const recent = await tx.post.count({ where: { personId, from: { gt: new Date(now.getTime() - hourMs) } } });
  if (recent >= mostAnHour) return 'too-many';
  const claim = await assessClaim(tx, personId, who);
  if (current) await tx.post.update({ where: { id: current.id }, data: { until: now }, select: { id: true } });
  // Another position at the same school: they are of it as before.
  const before =
    current?.urn === who.urn && who.urn !== null ? { proof: current.proof, provenAt: current.provenAt } : {};
  const post = await tx.post.create({
    data: { ...before, personId, urn: who.urn, position: who.position, from: now, claim: claim.kind },
  });
  const proven = post.proof !== null || (await proveNow(tx, claimant, post, now));
  if (claim.kind !== 'asked') return { proven };
  const asked = await askAbout(core, tx, post.id, claim.of);
  // The question whether they are head asks whether they are of the school, too.
  await tx.post.update({ where: { id: post.id }, data: { askedAt: now }, select: { id: true } });
  return { asked, proven };
}

/** Whether the address that the platform vouches for speaks for a post; that is then recorded. */
async function proveNow(
  tx: Tx,
  { actor, personId, vouchedEmail }: Claimant,
  post: { readonly id: string; readonly urn: number | null },
  now: Date,
): Promise<boolean> {
  const address = vouchedEmail ?? (await addressOfAccount(tx, actor));
  if (!address || !(await addressSpeaksFor(tx, address, { personId, urn: post.urn }))) return false;
  await tx.post.update({
    where: { id: post.id },
    data: { proof: 'address', provenAt: now },
    select: { id: true },
  });
  return true;
}

async function addressOfAccount(tx: Tx, { accountId }: Actor): Promise<string | null> {
  const account = await tx.account.findUnique({ where: { id: accountId }, select: { vouchedEmail: true } });
  return account?.vouchedEmail ?? null;
}

/**
 * Looks again whether the address speaks for the actor's present post, as it may once colleagues with the same domain are
 * proven, or the register names it.
 * @param vouched from the platform itself
 */
export async function proveByAddress(core: Core, actor: Actor, vouched: string | undefined): Promise<boolean> {
  const vouchedEmail = mendMailAddress(vouched);
  const { personId } = actor;
  if (personId === null) return false;
  return commit(core, async (tx) => {
    if (vouchedEmail) await keepAddress(tx, actor, vouchedEmail);
    const post = await tx.post.findFirst({
      where: { personId, until: null },
      select: { id: true, urn: true, proof: true },
    });
    if (!post) return false;
    if (post.proof !== null) return true;
    const now = core.clock.now();
    if (!(await proveNow(tx, { actor, personId, vouchedEmail }, post, now))) return false;
    const line = { act: 'prove-post', subject: 'person', subjectId: personId, outcome: 'address' } as const;
    await recordAct(tx, actor, line, now);
    return true;
  });
}

async function keepAddress(tx: Tx, { accountId }: Actor, vouchedEmail: string): Promise<void> {
  await tx.account.updateMany({
    where: { id: accountId, OR: [{ vouchedEmail: null }, { vouchedEmail: { not: vouchedEmail } }] },
    data: { vouchedEmail },
  });
}
