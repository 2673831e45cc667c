import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { bookPlace } from '../../../src/app/bookings/book-place.js';
import { swapPlace } from '../../../src/app/bookings/swap-place.js';
import type { Database } from '../../../src/db/database.js';
import { createDatabase } from '../../../src/db/open-database.js';
import { createServerPool } from '../../../src/db/server.js';
import { systemClock } from '../../../src/domain/clock.js';
import { startQueue } from '../../../src/queue/queue.js';
import { removeLock } from '../../support/database/remove-lock.js';
import { cloneTemplate } from '../../support/database/server-database.js';
import { coreOf, makeActors, makeSession } from '../../support/worlds/programme.js';

const server = process.env.TEST_DATABASE_URL;
const program = fileURLToPath(new URL('../../support/rush.ts', import.meta.url));
const askers = 500;
const places = 160;

/** Needs two processes on one server; the embedded database has one process, so the race cannot happen. */
describe.runIf(server)('500 people ask two processes for 160 places at once', () => {
  const cleanups: Array<() => Promise<void>> = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  it('gives exactly 160 places, and everyone else a position in the order of asking', async () => {
    const { database, sessionId, outcomes } = await rush([]);
    expect(count(outcomes, 'confirmed')).toBe(places);
    expect(count(outcomes, 'waiting')).toBe(askers - places);
    const held = await database.prisma.registration.groupBy({ by: ['state'], where: { sessionId }, _count: true });
    expect(Object.fromEntries(held.map(({ state, _count }) => [state, _count]))).toEqual({
      confirmed: places,
      waiting: askers - places,
    });
    const inOrder = await database.prisma.registration.findMany({ where: { sessionId }, orderBy: { queue: 'asc' } });
    expect(inOrder.slice(0, places).every(({ state }) => state === 'confirmed')).toBe(true);
    const line = await database.prisma.auditEntry.count({ where: { act: 'book' } });
    expect(line).toBe(askers);
  });

  it('gives too many places without the lock (proof that the test notices)', async () => {
    const { outcomes } = await rush(['--without-lock']);
    expect(count(outcomes, 'confirmed')).toBeGreaterThan(places);
  });

  async function rush(flags: readonly string[]) {
    const { url, database } = await prepare();
    const sessionId = await makeSession(database.prisma, new Date(), { capacity: places });
    await makeActors(database.prisma, askers);
    const processes = [0, 1].map((share) => startProcess([url, sessionId, String(share), '2', ...flags]));
    await Promise.all(processes.map(({ ready }) => ready));
    for (const { child } of processes) child.stdin?.write('go\n');
    const outcomes = (await Promise.all(processes.map(({ outcomes }) => outcomes))).flat();
    return { database, sessionId, outcomes };
  }

  async function prepare(): Promise<{ url: string; database: Database }> {
    const clone = await cloneTemplate(server ?? '', `staffroom_test_${randomUUID()}`);
    const log = pino({ level: 'silent' });
    const pool = createServerPool(clone.url);
    const database = createDatabase({ kind: 'server', pool, close: async () => {} }, log);
    cleanups.push(clone.drop, () => database.close());
    return { url: clone.url, database };
  }

  function startProcess(args: readonly string[]): {
    child: ChildProcess;
    ready: Promise<void>;
    outcomes: Promise<string[]>;
  } {
    const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    cleanups.push(async () => {
      if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const ready = lines.next().then(() => undefined);
    return { child, ready, outcomes: ready.then(async () => JSON.parse((await lines.next()).value ?? '[]')) };
  }
});

describe.runIf(server)('40 people swap places at two events crosswise, each pressing twice', () => {
  const cleanups: Array<() => Promise<void>> = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  it('leaves each with one place, and neither event with more than it has', async () => {
    const { taken, held, outcomes } = await swapCrosswise('locked');
    expect(taken).toBeLessThanOrEqual(scarce);
    expect(new Set(held)).toEqual(new Set([1]));
    expect(outcomes.filter((kind) => kind !== 'swapped' && kind !== 'full')).toEqual([]);
    expect(count(outcomes, 'swapped')).toBeGreaterThanOrEqual(2 * (scarce - 10));
  });

  it('gives too many places without the lock (proof that the test notices)', async () => {
    // Without it a crowd may still be served one after the other: then it is let in once more.
    let most = 0;
    for (let round = 0; round < 5 && most <= scarce; round += 1) most = (await swapCrosswise('unlocked')).taken;
    expect(most).toBeGreaterThan(scarce);
  });

  /** Ten leave the event with few places while thirty want to come to it. */
  const scarce = 14;

  async function swapCrosswise(mode: 'locked' | 'unlocked') {
    const clone = await cloneTemplate(server ?? '', `staffroom_test_${randomUUID()}`);
    const log = pino({ level: 'silent' });
    const pool = createServerPool(clone.url);
    if (mode === 'unlocked') removeLock(pool);
    const database = createDatabase({ kind: 'server', pool, close: async () => {} }, log);
    cleanups.push(clone.drop, () => database.close());
    const queue = await startQueue(database, log);
    cleanups.push(() => queue.stop());
    const core = coreOf(database, queue, systemClock);
    const few = await makeSession(database.prisma, new Date(), { capacity: scarce });
    const many = await makeSession(database.prisma, new Date(), { capacity: null });
    const places = (await makeActors(database.prisma, 40)).map((actor, nth) =>
      nth < 10 ? { actor, from: few, to: many } : { actor, from: many, to: few },
    );
    const held = new Map<string, string>();
    for (const { actor, from } of places) {
      const booked = await bookPlace(core, actor, from, 'ask');
      if (booked.kind === 'confirmed') held.set(actor.accountId, booked.registrationId);
    }
    const swaps = [...places, ...places].map(({ actor, to }) =>
      swapPlace(core, actor, held.get(actor.accountId) ?? '', to),
    );
    const outcomes = (await Promise.all(swaps)).map(({ kind }) => kind);
    const rows = await database.prisma.registration.findMany({ where: { state: 'confirmed' } });
    return {
      outcomes,
      taken: rows.filter(({ sessionId }) => sessionId === few).length,
      held: places.map(({ actor }) => rows.filter(({ personId }) => personId === actor.personId).length),
    };
  }
});

function count(outcomes: readonly string[], kind: string): number {
  return outcomes.filter((outcome) => outcome === kind).length;
}
