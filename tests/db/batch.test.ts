import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.js';
import { batch } from '../../src/db/fast/batch.js';
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

describe('what many ask for at once', () => {
  it('is one statement for those who come while another runs, and each gets their own answer', async () => {
    const sizes: number[] = [];
    const lengthOf = batch(
      async (asked: readonly string[]) => {
        sizes.push(asked.length);
        const found = await database.prisma.$queryRaw<Array<{ length: number }>>`
          SELECT length(w.word) AS length FROM unnest(${[...asked]}::text[]) WITH ORDINALITY AS w (word, at) ORDER BY w.at`;
        return found.map(({ length }) => length);
      },
      { concurrency: 1, maxBatch: 5 },
    );
    const first = lengthOf('a');
    await new Promise(setImmediate);
    const rest = ['bb', 'ccc', 'dddd', 'eeeee', 'ffffff', 'ggggggg'].map(lengthOf);
    expect(await Promise.all([first, ...rest])).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(sizes).toEqual([1, 5, 1]);
  });

  it('fails for the one whose data is at fault, and for nobody else', async () => {
    await database.pool.query('DELETE FROM kept');
    const keep = batch(
      async (asked: readonly string[]) => {
        await database.sql.$executeRaw`INSERT INTO kept SELECT unnest(${[...asked]}::text[])`;
        return asked.map((word) => `kept ${word}`);
      },
      { concurrency: 1, maxBatch: 10 },
    );
    const outcomes = await Promise.allSettled(['x', 'bad \u0000', 'y'].map(keep));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await words()).toEqual(['x', 'y']);
  });

  it('is never read before it was asked for', async () => {
    const readings: Array<(seen: number) => void> = [];
    const seen = batch(
      async (asked: readonly string[]) => {
        const answer = await new Promise<number>((resolve) => readings.push(resolve));
        return asked.map(() => answer);
      },
      { concurrency: 1, maxBatch: 10 },
    );
    const early = seen('early');
    await new Promise(setImmediate);
    const late = [seen('late'), seen('later')];
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
