import type { Registry } from 'prom-client';
import type { Core } from '../app/core.js';
import { readSharedState } from '../app/operations/service-state.js';
import type { Database } from '../db/database.js';
import { within } from '../domain/durations.js';
import { askWhenCollected } from '../telemetry/figures.js';

/** A collector waits some ten seconds. Milliseconds. */
const answersWithinMs = 3_000;

const gauges = [
  { name: 'staffroom_database_up', help: '1 when the database answered the collector, else 0', labelNames: [] },
  {
    name: 'staffroom_database_connections',
    help: 'Connections of this process to the database; waiting is who waits for one',
    labelNames: ['state'],
  },
  { name: 'staffroom_database_connections_limit', help: 'Most connections of this process', labelNames: [] },
  {
    name: 'staffroom_queue_jobs',
    help: 'Jobs of all replicas, failed ones of the last day',
    labelNames: ['queue', 'state'],
  },
  {
    name: 'staffroom_queue_oldest_due_seconds',
    help: 'For how long the oldest job that is due has been due',
    labelNames: ['queue'],
  },
  {
    name: 'staffroom_deliveries',
    help: 'Messages that were due in the last day, of all replicas',
    labelNames: ['state'],
  },
  {
    name: 'staffroom_delivery_oldest_unsent_seconds',
    help: 'Since when the oldest unsent message is due',
    labelNames: [],
  },
  {
    name: 'staffroom_platform_troubles',
    help: 'Workspaces and tenants that take nothing from the bot: its sign-in is refused or the app is not installed',
    labelNames: ['platform'],
  },
  { name: 'staffroom_tick_age_seconds', help: 'How long ago the last round of what is due ended', labelNames: [] },
] as const;

/** Adds what is asked for when a collector comes: the database, the queue, the messages and the minute's round. */
export function addCollected(registry: Registry, core: Core, { pool }: Database): void {
  askWhenCollected(registry, gauges, async (set) => {
    const { totalCount, idleCount, waitingCount, options } = pool;
    set('staffroom_database_connections', { state: 'used' }, totalCount - idleCount);
    set('staffroom_database_connections', { state: 'idle' }, idleCount);
    set('staffroom_database_connections', { state: 'waiting' }, waitingCount);
    set('staffroom_database_connections_limit', {}, options.max);
    const asked = within(readSharedState(core), answersWithinMs, 'The database does not answer');
    const state = await asked.catch(() => undefined);
    set('staffroom_database_up', {}, state ? 1 : 0);
    if (!state) return;
    for (const { queue, due, later, running, failed, oldestDueSeconds } of state.queues) {
      for (const [name, count] of Object.entries({ due, later, running, failed }))
        set('staffroom_queue_jobs', { queue, state: name }, count);
      set('staffroom_queue_oldest_due_seconds', { queue }, oldestDueSeconds);
    }
    for (const [name, count] of state.deliveries) set('staffroom_deliveries', { state: name }, count);
    set('staffroom_delivery_oldest_unsent_seconds', {}, state.oldestUnsentSeconds);
    for (const platform of ['teams', 'slack'] as const) {
      const troubled = state.troubles.filter((trouble) => trouble.platform === platform);
      set('staffroom_platform_troubles', { platform }, troubled.length);
    }
    if (state.tickAgeSeconds !== undefined) set('staffroom_tick_age_seconds', {}, state.tickAgeSeconds);
  });
}
