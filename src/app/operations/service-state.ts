import type { DeliveryState } from '../../db/generated/client.js';
import { type Actor, holds } from '../../domain/actor.js';
import { dayMs } from '../../domain/durations.js';
import { type QueueDepth, readQueueDepths } from '../../queue/depth.js';
import { createFigures, type TurnOutcome } from '../../telemetry/figures.js';
import type { Core } from '../core.js';
import { listTroubles, type Trouble } from '../messages/platform-trouble.js';

/** What all copies of the service together have done and have to do, as the database knows it. */
export interface SharedState {
  readonly queues: readonly QueueDepth[];
  /** Messages that were due in the last day, by what became of them; a state with none is left out. */
  readonly deliveries: ReadonlyMap<DeliveryState, number>;
  /** For how long the oldest message that is not sent yet has been due, in seconds; 0 when none waits. */
  readonly oldestUnsentSeconds: number;
  /** How long ago the last round of what is due ended, in seconds; undefined before the first one. */
  readonly tickAgeSeconds: number | undefined;
  /** Workspaces and tenants that take nothing from the bot now. */
  readonly troubles: readonly Trouble[];
}

export async function readSharedState({ prisma, sql, clock }: Core): Promise<SharedState> {
  const now = clock.now();
  const since = new Date(now.getTime() - dayMs);
  // Each state is named so that the index by state and time is used.
  const [queues, deliveries, unsent, beats, troubles] = await Promise.all([
    readQueueDepths(sql),
    sql.$queryRaw<Array<{ state: DeliveryState; count: number }>>`
      SELECT state, count(*)::int AS count FROM "Delivery"
       WHERE state IN ('scheduled', 'claimed', 'sent', 'failed', 'missed', 'cancelled') AND "dueAt" > ${since}::timestamptz
       GROUP BY state`,
    sql.$queryRaw<Array<{ seconds: number | null }>>`
      SELECT extract(epoch FROM ${now}::timestamptz - min("dueAt"))::float8 AS seconds
        FROM "Delivery" WHERE state IN ('scheduled', 'claimed')`,
    sql.$queryRaw<Array<{ seconds: number }>>`
      SELECT extract(epoch FROM clock_timestamp() - "beatAt")::float8 AS seconds FROM "Heartbeat" WHERE name = 'tick'`,
    listTroubles({ prisma }),
  ]);
  return {
    queues,
    deliveries: new Map(deliveries.map(({ state, count }) => [state, count])),
    oldestUnsentSeconds: Math.max(0, unsent[0]?.seconds ?? 0),
    tickAgeSeconds: beats[0]?.seconds,
    troubles,
  };
}

/** What one copy of the service has done since it was started. */
export interface OwnState {
  readonly runningForMs: number;
  readonly turns: ReadonlyMap<TurnOutcome, number>;
  /** Calls of the language model, by what came of them: `answered`, `unanswered`, or why the answer of this machine was given. */
  readonly modelCalls: ReadonlyMap<string, number>;
}

export interface ServiceState {
  readonly shared: SharedState;
  readonly own: OwnState;
}

/** How the service is running. Undefined for anybody but an administrator. */
export async function readServiceState(core: Core, actor: Actor): Promise<ServiceState | undefined> {
  if (!holds(actor, 'administrator')) return undefined;
  const figures = core.memory.of(createFigures);
  const [shared, turns, modelCalls] = await Promise.all([
    readSharedState(core),
    figures.turnsByOutcome(),
    figures.modelCallsByOutcome(),
  ]);
  return { shared, own: { runningForMs: figures.runningForMs(), turns, modelCalls } };
}
