import type { SqlTx } from '../../db/fast/sql.js';
import type { Actor } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import { commitPlaces } from '../commit.js';
import type { Core } from '../core.js';
import { type BookingOutcome, giveOrRefuse } from './book-place.js';
import type { Answers } from './booking-questions.js';
import { cancelUnderLock } from './cancel-place.js';
import { isKeptBySchool } from './place-rights.js';
import { isLiving } from './registrations.js';
import { lockAsker, lockSession } from './session-lock.js';

export type SwapOutcome =
  | BookingOutcome
  | {
      readonly kind: 'swapped';
      readonly registrationId: string;
      readonly asks: boolean;
      /** The session that was given up. */
      readonly fromSessionId: string;
    }
  /** The place held belongs to the school they have left, or what it is at has begun; nothing has changed. */
  | { readonly kind: 'kept-by-school' | 'held-begun' };

interface Swap {
  readonly actor: Actor;
  readonly personId: string;
  readonly held: { readonly id: string; readonly sessionId: string };
  readonly sessionId: string;
  readonly answers: Answers | undefined;
}

/**
 * Books a place for the actor and gives up one that they hold, of any event: both or neither. Where the place cannot be
 * booked, or what is held has begun, what is held stays. A second request returns what the first did; one that comes after
 * what it gives up was given up in another way is a booking, and asks beside what they hold by then.
 * @param heldId the registration to give up; somebody else's is refused as `not-found`
 * @param answers to the organisers' questions, by question id; within one event those of the held place go along
 */
export async function swapPlace(
  core: Core,
  actor: Actor,
  heldId: string,
  sessionId: string,
  answers?: Answers,
): Promise<SwapOutcome> {
  const { personId, post } = actor;
  if (personId === null) return { kind: 'refused', reason: 'unknown-person' };
  if (!isUuid(heldId) || !isUuid(sessionId)) return { kind: 'refused', reason: 'not-found' };
  const [held] = await core.sql.$queryRaw<Array<{ id: string; sessionId: string; urn: number | null }>>`
    SELECT id, "sessionId", urn FROM "Registration" WHERE id = ${heldId}::uuid AND "personId" = ${personId}::uuid`;
  if (!held) return { kind: 'refused', reason: 'not-found' };
  if (held.urn !== (post?.urn ?? null) && (await isKeptBySchool(core.prisma, actor, heldId)))
    return { kind: 'kept-by-school' };
  return commitPlaces(core, (tx) => swapUnderLocks(core, tx, { actor, personId, held, sessionId, answers }));
}

async function swapUnderLocks(core: Core, tx: SqlTx, swap: Swap): Promise<SwapOutcome> {
  const { actor, personId, held, sessionId, answers } = swap;
  const urn = actor.post?.urn ?? null;
  // First the person and the school, as for a booking, then the sessions in order of id: so nobody waits in a circle.
  await lockAsker(tx, sessionId, urn, personId);
  const [lower = '', higher = ''] = [held.sessionId, sessionId].sort();
  const locked = [await lockSession(tx, lower, null), await lockSession(tx, higher, null)];
  const session = locked.find((one) => one?.id === sessionId);
  const from = locked.find((one) => one?.id === held.sessionId);
  if (!session || !from) return { kind: 'refused', reason: 'not-found' };
  const [now] = await tx.$queryRaw<Array<{ state: string }>>`
    SELECT state FROM "Registration" WHERE id = ${held.id}::uuid`;
  const isHeld = isLiving(now?.state ?? '');
  if (isHeld && from.startsAt <= core.clock.now()) return { kind: 'held-begun' };
  const isOneEvent = from.eventId === session.eventId;
  // An old card: what it would give up is given up, and what they hold instead was never asked about.
  const asksBeside = !isHeld;
  const request = {
    actor,
    personId,
    post: actor.post,
    bookedById: personId,
    whenFull: 'ask',
    answers,
    asksBeside,
  } as const;
  const outcome = await giveOrRefuse(core, tx, session, isOneEvent ? { ...request, asksLater: true } : request);
  if (outcome.kind === 'already' && outcome.own.state === 'confirmed' && !isHeld)
    return { kind: 'swapped', registrationId: outcome.own.id, asks: false, fromSessionId: from.id };
  if (outcome.kind !== 'confirmed' || !isHeld) return outcome;
  const { registrationId, asks } = outcome;
  // Answers belong to the event, whichever session they attend.
  if (isOneEvent && !answers)
    await tx.$executeRaw`
      UPDATE "BookingAnswer" SET "registrationId" = ${registrationId}::uuid WHERE "registrationId" = ${held.id}::uuid`;
  const given = await cancelUnderLock(core, tx, { actor, personId, registration: held, act: 'cancel' });
  return given.kind === 'cancelled' ? { kind: 'swapped', registrationId, asks, fromSessionId: from.id } : outcome;
}
