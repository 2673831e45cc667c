import { LRUCache } from 'lru-cache';
import { gather } from '../../db/fast/batch.js';
import type { Core } from '../core.js';
import { knownProgramme } from '../programme/upcoming-sessions.js';
import { gathering, type KeptContext, type Speaker } from './claim-turns.js';
import { claimForeseen, type ForeseenClaim } from './foreseen-turns.js';
import { isStale, type OpenTurn, openTurnOf, type TurnFacts, talkerOf } from './open-turn.js';

/** An answer that was given before its turn was claimed. */
export interface Ahead {
  readonly keep?: KeptContext;
  /** Done while the database is asked whether the answer holds. */
  readonly meanwhile?: () => void;
}

/** Answers turns from what was last known of who speaks, and relies on it only when the database says that it is still so. */
export interface Foresight {
  /** What is known of who speaks in a turn that was opened. @param snapshot see `ClaimedTurn` */
  remember(facts: TurnFacts, speaker: Speaker, snapshot: string): void;
  /** What their talk is about from here on. */
  keep(talker: string, state: object): void;
  /** @see TurnBook.foresee */
  answer<Answer extends Ahead>(
    facts: TurnFacts,
    answer: (expected: OpenTurn) => Promise<Answer | undefined>,
  ): Promise<Answer | undefined>;
}

interface Recollection {
  readonly speaker: Speaker;
  readonly snapshot: string;
  /** When it was read. Changes are noted for a day; an account that was not seen within the hour is read again. */
  readonly readAt: Date;
  /** What the platform needs to post there: it is stored. */
  readonly reference: string;
  /** When it was last kept what the talk is about, as it is now. */
  readonly keptAt?: Date;
}

/** Of those who spoke last, in the memory of this process. */
const remembered = 2_000;
const rememberedMs = 60 * 60_000;
/** What a talk is about is not kept again within the minute when it is the same. */
const keepAgainMs = 60_000;

export function createForesight(core: Core): Foresight {
  const memory = new LRUCache<string, Recollection>({ max: remembered });
  const close = gather((claims: readonly ForeseenClaim[]) => claimForeseen(core, claims), gathering);
  const recall = (facts: TurnFacts, talker: string): Recollection | undefined => {
    const known = memory.get(talker);
    const now = core.clock.now();
    if (!known || isStale(known.speaker, facts, now) || now.getTime() - known.readAt.getTime() > rememberedMs) return;
    return known.reference === JSON.stringify(facts.reference) ? known : undefined;
  };
  const keep = (talker: string, context: object) => {
    const known = memory.get(talker);
    if (known) memory.set(talker, { ...known, speaker: { ...known.speaker, context }, keptAt: core.clock.now() });
  };
  return {
    remember: (facts, speaker, snapshot) => {
      const reference = JSON.stringify(facts.reference);
      memory.set(talkerOf(facts), { speaker, snapshot, readAt: core.clock.now(), reference });
    },
    keep,
    answer: async (facts, answer) => {
      const talker = talkerOf(facts);
      const known = recall(facts, talker);
      if (!known) return undefined;
      const programme = facts.asksProgramme ? knownProgramme(core) : undefined;
      const expected = openTurnOf(facts, known.speaker, programme?.sessions);
      const ahead = await answer(expected);
      if (!ahead) return undefined;
      const claim = {
        key: expected.key,
        accountId: expected.actor.accountId,
        place: facts.place.id,
        speakers: known.snapshot,
        programme: programme?.snapshot ?? null,
        ...talkOf(known, ahead.keep?.state, core.clock.now()),
      };
      const closing = close(claim);
      // Next in the event loop after what sends the statement.
      setImmediate(prepare, ahead);
      const closed = await closing;
      if (closed && claim.state && ahead.keep) keep(talker, ahead.keep.state);
      return closed ? ahead : undefined;
    },
  };
}

/** Never throws. */
export function prepare({ meanwhile }: Ahead): void {
  try {
    meanwhile?.();
  } catch {
    // It is at fault again when the answer is given, which is when that is told.
  }
}

function talkOf(
  { speaker, keptAt }: Recollection,
  keep: object | undefined,
  now: Date,
): Pick<ForeseenClaim, 'context' | 'state'> {
  const context = speaker.context === null ? null : JSON.stringify(speaker.context);
  const state = keep && JSON.stringify(keep);
  const isFresh = keptAt !== undefined && now.getTime() - keptAt.getTime() < keepAgainMs;
  return { context, state: isFresh && state === context ? undefined : state };
}
