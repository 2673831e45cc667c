import { LRUCache } from 'lru-cache';
import { gather } from '../db/gather.js';
import { knownProgramme } from './coming-programme.js';
import type { Core } from './core.js';
import { claimForeseen, type ForeseenClaim } from './foreseen-turns.js';
import { isStale, type OpenTurn, openTurnOf, type TurnFacts, talkerOf, turnKey } from './open-turn.js';
import { gathering, type KeptContext, type Speaker } from './turn-claims.js';

/** An answer that was given before its turn was claimed. */
export interface Ahead {
  readonly keep?: KeptContext;
  /** Done while the database is asked whether the answer holds. */
  readonly meanwhile?: () => void;
}

/** Answers turns from what was last known of who speaks, and relies on it only when the database says that it is still so. */
export interface Foresight {
  /** What is known of who speaks in a turn that was opened. */
  remember(talker: string, speaker: Speaker): void;
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
  /** When it was last kept what the talk is about, as it is now. */
  readonly keptAt?: Date;
}

/** Of those who spoke last, in the memory of this process. */
const remembered = 2_000;
/** What a talk is about is not kept again within the minute when it is the same. */
const keepAgainMs = 60_000;

export function createForesight(core: Core): Foresight {
  const memory = new LRUCache<string, Recollection>({ max: remembered });
  const close = gather((claims: readonly ForeseenClaim[]) => claimForeseen(core, claims), gathering);
  const keep = (talker: string, context: object) => {
    const known = memory.get(talker);
    if (known) memory.set(talker, { speaker: { ...known.speaker, context }, keptAt: core.clock.now() });
  };
  return {
    remember: (talker, speaker) => void memory.set(talker, { speaker }),
    keep,
    answer: async (facts, answer) => {
      const talker = talkerOf(facts);
      const known = memory.get(talker);
      const now = core.clock.now();
      if (!known || isStale(known.speaker, facts, now)) return undefined;
      const programme = facts.asksProgramme ? knownProgramme(core) : undefined;
      const ahead = await answer(openTurnOf(facts, known.speaker, programme?.sessions));
      if (!ahead) return undefined;
      const state = stateToKeep(known, ahead, now);
      const key = turnKey(facts.account, facts.id);
      const closing = close({ ...facts, key, speaker: known.speaker, snapshot: programme?.snapshot, state });
      // Next in the event loop after what sends the statement.
      setImmediate(prepare, ahead);
      const closed = await closing;
      if (closed && state) keep(talker, state);
      return closed ? ahead : undefined;
    },
  };
}

function prepare({ meanwhile }: Ahead): void {
  try {
    meanwhile?.();
  } catch {
    // It is at fault again when the answer is given, which is when that is told.
  }
}

function stateToKeep({ speaker, keptAt }: Recollection, { keep }: Ahead, now: Date): object | undefined {
  const fresh = keptAt !== undefined && now.getTime() - keptAt.getTime() < keepAgainMs;
  return fresh && JSON.stringify(keep?.state) === JSON.stringify(speaker.context) ? undefined : keep?.state;
}
