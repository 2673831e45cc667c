import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commit, commitPlaces } from '../../src/app/commit.js';
import { createCore } from '../../src/app/core.js';
import { standIns } from '../../src/conversation/talk/stand-ins.js';
import type { Database } from '../../src/db/database.js';
import type { SqlTx } from '../../src/db/fast/sql.js';
import { systemClock } from '../../src/domain/clock.js';
import { type Attempt, type Handlers, jobNames, PutOff } from '../../src/queue/jobs.js';
import { type Queue, startQueue } from '../../src/queue/queue.js';
import { openTestDatabase } from '../support/database/database.js';
import { eventually } from '../support/eventually.js';

const silent = pino({ level: 'silent' });
let database: Database;
let queue: Queue;

beforeEach(async () => {
  database = await openTestDatabase();
  queue = await startQueue(database, silent);
});
afterEach(async () => {
  await queue.stop();
  await database.close();
});

const noTicks = { tick: async () => undefined, refresh: async () => undefined, release: async () => undefined };
type Deliver = Handlers['deliver'];

async function enqueue(deliveryId = randomUUID(), startAfter?: Date): Promise<string> {
  const options = startAfter ? { startAfter } : {};
  await database.prisma.$transaction((tx) => queue.enqueue(tx, { name: 'deliver', data: { deliveryId } }, options));
  queue.nudge();
  return deliveryId;
}

async function jobs(name = 'deliver'): Promise<{ state: string; retry_count: number; output: unknown }[]> {
  const found = await database.pool.query(
    'SELECT state, retry_count, output FROM pgboss.job WHERE name = $1 ORDER BY created_on',
    [name],
  );
  return found.rows;
}

async function states(): Promise<string[]> {
  return (await jobs()).map((job) => job.state);
}

test('a job enqueued in a transaction that is rolled back never existed', async () => {
  const change = database.prisma.$transaction(async (tx) => {
    await queue.enqueue(tx, { name: 'deliver', data: { deliveryId: randomUUID() } });
    await queue.enqueueAll(tx, [{ name: 'deliver', data: { deliveryId: randomUUID() } }]);
    throw new Error('the change was refused');
  });
  await expect(change).rejects.toThrow('the change was refused');
  expect(await jobs()).toEqual([]);
});

test('a committed job reaches its handler with its data, once, soon after a nudge', async () => {
  const seen: [string, Attempt][] = [];
  const deliver: Deliver = async (data, attempt) => void seen.push([data.deliveryId, attempt]);
  await queue.work({ ...noTicks, deliver });
  const ids: string[] = [];
  const waits: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const committed = performance.now();
    ids.push(await enqueue());
    await eventually(() => expect(seen).toEqual(ids.map((id) => [id, { number: 1, last: false }])));
    waits.push(performance.now() - committed);
  }
  // A poll would come after a second each time.
  expect(Math.min(...waits)).toBeLessThan(700);
  await eventually(async () => expect(new Set(await states())).toEqual(new Set(['completed'])));
});

test('a commit wakes the queues that it added jobs to, and no other', async () => {
  const asked: unknown[] = [];
  const connect = database.pool.connect.bind(database.pool) as () => Promise<PoolClient>;
  const watched = async () => {
    const client = await connect();
    const watchedQuery = (...given: [{ text?: string; values?: unknown[] }, ...unknown[]]) => {
      if (given[0].text?.includes('SKIP LOCKED')) asked.push(given[0].values?.[0]);
      return (client.query as (...all: unknown[]) => unknown).apply(client, given);
    };
    return Object.assign(Object.create(client), { query: watchedQuery });
  };
  await queue.stop();
  const query = database.pool.query.bind(database.pool);
  const pool = Object.assign(Object.create(database.pool), { connect: watched, query }) as Database['pool'];
  queue = await startQueue({ ...database, pool }, silent);
  const seen: string[] = [];
  await queue.work({ ...noTicks, deliver: async (data) => void seen.push(data.deliveryId) });
  const core = createCore({ database, queue, clock: systemClock, timeZone: 'Europe/London', standIns });
  const began = performance.now();
  for (let round = 0; round < 15; round += 1) {
    await commit(core, (tx) => tx.setting.count());
    await commitPlaces(core, (tx) => tx.$queryRaw`SELECT 1`);
    await delay(30);
  }
  const polls = jobNames.length * (2 + Math.floor((performance.now() - began) / 1_000));
  expect(asked.length).toBeLessThanOrEqual(polls);
  // A poll comes a second after the last.
  for (const inOne of [commit, commitPlaces]) {
    const waits: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const deliveryId = randomUUID();
      const added = performance.now();
      await inOne(core, (tx: SqlTx) => queue.enqueue(tx, { name: 'deliver', data: { deliveryId } }));
      await eventually(() => expect(seen).toContain(deliveryId));
      waits.push(performance.now() - added);
    }
    expect(Math.min(...waits)).toBeLessThan(700);
  }
});

