import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../../src/app/core.js';
import { runHousekeeping } from '../../../src/app/housekeeping.js';
import { eraseMe } from '../../../src/app/privacy/erasure.js';
import { heldColumns } from '../../../src/app/privacy/held-columns.js';
import { heldKinds } from '../../../src/app/privacy/register-of-held-data.js';
import { noteRecordsBegan } from '../../../src/app/privacy/retention.js';
import type { Database } from '../../../src/db/database.js';
import { clockAt } from '../../support/clock.js';
import { openTestDatabase } from '../../support/database/database.js';
import { idleQueue } from '../../support/database/idle-queue.js';
import {
  columnsWith,
  dumpOf,
  type FilledDatabase,
  fillEveryTable,
  hasWords,
  marksIn,
  nameOf,
} from '../../support/worlds/filled-database.js';
import { coreOf, makeActors } from '../../support/worlds/programme.js';

const day = 24 * 60 * 60_000;
const clock = clockAt('2026-11-22T10:00:00Z');
/** Half of the people ask to be forgotten; the others are never heard of again. */
const forgets = (row: number) => row % 8 < 4;
/** One row in four is of nobody: it is there although what it could belong to is not. */
const owned = (row: number) => forgets(row) && row % 4 !== 2;
const leaves = (row: number) => !forgets(row);

const rules = new Map<string, string>(
  Object.entries(heldColumns).flatMap(([table, columns]) =>
    Object.entries(columns).map(([column, rule]) => [`${table}.${column}`, rule] as const),
  ),
);
/** Nobody's data: it stays. */
const nobodys = (column: string) => ['number', 'partnership', 'wording'].includes(rules.get(column) ?? '');
const oneOf = (kinds: readonly string[]) => (column: string) => kinds.includes(rules.get(column) ?? '');
/** Words that stay for a while when somebody is forgotten: whose they were is not stored, or they may not be shortened. */
const outlives = oneOf(['audit', 'inbound', 'spent-links', 'channels', 'unanswered', 'refused-answers']);
/** What may name somebody forgotten: it ends within days, is named by the platform, or may not be shortened. */
const mayName = oneOf(['audit', 'inbound', 'context', 'channels']);

let database: Database;
let core: Core;
let filled: FilledDatabase;
let beforehand: string[];

beforeAll(async () => {
  database = await openTestDatabase({ altered: true });
  core = coreOf(database, idleQueue, clock);
  await noteRecordsBegan(core);
  // Somebody is still an administrator in nine years.
  const [keeper] = await makeActors(database.prisma, 1);
  await database.prisma.account.update({
    where: { id: keeper?.accountId ?? '' },
    data: { seenAt: new Date('2040-01-01') },
  });
  await database.prisma.grant.create({ data: { accountId: keeper?.accountId ?? '', role: 'administrator' } });
  filled = await fillEveryTable(database, clock.now());
  beforehand = await dumpOf(database);
}, 300_000);
afterAll(() => database.close());

describe('the register of columns', () => {
  it('has a rule for every column with text or JSON in the database, and for every key of a person or an account', () => {
    const open = filled.columns.filter(
      ({ type, to, name }) =>
        type.startsWith('text') ||
        type === 'jsonb' ||
        ['Person', 'Account'].includes(to?.table ?? '') ||
        ['personId', 'accountId'].includes(name),
    );
    const without = open.filter(({ table, name }) => !rules.has(`${table}.${name}`));
    expect(without.map(({ table, name }) => `${table}.${name}`)).toEqual([]);
    const keys = open.filter(({ type }) => type === 'uuid').map(({ table, name }) => `${table}.${name}`);
    expect(keys.filter(nobodys)).toEqual([]);
  });

  it('names under each kind the tables that its columns are in', () => {
    const tables = new Map(heldKinds.map((held) => [held.kind as string, held.tables]));
    const astray = [...rules].filter(
      ([column, rule]) => !nobodys(column) && !tables.get(rule)?.includes(column.split('.')[0] ?? ''),
    );
    expect(astray).toEqual([]);
  });
});

describe('a database in which every table is full', () => {
  it('has something to find in every column with words, as long as nobody is forgotten', () => {
    const columns = filled.columns.filter(hasWords).map(({ table, name }) => `${table}.${name}`);
    expect(marksIn(beforehand, filled, forgets)).toEqual(columns);
    expect(marksIn(beforehand, filled, leaves)).toEqual(columns);
  });

  it('has neither words nor names of the forgotten, and everything of everybody else', async () => {
    for (const [row, { personId, accountId }] of filled.people.entries()) {
      if (!forgets(row)) continue;
      const { personId: own } = await database.prisma.account.findUniqueOrThrow({ where: { id: accountId } });
      // An account of nobody cannot forget the person that it does not know.
      if (own === null) await database.prisma.account.update({ where: { id: accountId }, data: { personId } });
      const outcome = await eraseMe(core, { accountId, personId, name: nameOf(row), post: null, grants: [] });
      expect(outcome.kind).toBe('erased');
    }
    const dump = await dumpOf(database);
    const left = marksIn(dump, filled, owned).filter((column) => !nobodys(column) && !outlives(column));
    expect(left).toEqual([]);
    const names = filled.people.map((_, row) => nameOf(row)).filter((_, row) => forgets(row));
    const may = [...rules.keys()].filter((column) => nobodys(column) || mayName(column));
    const small = new Set(may.map((column) => column.toLowerCase()));
    expect(columnsWith(dump, names).filter((column) => !small.has(column))).toEqual([]);
    expect(marksIn(dump, filled, leaves)).toEqual(marksIn(beforehand, filled, leaves));
  });

  it('has nobody’s words nine years later', async () => {
    await database.prisma.conversation.updateMany({ data: { goneAt: clock.now() } });
    for (let passed = 1; passed < 9 * 366; passed += 28) {
      const night = clockAt(new Date(clock.now().getTime() + passed * day).toISOString());
      await runHousekeeping({ ...core, clock: night });
    }
    const left = marksIn(await dumpOf(database), filled, () => true);
    expect(left.filter((column) => !nobodys(column))).toEqual([]);
    expect(left).toContain('Article.answer');
  }, 300_000);
});

describe('a new column that nobody thought of', () => {
  it('is found to be without a rule, and to stay', async () => {
    const other = await openTestDatabase({ altered: true });
    try {
      await other.prisma.$executeRaw`ALTER TABLE "Registration" ADD COLUMN remark text`;
      const full = await fillEveryTable(other, clock.now());
      const made = full.people[0];
      if (!made) throw new Error('Nobody');
      await eraseMe(coreOf(other, idleQueue, clock), { ...made, name: '', post: null, grants: [] });
      const left = marksIn(await dumpOf(other), full, (row) => row === 0);
      expect(left.filter((column) => !rules.has(column))).toEqual(['Registration.remark']);
    } finally {
      await other.close();
    }
  });
});
