import type { SqlTx } from '../../db/fast/sql.js';
import { newId } from '../../db/new-id.js';
import type { Actor, Post } from '../../domain/actor.js';
import { type Admission, admit, type BookingState, bookingState, decidePlace } from '../../domain/booking.js';
import { positionOf } from '../../domain/bookings/waiting-list.js';
import { isUuid } from '../../domain/uuid.js';
import { accountOf } from '../audit/audit.js';
import type { Core } from '../core.js';
import { confirmByMail } from '../messages/tell-confirmed.js';
import { type Answers, lacksRequired, saveAnswers } from './booking-questions.js';
import type { OwnRegistration } from './registrations.js';
import {
  type Beside,
  type Counted,
  countPlaces,
  type LockedSession,
  lockSession,
  readBeside,
  readStandings,
} from './session-lock.js';

type Refusal = Exclude<BookingState, 'open'> | Exclude<Admission, 'admitted'> | 'unknown-person';

/** What became of a request for a place. */
export type PlaceOutcome =
  | {
      readonly kind: 'confirmed';
      readonly registrationId: string;
      /** The organisers have optional questions that are not answered yet. */
      readonly asks: boolean;
    }
  | { readonly kind: 'waiting'; readonly registrationId: string; readonly position: number }
  /** No place is free and the person did not ask to wait. Of the `waiting` people, `ahead` would come before them. */
  | { readonly kind: 'full'; readonly waiting: number; readonly ahead: number }
  | { readonly kind: 'already'; readonly own: OwnRegistration }
  /** Required questions have to be answered first; nothing is booked. */
  | { readonly kind: 'needs-answers' }
  | { readonly kind: 'refused'; readonly reason: Refusal };

export type BookingOutcome =
  | PlaceOutcome
  /** They hold a place that this one does not go with, and are to be asked; nothing is booked. */
  | { readonly kind: 'beside'; readonly held: Beside };

/** A request for a place: who it is for, and who made it. */
interface PlaceRequest {
  /** Undefined for a signed link. */
  readonly actor: Actor | undefined;
  readonly personId: string;
  readonly post: Post | null;
  readonly bookedById: string | null;
  readonly whenFull: 'ask' | 'wait';
  /** Undefined when they have not been asked yet. */
  readonly answers: Answers | undefined;
  /** Somebody else books, so the attendee is asked the organisers' questions later. */
  readonly asksLater?: true;
  /** Places beside one that they do not go with are asked about first. */
  readonly asksBeside?: true;
}

/**
 * Books a place for the actor, or adds them to the waiting list when the session is full and they asked to wait. A
 * second request returns `already` with the present registration.
 * @param sessionId from a button; an unknown id is refused as `not-found`
 * @param answers to the organisers' questions, by question id
 * @param asksBeside whether a place at the same time, or at another venue of the same event, is asked about first
 */
export async function bookPlace(
  core: Core,
  actor: Actor,
  sessionId: string,
  whenFull: 'ask' | 'wait',
  answers?: Answers,
  asksBeside = false,
): Promise<BookingOutcome> {
  const { personId, post } = actor;
  if (personId === null) return { kind: 'refused', reason: 'unknown-person' };
  if (!isUuid(sessionId)) return { kind: 'refused', reason: 'not-found' };
  const own = { actor, personId, post, bookedById: personId, whenFull, answers };
  const request: PlaceRequest = asksBeside ? { ...own, asksBeside } : own;
  return core.sql.transaction(async (tx) => {
    const session = await lockSession(tx, sessionId, post?.urn ?? null, personId);
    if (!session) return { kind: 'refused', reason: 'not-found' };
    return giveOrRefuse(core, tx, session, request);
  });
}

type Decision =
  | { readonly kind: 'give'; readonly state: 'confirmed' | 'waiting' }
  | Extract<PlaceOutcome, { kind: 'refused' | 'full' }>;

/** The decision for somebody without a registration. */
function decide(core: Core, session: LockedSession, request: PlaceRequest, counted: Counted): Decision {
  const reason = refusalFor(core, session, request.post, counted);
  if (reason) return { kind: 'refused', reason };
  if (decidePlace({ capacity: session.capacity, ...counted }) === 'confirm')
    return { kind: 'give', state: 'confirmed' };
  const { waiting, ahead } = counted;
  return request.whenFull === 'ask' ? { kind: 'full', waiting, ahead } : { kind: 'give', state: 'waiting' };
}

