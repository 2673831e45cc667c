import type { AccountKey, Place } from '../../domain/account.js';
import type { Actor } from '../../domain/actor.js';
import { hourMs } from '../../domain/durations.js';
import type { Speaker } from './claim-turns.js';

/** What the platform told of a turn, as far as it is kept. */
export interface ReceivedTurn {
  /** Unique on its platform: the same id again is a redelivery and must act once. */
  readonly id: string;
  readonly account: AccountKey;
  /** The name the platform shows for the account; never logged. */
  readonly displayName: string;
  /** The platform's id to open a chat with the account, when it differs from the key (Teams `from.id`). */
  readonly transportId?: string;
  readonly place: Place;
  /** What the platform's port needs to post to `place` later; stored with the conversation. */
  readonly reference: Readonly<Record<string, string>>;
}

/** A turn that is ours to answer: nobody else has, and nobody else will within the lease. */
export interface OpenTurn {
  readonly key: string;
  readonly actor: Actor;
  /** What the talk was about, unless it is longer ago than the context is kept. */
  readonly context: unknown;
}

/** What a turn is kept under. @param id unique on its platform */
export function turnKey(account: AccountKey, id: string): string {
  return `${account.platform}:${account.tenant}:${id}`;
}

/** The turn, as it is answered. */
export function openTurnOf(turn: ReceivedTurn, speaker: Speaker): OpenTurn {
  const { accountId, personId, personName, post, grants, context } = speaker;
  return {
    key: turnKey(turn.account, turn.id),
    actor: { accountId, personId, name: personName ?? turn.displayName, post, grants: grants ?? [] },
    context,
  };
}

const seenEveryMs = hourMs;

/** Whether it is to be noted that the account was seen, or where it can be reached. */
export function isStale(known: Speaker, turn: ReceivedTurn, now: Date): boolean {
  const seen = known.seenAt === null ? 0 : Date.parse(known.seenAt);
  return (
    now.getTime() - seen > seenEveryMs || (turn.transportId !== undefined && turn.transportId !== known.transportId)
  );
}
