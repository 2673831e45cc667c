import type { Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import type { Position } from '../../domain/person.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { type Asked, askAbout, weighClaim } from './head-claims.js';

export interface WhoIAm {
  readonly position: Position;
  /** Null for somebody who belongs to no school, such as a council officer. */
  readonly urn: number | null;
}

export type SettleOutcome =
  /** `asked`: who was asked whether it is so, where somebody else is on record as that. */
  { readonly kind: 'settled'; readonly personId: string; readonly asked?: Asked } | { readonly kind: 'no-such-school' };

/**
 * Remembers what somebody is and where. Saying so gives no role: it decides what is suggested, and which school a
 * place is booked for. An account that the platform vouches for with the address of a known person becomes that
 * person; a new person is made otherwise. What somebody types is never compared with an address. Whoever says that they
 * decide for a school where somebody else is on record as that is taken at their word for bookings only, until it is confirmed.
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
 * Makes an account that has not said who it is the person whose address the platform vouches for, so that somebody who
 * is known from elsewhere finds their bookings here without a word. The same rule as `settleWhoIAm`: never by what was
 * typed, and no role comes with it, for roles belong to accounts.
 * @param vouchedEmail lower case, from the platform itself
 * @returns whether it is somebody known now
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
  // Two clicks at once must not make two people of one account.
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

/** @returns who is asked whether it is so, where somebody has to be */
async function takePost(core: Core, tx: Tx, personId: string, who: WhoIAm): Promise<Asked | undefined> {
  const now = core.clock.now();
  const current = await tx.post.findFirst({
    where: { personId, until: null },
    select: { id: true, urn: true, position: true },
  });
  if (current && current.urn === who.urn && current.position === who.position) return undefined;
  const claim = await weighClaim(tx, personId, who);
  if (current) await tx.post.update({ where: { id: current.id }, data: { until: now }, select: { id: true } });
  const { id } = await tx.post.create({
    data: { personId, urn: who.urn, position: who.position, from: now, claim: claim.kind },
    select: { id: true },
  });
  return claim.kind === 'asked' ? askAbout(core, tx, id, claim.of) : undefined;
}
