import type { Tx } from '../../db/database.js';
import { type Ended, quickTransaction, type SqlTx } from '../../db/fast/quick-transaction.js';
import type { Actor } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import { type AuditLine, recordAct } from '../audit/audit.js';
import type { Core } from '../core.js';
import { tellOfCancelling } from '../messages/tell-booker.js';
import { type Ending, endRegistration } from './end-registration.js';
import { isKeptBySchool, placesOf } from './place-rights.js';
import { isLiving } from './registrations.js';
import { lockSession, lockSessionOf, passFreedPlaces } from './session-lock.js';

export type CancelOutcome =
  | {
      readonly kind: 'cancelled';
      readonly sessionId: string;
      readonly was: 'place' | 'waiting';
      /** Places that were offered to those who wait. */
      readonly passedOn: number;
      /** Whose it was, when somebody else gave it up, and whether the bot tells them. */
      readonly other: { readonly name: string; readonly told: boolean } | null;
    }
  | { readonly kind: 'already-cancelled'; readonly sessionId: string }
  | { readonly kind: 'past'; readonly sessionId: string }
  /** The school that they have left keeps the place: its head is asked who comes. */
  | { readonly kind: 'kept-by-school'; readonly sessionId: string }
  | { readonly kind: 'not-found' };

/**
 * Gives back a place, or leaves the waiting list; a freed place is offered to whoever is next. Whoever holds it may, and
 * whoever booked it for them; the other of the two is told.
 */
export async function cancelRegistration(core: Core, actor: Actor, registrationId: string): Promise<CancelOutcome> {
  const { personId } = actor;
  if (personId === null || !isUuid(registrationId)) return { kind: 'not-found' };
  const plain = await cancelPlainly(core, actor, personId, registrationId);
  if (plain) return plain;
  const cancellation = { actor, personId, registrationId, act: 'cancel' };
  const outcome = await core.prisma.$transaction(async (tx): Promise<CancelOutcome> => {
    if (!(await isKeptBySchool(tx, actor, registrationId))) return cancelUnderLock(core, tx, cancellation);
    const { sessionId } = await tx.registration.findUniqueOrThrow({ where: { id: registrationId } });
    return { kind: 'kept-by-school', sessionId };
  });
  if (outcome.kind === 'cancelled') core.queue.nudge();
  return outcome;
}

/**
 * A place that nobody else has to do with: what nearly everybody gives back.
 * @returns undefined when somebody is to be told, asked or offered it, or it cannot be given back; nothing was decided then
 */
async function cancelPlainly(
  core: Core,
  actor: Actor,
  personId: string,
  registrationId: string,
): Promise<CancelOutcome | undefined> {
  return quickTransaction(core.prisma, async (tx): Promise<Ended<CancelOutcome | undefined>> => {
    const now = core.clock.now();
    // Sent together, done one after the other: what is read is what the lock waited for.
    const [, place] = await Promise.all([
      lockSessionOf(tx, registrationId),
      readPlainPlace(tx, registrationId, { personId, urn: actor.post?.urn ?? null, now }),
    ]);
    if (!place) return { outcome: undefined };
    const ended = endRegistration(tx, registrationId, byAttendee(now));
    const noted = recordAct(tx, actor, auditLine('cancel', registrationId), now);
    const was = place.state === 'waiting' ? 'waiting' : 'place';
    return {
      outcome: { kind: 'cancelled', sessionId: place.sessionId, was, passedOn: 0, other: null },
      last: Promise.all([ended, noted]),
    };
  });
}

interface PlainPlace {
  readonly sessionId: string;
  readonly state: 'confirmed' | 'waiting';
}

/** A place at something to come that is somebody's own in every way: held, booked and of the school where they are. */
async function readPlainPlace(
  tx: SqlTx,
  registrationId: string,
  holder: { readonly personId: string; readonly urn: number | null; readonly now: Date },
): Promise<PlainPlace | undefined> {
  const rows = await tx.$queryRaw<PlainPlace[]>`
    SELECT g."sessionId", g.state
      FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId"
     WHERE g.id = ${registrationId}::uuid AND g."personId" = ${holder.personId}::uuid
       AND COALESCE(g."bookedById", g."personId") = g."personId" AND g.urn IS NOT DISTINCT FROM ${holder.urn}::int
       AND s."startsAt" > ${holder.now}
       AND (g.state = 'waiting' OR g.state = 'confirmed' AND NOT EXISTS (
         SELECT FROM "Registration" w WHERE w."sessionId" = g."sessionId" AND w.state = 'waiting'))`;
  return rows[0];
}

function byAttendee(now: Date): Ending {
  return { state: 'cancelled', reason: 'cancelled by attendee', now };
}

function auditLine(act: string, registrationId: string): AuditLine {
  return { act, subject: 'registration', subjectId: registrationId, outcome: 'cancelled' };
}

interface Cancellation {
  /** Undefined when a signed link says so. */
  readonly actor: Actor | undefined;
  /** Who gives it up. */
  readonly personId: string;
  readonly registrationId: string;
  /** As the audit trail calls it. */
  readonly act: string;
}

/** Cancels inside a transaction of the caller's. */
export async function cancelUnderLock(core: Core, tx: Tx, cancellation: Cancellation): Promise<CancelOutcome> {
  const { actor, registrationId } = cancellation;
  const theirs = actor ? placesOf(actor) : { personId: cancellation.personId };
  const mine = { AND: [{ id: registrationId }, theirs] };
  const read = () => tx.registration.findFirst({ where: mine, select: { state: true, sessionId: true } });
  const found = await read();
  if (!found) return { kind: 'not-found' };
  const session = await lockSession(tx, found.sessionId, null);
  // Read again: while this waited for the lock, somebody may have passed a place on.
  const registration = await read();
  if (!session || !registration) return { kind: 'not-found' };
  const sessionId = session.id;
  if (!isLiving(registration.state)) return { kind: 'already-cancelled', sessionId };
  const now = core.clock.now();
  if (session.startsAt <= now) return { kind: 'past', sessionId };
  await endRegistration(tx, registrationId, byAttendee(now));
  await recordAct(tx, actor, auditLine(cancellation.act, registrationId), now);
  const other = await tellOfCancelling(core, tx, registrationId, cancellation.personId);
  if (registration.state === 'waiting') return { kind: 'cancelled', sessionId, was: 'waiting', passedOn: 0, other };
  return { kind: 'cancelled', sessionId, was: 'place', passedOn: await passFreedPlaces(core, tx, session), other };
}
