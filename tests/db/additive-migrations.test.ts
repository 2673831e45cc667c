import { expect, test } from 'vitest';
import { findMigrationsDirectory, readMigrations } from '../../src/db/migrations/migration-files.js';

/** Those before were never met by a version without them that serves people. */
const first = '20261129030000';

/**
 * Statements after which the release before would fail. What else it must not meet (a value of an enum that it does not
 * know, a narrower check) depends on what is written, and is said in prisma/README.md.
 */
const takesAway = [
  /\bDROP\s+(TABLE|COLUMN|TYPE|FUNCTION|SCHEMA|VIEW)\b/i,
  /\bRENAME\b/i,
  /\bALTER\s+COLUMN\s+\S+\s+(SET\s+DATA\s+)?TYPE\b/i,
  /\bSET\s+NOT\s+NULL\b/i,
];

/** A column that the release before does not fill, and the database neither. */
function requiresUnknown(sql: string): boolean {
  const added = sql.match(/\bADD\s+COLUMN\s[^;]*?(?=,\s*ADD\s|;|$)/gi) ?? [];
  return added.some(
    (column) => /\bNOT\s+NULL\b/i.test(column) && !/\b(DEFAULT|GENERATED|SERIAL|BIGSERIAL)\b/i.test(column),
  );
}

function isAdditive(sql: string): boolean {
  const spoken = sql.replace(/--.*$/gm, '');
  return !takesAway.some((statement) => statement.test(spoken)) && !requiresUnknown(spoken);
}

test('a migration only adds, or its name says which earlier one is needed to do without what it takes away', async () => {
  const migrations = await readMigrations(findMigrationsDirectory());
  const faults = migrations.flatMap(({ name, sql }) => {
    const needed = /_needs_(\d{14})$/.exec(name)?.[1];
    if (needed) return migrations.some((other) => other.name.startsWith(needed) && other.name < name) ? [] : [name];
    return name < first || isAdditive(sql) ? [] : [name];
  });
  expect(faults).toEqual([]);
});

test.each([
  ['ALTER TABLE "Post" ADD COLUMN "title" TEXT;', true],
  ['ALTER TABLE "Post" ADD COLUMN "doubts" INTEGER NOT NULL DEFAULT 0,\nADD COLUMN "proof" "PostProof";', true],
  ['-- DROP TABLE is left for later\nCREATE TABLE "New" ("id" UUID NOT NULL);', true],
  ['DROP INDEX "Post_from_idx"; CREATE INDEX "Post_from_idx" ON "Post" ("from");', true],
  ['ALTER TABLE "Post" ADD COLUMN "note" TEXT, ADD COLUMN "title" TEXT NOT NULL;', false],
  ['ALTER TABLE "Post" ADD COLUMN "title" TEXT NOT NULL, ADD COLUMN "doubts" INTEGER DEFAULT 0;', false],
  ['ALTER TABLE "Post" DROP COLUMN "title";', false],
  ['ALTER TABLE "Post" RENAME COLUMN "title" TO "name";', false],
  ['ALTER TABLE "Post" ALTER COLUMN "title" SET DATA TYPE VARCHAR(20);', false],
  ['ALTER TABLE "Post" ALTER COLUMN "title" SET NOT NULL;', false],
])('%s is additive: %s', (sql, additive) => {
  expect(isAdditive(sql)).toBe(additive);
});