test('many jobs are added in one statement, and run when they are due', async () => {
  const seen: string[] = [];
  await queue.work({ ...noTicks, deliver: async (data) => void seen.push(data.deliveryId) });
  const now = [randomUUID(), randomUUID(), randomUUID()];
  const later = randomUUID();
  const toJob = (deliveryId: string) => ({ name: 'deliver', data: { deliveryId } }) as const;
  await database.prisma.$transaction(async (tx) => {
    await queue.enqueueAll(tx, now.map(toJob));
    await queue.enqueueAll(tx, [toJob(later)], { startAfter: new Date(Date.now() + 1_500) });
  });
  queue.nudge();
  await eventually(() => expect([...seen].sort()).toEqual([...now].sort()));
  await eventually(() => expect(seen).toContain(later));
});

test('invalid data is refused before anything is stored', async () => {
  const change = database.prisma.$transaction((tx) =>
    queue.enqueue(tx, { name: 'deliver', data: { deliveryId: 'x' } }),
  );
  await expect(change).rejects.toThrow(/uuid/i);
  expect(await jobs()).toEqual([]);
});

test('a failed job is tried again later, and stores only the name and message of its error', async () => {
  const fault = Object.assign(new Error('the platform answered 500'), { request: { body: 'Dear Mrs Fenwick' } });
  const deliver: Deliver = async () => {
    throw fault;
  };
  await queue.work({ ...noTicks, deliver });
  await enqueue();
  await eventually(async () => expect(await states()).toEqual(['retry']));
  expect((await jobs())[0]?.output).toEqual({ fault: 'Error: the platform answered 500' });
});

test('the last attempt is marked as the last, and its error is final', async () => {
  const attempts: Attempt[] = [];
  const deliver: Deliver = async (_, attempt) => {
    attempts.push(attempt);
    throw new Error('refused');
  };
  await enqueue();
  await database.pool.query('UPDATE pgboss.job SET retry_limit = 1, retry_delay = 0, retry_backoff = false');
  await queue.work({ ...noTicks, deliver });
  await eventually(async () => expect(await states()).toEqual(['failed']));
  expect(attempts).toEqual([
    { number: 1, last: false },
    { number: 2, last: true },
  ]);
});

test('a job told to wait is tried after that time, and the attempt does not count', async () => {
  const times: number[] = [];
  const attempts: number[] = [];
  const deliver: Deliver = async (_, attempt) => {
    times.push(performance.now());
    attempts.push(attempt.number);
    if (times.length < 3) throw new PutOff(1_200);
  };
  await queue.work({ ...noTicks, deliver });
  await enqueue();
  await eventually(async () => expect(await states()).toEqual(['completed']));
  expect(attempts).toEqual([1, 1, 1]);
  const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  for (const wait of waits) expect(wait).toBeGreaterThanOrEqual(1_150);
  expect((await jobs())[0]?.retry_count).toBe(0);
});

test('a queue that is nudged while its only place is taken looks for the next job all the same', async () => {
  const seen: string[] = [];
  const release: Handlers['release'] = async ({ heldId }) => {
    queue.nudge();
    await delay(10);
    seen.push(heldId);
  };
  await queue.work({ ...noTicks, deliver: async () => undefined, release });
  const add = async (): Promise<string> => {
    const heldId = randomUUID();
    await database.prisma.$transaction((tx) => queue.enqueue(tx, { name: 'release', data: { heldId } }));
    return heldId;
  };
  for (let round = 0; round < 2; round += 1) {
    const heldId = await add();
    await eventually(() => expect(seen).toContain(heldId));
  }
});

test('a database outage during a job neither loses its outcome nor runs it twice', async () => {
  let outage = false;
  const connect = async () => {
    if (outage) throw new Error('the database is away');
    return database.pool.connect();
  };
  const query = database.pool.query.bind(database.pool);
  const pool = Object.assign(Object.create(database.pool), { connect, query }) as Database['pool'];
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
  const fragile = await startQueue({ ...database, pool }, log);
  let runs = 0;
  await enqueue();
  const deliver: Deliver = async () => {
    runs++;
    outage = true;
    setTimeout(() => {
      outage = false;
    }, 1_500);
  };
  await fragile.work({ ...noTicks, deliver });
  await eventually(async () => expect(await states()).toEqual(['completed']));
  await eventually(() => expect(lines.join()).toContain('jobs can be fetched again'));
  expect(runs).toBe(1);
  expect(lines.join()).toContain('the outcome of a job could not be written');
  // Logged once for each queue, not at every poll.
  expect(lines.filter((line) => line.includes('jobs cannot be fetched')).length).toBeLessThanOrEqual(jobNames.length);
  await fragile.stop();
});

