import type { AccountKey, Place } from '../../domain/account.js';
import type { Actor } from '../../domain/actor.js';
import type { ProgrammeSession } from '../programme/sessions.js';
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

/** A turn, and what is likely to be asked. */
export interface TurnFacts extends ReceivedTurn {
  /** Whether the answer is likely to need the programme. */
  readonly asksProgramme: boolean;
}

/** A turn that is ours to answer: nobody else has, and nobody else will within the lease. */
export interface OpenTurn {
  readonly key: string;
  /** Whose talk it is, and where. Unique over all platforms. */
  readonly talker: string;
  readonly actor: Actor;
  /** What the talk was about, unless it is longer ago than the context is kept. */
  readonly context: unknown;
  /** The programme to come, when the answer is likely to need it and it could be had at once. */
  readonly programme: readonly ProgrammeSession[] | undefined;
}

/** What a turn is kept under. @param id unique on its platform */
export function turnKey(account: AccountKey, id: string): string {
  return `${account.platform}:${account.tenant}:${id}`;
}

/** Whose talk a turn belongs to, and where. */
export function talkerOf({ account, place }: TurnFacts): string {
  return `${account.platform}:${account.tenant}:${account.user}:${place.id}`;
}

/** The turn, as it is answered. */
export function openTurnOf(facts: TurnFacts, speaker: Speaker, programme: OpenTurn['programme']): OpenTurn {
  const { accountId, personId, personName, post, grants, context } = speaker;
  return {
    key: turnKey(facts.account, facts.id),
    talker: talkerOf(facts),
    actor: { accountId, personId, name: personName ?? facts.displayName, post, grants: grants ?? [] },
    context,
    programme,
  };
}

const seenEveryMs = 60 * 60_000;

/** Whether it is to be noted that the account was seen, or where it can be reached. */
export function isStale(known: Speaker, facts: TurnFacts, now: Date): boolean {
  const seen = known.seenAt === null ? 0 : Date.parse(known.seenAt);
  return (
    now.getTime() - seen > seenEveryMs || (facts.transportId !== undefined && facts.transportId !== known.transportId)
  );
}