function given(state: 'confirmed' | 'waiting', registrationId: string, counted: Counted, asks: boolean): PlaceOutcome {
  if (state === 'confirmed') return { kind: 'confirmed', registrationId, asks };
  return { kind: 'waiting', registrationId, position: counted.ahead + 1 };
}

/** Counts, decides and books under the lock of the session. Every place is given here. */
export async function giveOrRefuse(
  core: Core,
  tx: SqlTx,
  session: LockedSession,
  request: Omit<PlaceRequest, 'asksBeside'>,
): Promise<PlaceOutcome>;
export async function giveOrRefuse(
  core: Core,
  tx: SqlTx,
  session: LockedSession,
  request: PlaceRequest,
): Promise<BookingOutcome>;
export async function giveOrRefuse(
  core: Core,
  tx: SqlTx,
  session: LockedSession,
  request: PlaceRequest,
): Promise<BookingOutcome> {
  const { personId } = request;
  const counted = await countFor(tx, session, request);
  if (counted.own) return { kind: 'already', own: await withPosition(tx, session.id, counted.own) };
  const decision = decide(core, session, request, counted);
  if (decision.kind !== 'give') return decision;
  // Who only waits has to be nowhere yet.
  const held =
    request.asksBeside && decision.state === 'confirmed'
      ? await readBeside(tx, session.id, personId, core.clock.now())
      : undefined;
  if (held) return { kind: 'beside', held };
  if (
    session.questions === 'required' &&
    !request.asksLater &&
    (await lacksRequired(tx, session.eventId, request.answers))
  )
    return { kind: 'needs-answers' };
  const id = newId();
  await writeRegistration(core, tx, session, request, { id, state: decision.state });
  if (request.answers) await saveAnswers(tx, session.eventId, id, request.answers);
  if (request.bookedById === personId)
    await confirmByMail(core, tx, 'booked', { registrationId: id, personId, actor: request.actor });
  return given(decision.state, id, counted, session.questions !== 'none' && !request.answers);
}

/** The place that somebody is to be asked about before they get this one; undefined too where they would get none. Under the lock. */
export async function placeBeside(
  core: Core,
  tx: SqlTx,
  session: LockedSession,
  request: Omit<PlaceRequest, 'asksBeside'>,
): Promise<Beside | undefined> {
  const held = await readBeside(tx, session.id, request.personId, core.clock.now());
  if (!held) return undefined;
  const counted = await countFor(tx, session, request);
  if (counted.own) return undefined;
  const decision = decide(core, session, request, counted);
  return decision.kind === 'give' && decision.state === 'confirmed' ? held : undefined;
}

function countFor(
  tx: SqlTx,
  session: LockedSession,
  { personId, post }: Pick<PlaceRequest, 'personId' | 'post'>,
): Promise<Counted> {
  return countPlaces(tx, session.id, { personId, urn: post?.urn ?? null, proven: post?.proven ?? false });
}

function refusalFor(
  core: Core,
  session: LockedSession,
  post: Post | null,
  counted: Pick<Counted, 'ofSchool' | 'unprovenOfSchool' | 'inPartnership'>,
): Refusal | undefined {
  const state = bookingState(session, core.clock.now());
  if (state !== 'open') return state;
  const { audience: positions, phases, localities, membersOnly, placesPerSchool } = session;
  const who = {
    position: post?.position ?? null,
    phase: post?.phase ?? null,
    locality: post?.locality ?? null,
    proven: post?.proven ?? false,
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

/** Writes the registration and its audit entry in one statement, under the lock of the session. */
function writeRegistration(
  core: Core,
  tx: SqlTx,
  session: LockedSession,
  request: PlaceRequest,
  place: { readonly id: string; readonly state: 'confirmed' | 'waiting' },
): Promise<unknown> {
  const { id, state } = place;
  const now = core.clock.now();
  const { actor, personId, post, bookedById } = request;
  return tx.$executeRaw`
    WITH registered AS (
      INSERT INTO "Registration" (id, "sessionId", "personId", urn, state, "bookedById", "createdAt", "confirmedAt")
      VALUES (${id}::uuid, ${session.id}::uuid, ${personId}::uuid, ${post?.urn ?? null}::int,
              ${state}::"RegistrationState", ${bookedById}::uuid, ${now}::timestamptz,
              ${state === 'confirmed' ? now : null}::timestamptz)
      RETURNING id, state)
    INSERT INTO "AuditEntry" (at, "accountId", "personId", act, subject, "subjectId", outcome)
    SELECT ${now}::timestamptz, ${accountOf(actor)}::uuid, ${actor?.personId ?? personId}::uuid, 'book',
           'registration', id::text, state::text
      FROM registered`;
}
