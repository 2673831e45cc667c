import type { Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import type { Position } from '../../domain/person.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { type Asked, askAbout, assessClaim } from './head-claims.js';

interface WhoIAm {
  readonly position: Position;
  /** Null for somebody at no school, such as a council officer. */
  readonly urn: number | null;
}

export type SettleOutcome =
  /** `asked`: who was asked to confirm it, where somebody else is on record in that position. */
  { readonly kind: 'settled'; readonly personId: string; readonly asked?: Asked } | { readonly kind: 'no-such-school' };

/**
 * Records somebody's position and school. This gives no role: it decides what is suggested, and which school a place is
 * booked for. An account whose address, confirmed by the platform, belongs to a person on record becomes that person;
 * otherwise a new person is created. Typed addresses are never matched. Where somebody else is on record in a deciding
 * position, a new claim to it counts for bookings only, until it is confirmed.
 * @param vouchedEmail lower case, from the platform itself
 */
export async function settleWhoIAm(
  core: Core,
  actor: Actor,
  who: WhoIAm,
  vouchedEmail: string | undefined,
): Promise<SettleOutcome> {
  return commit(core, async (tx): Promise<SettleOutcome> => {
    if (who.urn !== null) {
      const school = await tx.school.findFirst({
        where: { urn: who.urn, status: { not: 'closed' } },
        select: { urn: true },
      });
      if (!school) return { kind: 'no-such-school' };
    }
    const personId = await personOfAccount(tx, actor, vouchedEmail);
    const asked = await takePost(core, tx, personId, who);
    const line = { act: 'settle-post', subject: 'person', subjectId: personId, outcome: who.position } as const;
    await recordAct(tx, actor, { ...line, ...(asked ? { detail: { asked } } : {}) }, core.clock.now());
    return { kind: 'settled', personId, ...(asked ? { asked } : {}) };
  });
}

/**
 * Links a new account to the person whose address the platform confirms, so that people on record find their bookings
 * without introducing themselves. As in `settleWhoIAm`, typed addresses are never matched and no role is given, because
 * roles belong to accounts.
 * @param vouchedEmail lower case, from the platform itself
 * @returns whether the account now belongs to a person on record
 */
export async function recogniseAccount(core: Core, actor: Actor, vouchedEmail: string | undefined): Promise<boolean> {
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
  if (known) return known;
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

/** @returns who was asked to confirm it, if that is needed */
async function takePost(core: Core, tx: Tx, personId: string, who: WhoIAm): Promise<Asked | undefined> {
  const now = core.clock.now();
  const current = await tx.post.findFirst({
    where: { personId, until: null },
    select: { id: true, urn: true, position: true },
  });
  if (current && current.urn === who.urn && current.position === who.position) return undefined;
  const claim = await assessClaim(tx, personId, who);
  if (current) await tx.post.update({ where: { id: current.id }, data: { until: now }, select: { id: true } });
  const { id } = await tx.post.create({
    data: { personId, urn: who.urn, position: who.position, from: now, claim: claim.kind },
    select: { id: true },
  });
  return claim.kind === 'asked' ? askAbout(core, tx, id, claim.of) : undefined;
}
