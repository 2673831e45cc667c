import { setTimeout as wait } from 'node:timers/promises';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.js';
import { type Vitals, watchVitals } from '../../src/service/vitals.js';
import { openTestDatabase } from '../support/database/database.js';
import { eventually } from '../support/eventually.js';

const log = pino({ level: 'silent' });
let database: Database;
let vitals: Vitals;

beforeEach(async () => {
  database = await openTestDatabase();
  vitals = watchVitals(database, log, { freshMs: 0, tickOverdueMs: 1_000, stuckAfterMs: 1_000, lookEveryMs: 100 });
});
afterEach(async () => {
  vitals.stop();
  await database.pool.query('ALTER TABLE "Heartbeat" DROP CONSTRAINT IF EXISTS full_disk');
  await database.close();
});

/** From now on the row cannot be written, as on a full disk. */
const refuseWrites = () =>
  database.pool.query('ALTER TABLE "Heartbeat" ADD CONSTRAINT full_disk CHECK (false) NOT VALID');

describe('a service', () => {
  it('is ready while the database takes writes, and what is due is done in time', async () => {
    expect(await vitals.ready()).toMatchObject({ ready: true, checks: { database: true, queue: true } });
    await wait(1_100);
    expect(await vitals.ready()).toMatchObject({ ready: false, checks: { database: true, queue: false } });
    await vitals.noteTick();
    expect(await vitals.ready()).toMatchObject({ ready: true });
  });

  it('is not ready when nothing can be written, although everything can be read', async () => {
    await refuseWrites();
    expect(await vitals.ready()).toEqual({ ready: false, checks: { database: false } });
    await database.pool.query('ALTER TABLE "Heartbeat" DROP CONSTRAINT full_disk');
    expect(await vitals.ready()).toMatchObject({ ready: true });
  });

  it('is to be started again when it could not write for long, and nobody else is to blame', async () => {
    expect(vitals.alive()).toBe(true);
    await refuseWrites();
    await eventually(() => expect(vitals.alive()).toBe(false));
  });

  it('is left alone while the server answers nobody', async () => {
    const alone = watchVitals({ ...database, answersElsewhere: async () => false }, log, {
      freshMs: 0,
      tickOverdueMs: 1_000,
      stuckAfterMs: 300,
      lookEveryMs: 50,
    });
    await refuseWrites();
    await wait(1_000);
    expect(alone.alive()).toBe(true);
    alone.stop();
  });
});