test('jobs running when the process of the embedded database died return to the queue at the next start', async () => {
  await queue.work({ ...noTicks, deliver: () => new Promise(() => undefined) });
  await enqueue();
  await eventually(async () => expect(await states()).toEqual(['active']));
  const next = await startQueue(database, silent);
  expect(await states()).toEqual([database.kind === 'embedded' ? 'retry' : 'active']);
  await next.stop();
});

test('two processes never run the same job', async () => {
  const other = await startQueue(database, silent);
  const runs = new Map<string, number>();
  const deliver: Deliver = async ({ deliveryId }) => {
    runs.set(deliveryId, (runs.get(deliveryId) ?? 0) + 1);
    await new Promise((resolve) => setTimeout(resolve, 5));
  };
  await queue.work({ ...noTicks, deliver });
  await other.work({ ...noTicks, deliver });
  await database.prisma.$transaction((tx) =>
    queue.enqueueAll(
      tx,
      Array.from({ length: 200 }, () => ({ name: 'deliver', data: { deliveryId: randomUUID() } }) as const),
    ),
  );
  queue.nudge();
  other.nudge();
  await eventually(() => expect(runs.size).toBe(200));
  await eventually(async () => expect(new Set(await states())).toEqual(new Set(['completed'])));
  expect([...runs.values()].filter((count) => count > 1)).toEqual([]);
  await other.stop();
});

test('two processes make one tick a minute between them', async () => {
  const other = await startQueue(database, silent);
  let ticks = 0;
  const handlers: Handlers = { ...noTicks, deliver: async () => undefined, tick: async () => void ticks++ };
  // The minute must not end between the two readings.
  await untilClearOfTheMinute(3_000);
  await Promise.all([queue.work(handlers), other.work(handlers)]);
  await eventually(async () => expect((await jobs('tick')).map((job) => job.state)).toEqual(['completed']));
  await other.stop();
  expect(ticks).toBe(1);
});

test('stopping waits for a short job, and returns a long one without counting the attempt', async () => {
  const deliver: Deliver = async ({ deliveryId }) => {
    await new Promise((resolve) => setTimeout(resolve, deliveryId === short ? 300 : 6_000));
  };
  const short = randomUUID();
  await queue.work({ ...noTicks, deliver });
  await enqueue(short);
  await enqueue();
  await eventually(async () => expect(await states()).toEqual(['active', 'active']));
  const asked = performance.now();
  await queue.stop();
  expect(performance.now() - asked).toBeLessThan(5_500);
  expect((await states()).sort()).toEqual(['completed', 'created']);
});

test('a handler that never ends is abandoned when its time is over', async () => {
  await enqueue();
  await database.pool.query(`UPDATE pgboss.job SET expire_in = interval '1 second' WHERE name = 'deliver'`);
  await queue.work({ ...noTicks, deliver: () => new Promise(() => undefined) });
  await eventually(async () => expect(await states()).toEqual(['retry']));
  expect((await jobs())[0]?.output).toEqual({ fault: 'Error: The job took longer than 1 s' });
});

async function untilClearOfTheMinute(milliseconds: number): Promise<void> {
  const left = 60_000 - (Date.now() % 60_000);
  if (left < milliseconds) await new Promise((resolve) => setTimeout(resolve, left));
}

test('what is urgent overtakes two thousand that are not', async () => {
  const urgent = randomUUID();
  let urgentAt = 0;
  const deliver: Deliver = async ({ deliveryId }) => {
    if (deliveryId === urgent) urgentAt = performance.now();
    else await new Promise((resolve) => setTimeout(resolve, 2_000));
  };
  const bulk = Array.from({ length: 2_000 }, () => ({ name: 'deliver', data: { deliveryId: randomUUID() } }) as const);
  await database.prisma.$transaction((tx) => queue.enqueueAll(tx, bulk));
  await queue.work({ ...noTicks, deliver });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const asked = performance.now();
  const job = { name: 'deliver', data: { deliveryId: urgent }, priority: 10 } as const;
  await database.prisma.$transaction((tx) => queue.enqueueAll(tx, [job]));
  queue.nudge();
  await eventually(() => expect(urgentAt).toBeGreaterThan(0));
  expect(urgentAt - asked).toBeLessThan(10_000);
});
