import { quickTransaction } from '../../db/fast/quick-transaction.js';
import type { Actor } from '../../domain/actor.js';
import { type BookingOutcome, type Decided, decidePlainly } from '../bookings/book-place.js';
import { askerOf, type Counted, countPlaces, type LockedSession, lockSessionInTurn } from '../bookings/session-lock.js';
import type { Core } from '../core.js';
import type { ProgrammeSession, SessionDetails } from '../programme/sessions.js';
import { type Claim, type ClaimedTurn, claimAndClose, keepTalk, reopenTurn } from './claim-turns.js';
import { type Ahead, prepare } from './foresight.js';
import { isStale, type OpenTurn, openTurnOf, type TurnFacts } from './open-turn.js';

/** The place that a turn asks for, and nothing else. */
export interface WantedPlace {
  readonly sessionId: string;
  readonly whenFull: 'ask' | 'wait';
}

/** What becomes of it, and what there is to say of the session. */
export interface Booking {
  readonly session: ProgrammeSession;
  readonly outcome: BookingOutcome;
}

/** Says what a booking comes to, while it is not committed: from this alone, or undefined when more is needed. */
export type AnswerBooking<Answer> = (turn: OpenTurn, booking: Booking) => Promise<Answer | undefined>;

export interface BookingTurn<Answer> {
  readonly claimed: ClaimedTurn;
  /** The turn is answered and closed, and what was booked is booked. Without it nothing but the claim was done. */
  readonly answer?: Answer;
}

/**
 * Claims a turn, books the place it asks for and closes it, in one transaction of two round trips: most bookings are made by
 * a button, where nothing is asked. Whatever takes more than that is left to be done with the turn that is claimed.
 * @param claim of a turn whose button says which place is wanted
 */
export async function bookInTurn<Answer extends Ahead>(
  core: Core,
  facts: TurnFacts,
  { claim, wanted, leaseMs }: { readonly claim: Claim; readonly wanted: WantedPlace; readonly leaseMs: number },
  answerBooking: AnswerBooking<Answer>,
): Promise<BookingTurn<Answer>> {
  const now = core.clock.now();
  const { sessionId } = wanted;
  const asker = askerOf(claim.account);
  return quickTransaction<BookingTurn<Answer>>(core.prisma, async (tx) => {
    // Sent together, done one after the other: the count sees what the lock waited for.
    const [claimed, locked, counted] = await Promise.all([
      claimAndClose(tx, now, claim, leaseMs),
      lockSessionInTurn(tx, sessionId, asker, claim.key),
      countPlaces(tx, sessionId, asker),
    ]);
    const turn = turnOfKnown(claimed, facts, now);
    const decided = turn && locked && decide(core, turn.actor, { locked, counted }, wanted);
    const session = locked && asCounted(locked, counted);
    const answer = decided && session && (await answerBooking(turn, { session, outcome: decided.outcome }));
    if (!answer) return { outcome: { claimed }, last: claimed.claimed ? reopenTurn(tx, claim.key) : undefined };
    if (answer.meanwhile) setImmediate(prepare, answer);
    const last = Promise.all([decided.write?.(tx), answer.keep && keepTalk(tx, now, answer.keep)]);
    return { outcome: { claimed, answer }, last };
  });
}

/** The turn, where nothing has to be noted of who speaks before they are answered. */
function turnOfKnown({ claimed, speaker, conversationKnown }: ClaimedTurn, facts: TurnFacts, now: Date) {
  if (!claimed || !speaker || !conversationKnown || isStale(speaker, facts, now)) return undefined;
  return openTurnOf(facts, speaker, undefined);
}

function asCounted(session: SessionDetails, { taken, waiting }: Counted): ProgrammeSession {
  return { ...session, taken, waiting };
}

interface Found {
  readonly locked: LockedSession;
  readonly counted: Counted;
}

function decide(core: Core, actor: Actor, { locked, counted }: Found, { whenFull }: WantedPlace): Decided | undefined {
  const { personId, post } = actor;
  // They may have moved to another school since the turn was claimed.
  const isTheirs = counted.personId === personId && counted.urn === (post?.urn ?? null);
  if (personId === null || !isTheirs) return undefined;
  const wish = { actor, personId, post, bookedById: personId, whenFull, answers: undefined };
  return decidePlainly(core, locked, counted, wish);
}
