import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/database.js';
import { createDatabase } from '../../../src/db/open-database.js';
import { createServerPool } from '../../../src/db/server.js';
import { cloneTemplate } from '../../support/database/server-database.js';
import { makeCohort, makeSchools, makeStaff } from '../../support/worlds/projects.js';

const server = process.env.TEST_DATABASE_URL;
const program = fileURLToPath(new URL('../../support/enrolment-rush.ts', import.meta.url));
const schools = 120;
/** Fewer than the connections of two processes: without the lock, all that count at the same time would get a place. */
const places = 15;

/** Needs two processes on one server; the embedded database has one process, so the race cannot happen. */
describe.runIf(server)('120 headteachers ask two processes for 15 places of a project at once', () => {
  const cleanups: Array<() => Promise<void>> = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  it('gives exactly 15 places, and a position in the waiting list to every other school', async () => {
    const { database, outcomes } = await rush([]);
    expect(outcomes.filter((kind) => kind === 'registered')).toHaveLength(places);
    expect(outcomes.filter((kind) => kind === 'waiting')).toHaveLength(schools - places);
    const inOrder = await database.prisma.enrolment.findMany({ orderBy: { queue: 'asc' } });
    expect(inOrder.map(({ state }) => state)).toEqual([
      ...Array.from({ length: places }, () => 'registered'),
      ...Array.from({ length: schools - places }, () => 'waiting'),
    ]);
    expect(await database.prisma.auditEntry.count({ where: { act: 'register-school' } })).toBe(schools);
  });

  it('gives too many places without the lock (proof that the test notices)', async () => {
    const { database } = await rush(['--without-lock']);
    expect(await database.prisma.enrolment.count({ where: { state: 'registered' } })).toBeGreaterThan(places);
  });

  async function rush(flags: readonly string[]) {
    const { url, database } = await prepare();
    const urns = Array.from({ length: schools }, (_, index) => 100_001 + index);
    await makeSchools(database.prisma, urns);
    for (const urn of urns) await makeStaff(database.prisma, { urn });
    const cohort = await makeCohort(database.prisma, { places });
    const processes = [0, 1].map((share) => startProcess([url, cohort.id, String(share), '2', ...flags]));
    await Promise.all(processes.map(({ ready }) => ready));
    for (const { go } of processes) go();
    return { database, outcomes: (await Promise.all(processes.map(({ outcomes }) => outcomes))).flat() };
  }

  async function prepare(): Promise<{ url: string; database: Database }> {
    const clone = await cloneTemplate(server ?? '', `staffroom_test_${randomUUID()}`);
    const pool = createServerPool(clone.url);
    const database = createDatabase({ kind: 'server', pool, close: async () => {} }, pino({ level: 'silent' }));
    cleanups.push(clone.drop, () => database.close());
    return { url: clone.url, database };
  }

  function startProcess(args: readonly string[]) {
    const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    cleanups.push(async () => {
      if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const ready = lines.next().then(() => undefined);
    const outcomes = ready.then(async (): Promise<string[]> => JSON.parse((await lines.next()).value ?? '[]'));
    return { ready, outcomes, go: () => child.stdin.write('go\n') };
  }
});
