import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../src/db/database.js';
import { createStatementNames } from '../../src/db/fast/statement-names.js';
import { tidyUp } from '../../src/db/maintenance.js';
import { openDatabase } from '../../src/db/open-database.js';
import { openTestDatabase } from '../support/database/database.js';

let database: Database;

beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

test('timers run while the database is busy', async () => {
  let ticks = 0;
  const timer = setInterval(() => ticks++, 5);
  for (let count = 0; count < 400; count++) await database.prisma.person.count();
  clearInterval(timer);
  // If the event loop were blocked there would be none.
  expect(ticks).toBeGreaterThan(10);
});

test('a client discarded in the middle of a transaction leaves nothing open', async () => {
  const client = await database.pool.connect();
  await client.query('BEGIN');
  await client.query(`INSERT INTO "Trust" (id, name) VALUES (gen_random_uuid(), 'never committed')`);
  client.release(true);
  await database.prisma.trust.create({ data: { name: 'committed' } });
  expect(await database.prisma.trust.findMany({ select: { name: true } })).toEqual([{ name: 'committed' }]);
  const state = await database.pool.query<{ alone: boolean }>(
    'SELECT pg_current_xact_id_if_assigned() IS NULL AS alone',
  );
  expect(state.rows).toEqual([{ alone: true }]);
});

test('the next client inherits nothing from one that disconnected', async () => {
  const client = await database.pool.connect();
  await client.query({ name: 'staffroom_0', text: 'SELECT 1' });
  await client.query(`SET statement_timeout = '7s'`);
  client.release(true);
  const setting = await database.pool.query('SHOW statement_timeout');
  // A server’s own limit for every statement is what a client begins with.
  expect(setting.rows).toEqual([{ statement_timeout: process.env.TEST_DATABASE_URL ? '20s' : '0' }]);
  expect((await database.pool.query({ name: 'staffroom_0', text: 'SELECT 2 AS two' })).rows).toEqual([{ two: 2 }]);
});

test('statements beyond those that are kept prepared still run', async () => {
  const nameOf = createStatementNames('staffroom', 2);
  expect(['a', 'b', 'c', 'a', 'c'].map((sql) => nameOf({ sql }))).toEqual([
    'staffroom_0',
    'staffroom_1',
    '',
    'staffroom_0',
    '',
  ]);
  expect((await database.pool.query({ name: '', text: 'SELECT $1::int AS n', values: [3] })).rows).toEqual([{ n: 3 }]);
});

test('a transaction that fails is rolled back, and the next one works', async () => {
  for (let round = 0; round < 20; round++) {
    const change = database.prisma.$transaction(async (tx) => {
      await tx.trust.create({ data: { name: 'half' } });
      await tx.school.create({ data: { ...school, urn: 1 } });
    });
    await expect(change).rejects.toThrow();
    await database.prisma.$transaction((tx) => tx.trust.create({ data: { name: `whole ${round}` } }));
  }
  expect(await database.prisma.trust.count()).toBe(20);
});

test('transactions that start at once all get their turn', async () => {
  const changes = Array.from({ length: 60 }, (_, index) =>
    database.prisma.$transaction(async (tx) => {
      await tx.trust.create({ data: { name: `trust ${index}` } });
      await tx.person.count();
    }),
  );
  await Promise.all(changes);
  expect(await database.prisma.trust.count()).toBe(60);
});

test('instants are read back unchanged, whatever the zone of the machine', async () => {
  const zone = await database.pool.query('SHOW TimeZone');
  expect(zone.rows).toEqual([{ TimeZone: 'UTC' }]);
  const at = new Date('2026-06-30T23:30:00.125Z');
  const kept = await database.prisma.person.create({ data: { name: 'Ada Marsh', createdAt: at } });
  expect((await database.prisma.person.findUniqueOrThrow({ where: { id: kept.id } })).createdAt).toEqual(at);
  const read = await database.pool.query(`SELECT to_char("createdAt", 'YYYY-MM-DD HH24:MI') AS text FROM "Person"`);
  expect(read.rows).toEqual([{ text: '2026-06-30 23:30' }]);
});

test('a violated unique key names its constraint', async () => {
  await database.prisma.trust.create({ data: { name: 'one' } });
  await expect(database.prisma.trust.create({ data: { name: 'one' } })).rejects.toMatchObject({ code: 'P2002' });
});

test('maintenance leaves the data unchanged', async () => {
  await database.prisma.trust.create({ data: { name: 'one' } });
  await tidyUp(database);
  expect(await database.prisma.trust.count()).toBe(1);
});

test('closing does not wait forever for a stuck transaction', async () => {
  const mine = await openTestDatabase();
  const client = await mine.pool.connect();
  client.on('error', () => undefined);
  await client.query('BEGIN');
  const asked = performance.now();
  await mine.close();
  expect(performance.now() - asked).toBeLessThan(30_000);
  client.release(true);
});

test('a server that does not answer causes an error that names it', async () => {
  const log = pino({ level: 'silent' });
  const opening = openDatabase({ url: 'postgresql://nobody@127.0.0.1:1/none', dataDir: '/nowhere', log });
  await expect(opening).rejects.toThrow(/127\.0\.0\.1:1\): check that it runs, and DATABASE_URL/);
});

const school = {
  name: 'Fen Primary',
  phase: 'primary',
  type: 'academy',
  district: 'Boston',
  locality: 'South',
  town: 'Boston',
  postcode: 'PE21 1AA',
} as const;
