import type { AccountKey, Place } from '../../domain/account.js';
import type { Actor } from '../../domain/actor.js';
import { hourMs } from '../../domain/durations.js';
import type { Speaker } from './claim-turns.js';

/** The stored facts of a turn, as received from the platform. */
export interface ReceivedTurn {
  /** Unique on its platform: the same id again is a redelivery and must not act again. */
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

/** A turn that this process has to answer: no other one will, within the lease. */
export interface OpenTurn {
  readonly key: string;
  readonly actor: Actor;
  /** The context of the conversation, unless it has expired. */
  readonly context: unknown;
}

/** The key of a turn. @param id unique on its platform */
export function turnKey(account: AccountKey, id: string): string {
  return `${account.platform}:${account.tenant}:${id}`;
}

/** Prepares a claimed turn for its answer. */
export function openTurnOf(turn: ReceivedTurn, speaker: Speaker): OpenTurn {
  const { accountId, personId, personName, mailToo, post, grants, context } = speaker;
  return {
    key: turnKey(turn.account, turn.id),
    actor: {
      accountId,
      personId,
      name: personName ?? turn.displayName,
      post,
      grants: grants ?? [],
      mailToo: mailToo ?? false,
    },
    context,
  };
}

const seenEveryMs = hourMs;

/** Whether the time the account was last seen, or how to reach it, has to be updated. */
export function isStale(known: Speaker, turn: ReceivedTurn, now: Date): boolean {
  const seen = known.seenAt === null ? 0 : Date.parse(known.seenAt);
  return (
    now.getTime() - seen > seenEveryMs || (turn.transportId !== undefined && turn.transportId !== known.transportId)
  );
}
