import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.js';
import { gather, share } from '../../src/db/fast/batch.js';
import { quickStatements, quickTransaction } from '../../src/db/fast/quick-transaction.js';
import { Prisma } from '../../src/db/generated/client.js';
import { openTestDatabase } from '../support/database/database.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.pool.query('CREATE TABLE kept (word text PRIMARY KEY)');
});
afterAll(() => database.close());

const words = async () =>
  (await database.pool.query<{ word: string }>('SELECT word FROM kept ORDER BY word')).rows.map(({ word }) => word);

describe('what many ask for at once', () => {
  it('is one statement for those who come while another runs, and each gets their own answer', async () => {
    const sizes: number[] = [];
    const lengthOf = gather(
      async (asked: readonly string[]) => {
        sizes.push(asked.length);
        const found = await database.prisma.$queryRaw<Array<{ length: number }>>`
          SELECT length(w.word) AS length FROM unnest(${[...asked]}::text[]) WITH ORDINALITY AS w (word, at) ORDER BY w.at`;
        return found.map(({ length }) => length);
      },
      { lanes: 1, most: 5 },
    );
    const first = lengthOf('a');
    await new Promise(setImmediate);
    const rest = ['bb', 'ccc', 'dddd', 'eeeee', 'ffffff', 'ggggggg'].map(lengthOf);
    expect(await Promise.all([first, ...rest])).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(sizes).toEqual([1, 5, 1]);
  });

  it.each([
    ['the mapper', () => database.prisma],
    ['the driver', () => quickStatements(database.prisma)],
  ])('fails for the one whose data is at fault, and for nobody else, by %s', async (_by, statements) => {
    await database.pool.query('DELETE FROM kept');
    const keep = gather(
      async (asked: readonly string[]) => {
        await statements().$executeRaw`INSERT INTO kept SELECT unnest(${[...asked]}::text[])`;
        return asked.map((word) => `kept ${word}`);
      },
      { lanes: 1, most: 10 },
    );
    const outcomes = await Promise.allSettled(['x', 'bad \u0000', 'y'].map(keep));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await words()).toEqual(['x', 'y']);
  });

  it('is never read before it was asked for', async () => {
    const readings: Array<(seen: number) => void> = [];
    const seen = share(() => new Promise<number>((resolve) => readings.push(resolve)));
    const early = seen();
    await new Promise(setImmediate);
    const late = [seen(), seen()];
    await new Promise(setImmediate);
    expect(readings).toHaveLength(1);
    readings[0]?.(1);
    expect(await early).toBe(1);
    await new Promise(setImmediate);
    expect(readings).toHaveLength(2);
    readings[1]?.(2);
    expect(await Promise.all(late)).toEqual([2, 2]);
  });
});

describe('a quick transaction', () => {
  it('commits all of its statements', async () => {
    const outcome = await quickTransaction(database.prisma, async (tx) => {
      await tx.$executeRaw`INSERT INTO kept VALUES (${'p'})`;
      return { outcome: 'done', last: tx.$executeRaw`INSERT INTO kept VALUES (${'q'})` };
    });
    expect(outcome).toBe('done');
    expect(await words()).toEqual(expect.arrayContaining(['p', 'q']));
  });

  it('commits nothing when its last statement fails, or what runs in it', async () => {
    const twice = quickTransaction(database.prisma, async (tx) => {
      await tx.$executeRaw`INSERT INTO kept VALUES (${'r'})`;
      return { outcome: 'done', last: tx.$executeRaw`INSERT INTO kept VALUES (${'r'})` };
    });
    await expect(twice).rejects.toMatchObject({ code: '23505' });
    const thrown = quickTransaction(database.prisma, async (tx) => {
      await tx.$executeRaw`INSERT INTO kept VALUES (${'s'})`;
      throw new Error('no');
    });
    await expect(thrown).rejects.toThrow('no');
    const after = await quickTransaction(database.prisma, async (tx) => ({
      outcome: await tx.$queryRaw<Array<{ count: number }>>`
        SELECT count(*)::int AS count FROM kept WHERE word IN (${'r'}, ${'s'})`,
    }));
    expect(after).toEqual([{ count: 0 }]);
  });
});

describe('quick statements', () => {
  it('bring rows, tell how many they changed, and keep instants as they are', async () => {
    const quick = quickStatements(database.prisma);
    const at = new Date('2026-06-30T23:30:00.125Z');
    const read = () => quick.$queryRaw<object[]>`
      SELECT ${at}::timestamptz AS at, ${'{"a":1}'}::jsonb AS json, ${[1, 2]}::int[] AS list, ${null}::text AS none`;
    expect([await read(), await read()]).toEqual(Array(2).fill([{ at, json: { a: 1 }, list: [1, 2], none: null }]));
    expect(await quick.$executeRaw`DELETE FROM kept WHERE word = ANY(${['x', 'nobody']}::text[])`).toBe(1);
  });

  it('are each committed by themselves, and one that fails changes nothing', async () => {
    const quick = quickStatements(database.prisma);
    await quick.$executeRaw`INSERT INTO kept VALUES (${'t'})`;
    await expect(quick.$executeRaw`INSERT INTO kept VALUES (${'u'}), (${'t'})`).rejects.toMatchObject({
      code: '23505',
    });
    const found = await quick.$queryRaw<Array<{ word: string }>>`
      SELECT word FROM kept WHERE ${Prisma.sql`word IN (${'t'}, ${'u'})`}`;
    expect(found).toEqual([{ word: 't' }]);
  });
});
