import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.js';
import { Prisma } from '../../src/db/generated/client.js';
import { openTestDatabase } from '../support/database/database.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.pool.query('CREATE TABLE kept (word text PRIMARY KEY)');
});
afterAll(async () => {
  await database.pool.query('DROP TABLE kept');
  await database.close();
});

const words = async () =>
  (await database.pool.query<{ word: string }>('SELECT word FROM kept ORDER BY word')).rows.map(({ word }) => word);

describe('a transaction straight to the driver', () => {
  it('commits all of its statements', async () => {
    const outcome = await database.sql.transaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO kept VALUES (${'p'})`;
      await tx.$queryRawUnsafe('INSERT INTO kept VALUES ($1)', 'q');
      return 'done';
    });
    expect(outcome).toBe('done');
    expect(await words()).toEqual(['p', 'q']);
  });

  it('commits nothing when a statement fails, or what runs in it', async () => {
    const twice = database.sql.transaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO kept VALUES (${'r'})`;
      await tx.$executeRaw`INSERT INTO kept VALUES (${'r'})`;
    });
    await expect(twice).rejects.toMatchObject({ code: '23505' });
    const thrown = database.sql.transaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO kept VALUES (${'s'})`;
      throw new Error('no');
    });
    await expect(thrown).rejects.toThrow('no');
    expect(await words()).not.toEqual(expect.arrayContaining(['r']));
    expect(await words()).not.toEqual(expect.arrayContaining(['s']));
  });
});

describe('statements straight to the driver', () => {
  it('bring rows, tell how many they changed, and keep instants as they are', async () => {
    const at = new Date('2026-06-30T23:30:00.125Z');
    const read = () => database.sql.$queryRaw<object[]>`
      SELECT ${at}::timestamptz AS at, ${'{"a":1}'}::jsonb AS json, ${[1, 2]}::int[] AS list, ${null}::text AS none`;
    expect([await read(), await read()]).toEqual(Array(2).fill([{ at, json: { a: 1 }, list: [1, 2], none: null }]));
    await database.sql.$executeRaw`INSERT INTO kept VALUES (${'x'})`;
    expect(await database.sql.$executeRaw`DELETE FROM kept WHERE word = ANY(${['x', 'nobody']}::text[])`).toBe(1);
  });

  it('are each committed by themselves, and one that fails changes nothing', async () => {
    await database.sql.$executeRaw`INSERT INTO kept VALUES (${'t'})`;
    const twice = database.sql.$executeRaw`INSERT INTO kept VALUES (${'u'}), (${'t'})`;
    await expect(twice).rejects.toMatchObject({ code: '23505' });
    const found = await database.sql.$queryRaw<Array<{ word: string }>>`
      SELECT word FROM kept WHERE ${Prisma.sql`word IN (${'t'}, ${'u'})`}`;
    expect(found).toEqual([{ word: 't' }]);
  });
});
