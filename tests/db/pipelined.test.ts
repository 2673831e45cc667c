import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../src/db/database.js';
import { openTestDatabase } from '../support/database/database.js';

let database: Database;
let client: pg.PoolClient;

beforeEach(async () => {
  database = await openTestDatabase();
  client = await database.pool.connect();
  await client.query('CREATE TEMPORARY TABLE line (n int PRIMARY KEY)');
});
afterEach(async () => {
  client.release(true);
  await database.close();
});

/** What became of each statement, all of them sent before the first is answered: its rows, or its SQLSTATE. */
async function outcomesOf(statements: ReadonlyArray<string | pg.QueryConfig>): Promise<unknown[]> {
  const asked = statements.map((statement) =>
    client.query(typeof statement === 'string' ? statement : { ...statement }),
  );
  return (await Promise.allSettled(asked)).map((outcome) => {
    if (outcome.status === 'fulfilled') return outcome.value.rows;
    return outcome.reason instanceof pg.DatabaseError ? outcome.reason.code : outcome.reason;
  });
}

const insert = (n: number): pg.QueryConfig => ({ text: 'INSERT INTO line VALUES ($1) RETURNING n', values: [n] });
const count: pg.QueryConfig = { name: 'count', text: 'SELECT count(*)::int AS n FROM line WHERE n > $1', values: [0] };

test('statements sent together are answered in their order', async () => {
  const many = Array.from({ length: 200 }, (_, at) => insert(at + 1));
  expect(await outcomesOf([...many, count])).toEqual([...many.map((_, at) => [{ n: at + 1 }]), [{ n: 200 }]]);
});

test('one that fails among them fails alone', async () => {
  expect(await outcomesOf([insert(1), insert(1), count, 'SELECT no such thing', insert(2), count])).toEqual([
    [{ n: 1 }],
    '23505',
    [{ n: 1 }],
    '42601',
    [{ n: 2 }],
    [{ n: 2 }],
  ]);
});

test('in a transaction, everything after one that fails fails, and nothing is kept', async () => {
  expect(await outcomesOf(['BEGIN', insert(1), insert(1), insert(2), 'COMMIT', count])).toEqual([
    [],
    [{ n: 1 }],
    '23505',
    '25P02',
    [],
    [{ n: 0 }],
  ]);
});

test('a statement that cannot be prepared leaves the others as they are', async () => {
  const broken: pg.QueryConfig = { name: 'broken', text: 'SELECT $1::int + nowhere', values: [1] };
  expect(await outcomesOf([count, broken, insert(7), { ...broken, name: 'again' }, count])).toEqual([
    [{ n: 0 }],
    '42703',
    [{ n: 7 }],
    '42703',
    [{ n: 1 }],
  ]);
});

test('several statements in one text, one of which fails, keep nothing', async () => {
  const text = 'INSERT INTO line VALUES (1); INSERT INTO line VALUES (1); INSERT INTO line VALUES (2)';
  expect(await outcomesOf([text, count])).toEqual(['23505', [{ n: 0 }]]);
  expect(await outcomesOf(['BEGIN; INSERT INTO line VALUES (1); SELECT 1/0; COMMIT', 'ROLLBACK', count])).toEqual([
    '22012',
    [],
    [{ n: 0 }],
  ]);
});
