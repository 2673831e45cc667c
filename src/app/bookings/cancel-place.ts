import type { SqlTx } from '../../db/fast/sql.js';
import type { Actor } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import type { AuditAct } from '../audit/audit-acts.js';
import { commitPlaces } from '../commit.js';
import type { Core } from '../core.js';
import { tellOfCancelling } from '../messages/tell-booker.js';
import type { Told } from '../messages/ways.js';
import { endRegistration } from './end-registration.js';
import { isKeptBySchool, mayManage } from './place-rights.js';
import { isLiving } from './registrations.js';
import { lockSession, offerFreePlaces } from './session-lock.js';

export type CancelOutcome =
  | {
      readonly kind: 'cancelled';
      readonly sessionId: string;
      readonly was: 'place' | 'waiting';
      /** Number of places offered to the waiting list. */
      readonly passedOn: number;
      /** The attendee, when somebody else cancelled for them, and whether the bot tells them. */
      readonly other: { readonly name: string; readonly told: Told } | null;
    }
  | { readonly kind: 'already-cancelled'; readonly sessionId: string }
  | { readonly kind: 'past'; readonly sessionId: string }
  /** They have left the school, which keeps the place; its headteacher is asked who comes instead. */
  | { readonly kind: 'kept-by-school'; readonly sessionId: string }
  | { readonly kind: 'not-found' };

/**
 * Cancels a place, or leaves the waiting list; a free place is offered to whoever is next. The holder or the booker may
 * cancel, and the other is told.
 */
export async function cancelRegistration(core: Core, actor: Actor, registrationId: string): Promise<CancelOutcome> {
  const { personId } = actor;
  if (personId === null || !isUuid(registrationId)) return { kind: 'not-found' };
  const [registration] = await core.sql.$queryRaw<Held[]>`
    SELECT id, "sessionId", "personId", urn FROM "Registration" WHERE id = ${registrationId}::uuid`;
  if (!registration || !(await mayManage(core.prisma, actor, registration))) return { kind: 'not-found' };
  const elsewhere = registration.urn !== (actor.post?.urn ?? null);
  if (elsewhere && (await isKeptBySchool(core.prisma, actor, registrationId)))
    return { kind: 'kept-by-school', sessionId: registration.sessionId };
  const cancellation = { actor, personId, registration, act: 'cancel' } as const;
  return commitPlaces(core, (tx) => cancelUnderLock(core, tx, cancellation));
}

interface Held {
  readonly id: string;
  readonly sessionId: string;
  readonly personId: string;
  readonly urn: number | null;
}

interface Cancellation {
  /** Undefined for a signed link. */
  readonly actor: Actor | undefined;
  /** The person who cancels. */
  readonly personId: string;
  readonly registration: Pick<Held, 'id' | 'sessionId'>;
  /** The act in the audit trail. */
  readonly act: AuditAct;
}

/**
 * Cancels within the caller's transaction. The caller has checked the right to do so, which cannot change, because a
 * registration always belongs to the same person. Every place given back by an attendee or booker is given back here.
 */
export async function cancelUnderLock(core: Core, tx: SqlTx, cancellation: Cancellation): Promise<CancelOutcome> {
  const { actor, personId, registration, act } = cancellation;
  const { id, sessionId } = registration;
  const session = await lockSession(tx, sessionId, null);
  const [found] = await tx.$queryRaw<Array<{ state: string }>>`SELECT state FROM "Registration" WHERE id = ${id}::uuid`;
  if (!session || !found) return { kind: 'not-found' };
  if (!isLiving(found.state)) return { kind: 'already-cancelled', sessionId };
  const now = core.clock.now();
  if (session.startsAt <= now) return { kind: 'past', sessionId };
  await endRegistration(tx, id, { state: 'cancelled', reason: 'cancelled by attendee', now });
  await recordAct(tx, actor, { act, subject: 'registration', subjectId: id, outcome: 'cancelled' }, now);
  const other = await tellOfCancelling(core, tx, id, { personId, actor });
  if (found.state === 'waiting') return { kind: 'cancelled', sessionId, was: 'waiting', passedOn: 0, other };
  return { kind: 'cancelled', sessionId, was: 'place', passedOn: await offerFreePlaces(core, tx, session), other };
}
