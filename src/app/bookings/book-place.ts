import type { SqlTx } from '../../db/fast/sql.js';
import { newId } from '../../db/new-id.js';
import type { Actor, Post } from '../../domain/actor.js';
import { type Admission, admit, type BookingState, bookingState, decidePlace } from '../../domain/booking.js';
import { isUuid } from '../../domain/uuid.js';
import { positionOf } from '../../domain/waiting-list.js';
import type { Core } from '../core.js';
import { type Answers, lacksRequired, saveAnswers } from './booking-questions.js';
import type { OwnRegistration } from './registrations.js';
import { type Counted, countPlaces, type LockedSession, lockSession, readStandings } from './session-lock.js';

export type Refusal = Exclude<BookingState, 'open'> | Exclude<Admission, 'admitted'> | 'unknown-person';

export type BookingOutcome =
  | {
      readonly kind: 'confirmed';
      readonly registrationId: string;
      /** The organisers ask something that was not answered yet; none of it is required. */
      readonly asks: boolean;
    }
  | { readonly kind: 'waiting'; readonly registrationId: string; readonly position: number }
  /** No place is free and the asker did not ask to wait; of those `waiting`, as many as `ahead` would come before them. */
  | { readonly kind: 'full'; readonly waiting: number; readonly ahead: number }
  | { readonly kind: 'already'; readonly own: OwnRegistration }
  /** The organisers ask something first; nothing is booked. */
  | { readonly kind: 'needs-answers' }
  | { readonly kind: 'refused'; readonly reason: Refusal };

/** Whom a place is for, and who asks for it. */
export interface Wish {
  /** Undefined when it was asked for by a signed link. */
  readonly actor: Actor | undefined;
  readonly personId: string;
  readonly post: Post | null;
  readonly bookedById: string | null;
  readonly whenFull: 'ask' | 'wait';
  /** Undefined when they were not asked yet. */
  readonly answers: Answers | undefined;
  /** Somebody else books: they are asked the organisers' questions themselves. */
  readonly asksLater?: true;
}

/**
 * Books a place for the actor, or puts them in the waiting list when it is full and they asked to wait.
 * Asked twice, it answers `already` with what is held.
 * @param sessionId as a button carried it; anything that is no session is refused as `not-found`
 * @param answers to the organisers' questions, by question id
 */
export async function bookPlace(
  core: Core,
  actor: Actor,
  sessionId: string,
  whenFull: 'ask' | 'wait',
  answers?: Answers,
): Promise<BookingOutcome> {
  const { personId, post } = actor;
  if (personId === null) return { kind: 'refused', reason: 'unknown-person' };
  if (!isUuid(sessionId)) return { kind: 'refused', reason: 'not-found' };
  const wish: Wish = { actor, personId, post, bookedById: personId, whenFull, answers };
  return core.sql.transaction(async (tx) => {
    const session = await lockSession(tx, sessionId, post?.urn ?? null);
    if (!session) return { kind: 'refused', reason: 'not-found' };
    return giveOrRefuse(core, tx, session, wish);
  });
}

type Decision =
  | { readonly kind: 'give'; readonly state: 'confirmed' | 'waiting' }
  | Extract<BookingOutcome, { kind: 'refused' | 'full' }>;

/** What becomes of a wish of somebody who holds nothing there yet. */
function decide(core: Core, session: LockedSession, wish: Wish, counted: Counted): Decision {
  const reason = refusalFor(core, session, wish.post, counted);
  if (reason) return { kind: 'refused', reason };
  if (decidePlace({ capacity: session.capacity, ...counted }) === 'confirm')
    return { kind: 'give', state: 'confirmed' };
  const { waiting, ahead } = counted;
  return wish.whenFull === 'ask' ? { kind: 'full', waiting, ahead } : { kind: 'give', state: 'waiting' };
}

function given(
  state: 'confirmed' | 'waiting',
  registrationId: string,
  counted: Counted,
  asks: boolean,
): BookingOutcome {
  if (state === 'confirmed') return { kind: 'confirmed', registrationId, asks };
  return { kind: 'waiting', registrationId, position: counted.ahead + 1 };
}

/** Counts, decides about one wish and books, under the lock of its session: every place is given here. */
export async function giveOrRefuse(core: Core, tx: SqlTx, session: LockedSession, wish: Wish): Promise<BookingOutcome> {
  const { personId, post } = wish;
  const counted = await countPlaces(tx, session.id, { personId, urn: post?.urn ?? null });
  if (counted.own) return { kind: 'already', own: await withPosition(tx, session.id, counted.own) };
  const decision = decide(core, session, wish, counted);
  if (decision.kind !== 'give') return decision;
  if (session.questions === 'required' && !wish.asksLater && (await lacksRequired(tx, session.eventId, wish.answers)))
    return { kind: 'needs-answers' };
  const id = newId();
  await writeRegistration(core, tx, session, wish, { id, state: decision.state });
  if (wish.answers) await saveAnswers(tx, session.eventId, id, wish.answers);
  return given(decision.state, id, counted, session.questions !== 'none' && !wish.answers);
}

function refusalFor(
  core: Core,
  session: LockedSession,
  post: Post | null,
  counted: { readonly ofSchool: number; readonly inPartnership: boolean | null },
): Refusal | undefined {
  const state = bookingState(session, core.clock.now());
  if (state !== 'open') return state;
  const { audience: positions, phases, localities, membersOnly, placesPerSchool } = session;
  const who = {
    position: post?.position ?? null,
    phase: post?.phase ?? null,
    locality: post?.locality ?? null,
    ...counted,
  };
  const admission = admit({ audience: { positions, phases, localities }, membersOnly, placesPerSchool }, who);
  return admission === 'admitted' ? undefined : admission;
}

async function withPosition(
  tx: SqlTx,
  sessionId: string,
  own: { readonly id: string; readonly state: OwnRegistration['state'] },
): Promise<OwnRegistration> {
  if (own.state === 'waiting') return { ...own, position: positionOf(await readStandings(tx, sessionId), own.id) };
  if (own.state === 'confirmed') return { ...own, position: null };
  const [offered] = await tx.$queryRaw<Array<{ offerExpiresAt: Date | null }>>`
    SELECT "offerExpiresAt" FROM "Registration" WHERE id = ${own.id}::uuid`;
  return { ...own, position: null, offerExpiresAt: offered?.offerExpiresAt ?? null };
}

/** Writes the registration and its line in the audit trail in one statement, while the session's lock is held. */
function writeRegistration(
  core: Core,
  tx: SqlTx,
  session: LockedSession,
  wish: Wish,
  place: { readonly id: string; readonly state: 'confirmed' | 'waiting' },
): Promise<unknown> {
  const { id, state } = place;
  const now = core.clock.now();
  const { actor, personId, post, bookedById } = wish;
  return tx.$executeRaw`
    WITH registered AS (
      INSERT INTO "Registration" (id, "sessionId", "personId", urn, state, "bookedById", "createdAt", "confirmedAt")
      VALUES (${id}::uuid, ${session.id}::uuid, ${personId}::uuid, ${post?.urn ?? null}::int,
              ${state}::"RegistrationState", ${bookedById}::uuid, ${now}::timestamptz,
              ${state === 'confirmed' ? now : null}::timestamptz)
      RETURNING id, state)
    INSERT INTO "AuditEntry" (at, "accountId", "personId", act, subject, "subjectId", outcome)
    SELECT ${now}::timestamptz, ${actor?.accountId ?? null}::uuid, ${actor?.personId ?? personId}::uuid, 'book',
           'registration', id::text, state::text
      FROM registered`;
}
