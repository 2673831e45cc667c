import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { connectToEmbedded } from '../../src/db/embedded/client.js';
import { EmbeddedFault } from '../../src/db/embedded/open.js';
import { openInThread } from '../../src/db/embedded/thread.js';
import { openDatabase } from '../../src/db/open-database.js';

let dataDir: string;
let folder: string;
/** A folder with an empty database to copy, because creating one takes seconds. */
let prepared: string;

beforeAll(async () => {
  prepared = await mkdtemp(join(tmpdir(), 'staffroom-'));
  await (await openInThread({ folder: prepared })).close();
});
afterAll(() => rm(prepared, { recursive: true, force: true }));
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'staffroom-'));
  folder = join(dataDir, 'pg');
  await cp(prepared, folder, { recursive: true });
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('clients are served one after the other, and inherit nothing from the one before', async () => {
  const server = await openInThread({ folder });
  const { pool, close } = connectToEmbedded(server);
  const first = await pool.connect();
  await first.query('CREATE TABLE kept (n int)');
  await first.query({ name: 'one', text: 'SELECT 1 AS n' });
  await first.query('BEGIN');
  await first.query('INSERT INTO kept VALUES (1)');
  first.release(true);
  const second = await pool.connect();
  expect((await second.query('SELECT n FROM kept')).rows).toEqual([]);
  expect((await second.query({ name: 'one', text: 'SELECT 2 AS n' })).rows).toEqual([{ n: 2 }]);
  second.release();
  await pool.end();
  await close();
  await close();
});

test('the bot keeps working during a long statement', async () => {
  const server = await openInThread({ folder });
  const { pool, close } = connectToEmbedded(server);
  await pool.query('SELECT 1');
  let ticks = 0;
  const timer = setInterval(() => ticks++, 5);
  await pool.query('SELECT sum(n) FROM generate_series(1, 3000000) n');
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(20);
  await pool.end();
  await close();
});

test('an answer in many pieces arrives complete', async () => {
  const server = await openInThread({ folder });
  const { pool, close } = connectToEmbedded(server);
  const long = 'fen '.repeat(100_000);
  const { rows } = await pool.query('SELECT n, $1::text AS long FROM generate_series(1, 5) n', [long]);
  expect(rows.map((row) => [row.n, row.long === long])).toEqual([1, 2, 3, 4, 5].map((n) => [n, true]));
  await pool.end();
  await close();
});

test('a folder that does not open causes an error that says what to do', async () => {
  await rm(join(folder, 'global'), { recursive: true });
  const opening = openDatabase({ dataDir, log: pino({ level: 'silent' }) });
  await expect(opening).rejects.toThrow(EmbeddedFault);
  await expect(opening).rejects.toThrow(/does not open: put a backup back, or move the folder away/);
});

test('after the thread dies, every query fails with the reason', async () => {
  const thread = await openInThread({ folder });
  const fault = new EmbeddedFault('The database has stopped: start again');
  const { pool, close } = connectToEmbedded({ ...thread, lost: thread.lost.then(() => fault) });
  const heard: Error[] = [];
  pool.on('error', (error) => heard.push(error));
  await pool.query('SELECT 1');
  // An invalid port makes the thread die, in place of any other reason.
  thread.serve('no port' as unknown as MessagePort);
  await expect.poll(() => heard).toEqual([fault]);
  for (let again = 0; again < 2; again++) await expect(pool.query('SELECT 1')).rejects.toBe(fault);
  await pool.end();
  await close();
});
