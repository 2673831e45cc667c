import { expect, test } from 'vitest';
import { diffMigrationsWithSchema } from '../../prisma/tooling/schema-engine.js';

const schema = 'datasource db {\n  provider = "postgresql"\n}\nmodel Thing {\n  id Int @id\n  name String?\n}\n';
const first = { name: '20260101000000_first', sql: 'CREATE TABLE "Thing" ("id" INTEGER NOT NULL PRIMARY KEY);' };

test('what the migrations lack is reported as SQL, which completes them', async () => {
  const missing = await diffMigrationsWithSchema([first], schema);
  expect(missing).toContain('ALTER TABLE "Thing" ADD COLUMN     "name" TEXT');
  const second = { name: '20260102000000_second', sql: missing ?? '' };
  expect(await diffMigrationsWithSchema([first, second], schema)).toBeUndefined();
});

test('a migration that does not apply causes an error, not a clean result', async () => {
  const broken = { name: '20260102000000_broken', sql: 'ALTER TABLE "Nothing" ADD COLUMN name TEXT;' };
  await expect(diffMigrationsWithSchema([first, broken], schema)).rejects.toThrow(/Nothing/);
});

test('a partial unique index is compared by its condition', async () => {
  const where = (condition: string) =>
    `generator client {
  provider = "prisma-client"
  output = "x"
  previewFeatures = ["partialIndexes"]
}
${schema.replace(/\}\n$/, `  @@unique([name], map: "Thing_key", where: raw("${condition}"))\n}\n`)}`;
  const table = {
    ...first,
    sql: `CREATE TABLE "Thing" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT);
          CREATE UNIQUE INDEX "Thing_key" ON "Thing"("name") WHERE (id > 1);`,
  };
  expect(await diffMigrationsWithSchema([table], where('id > 1'))).toBeUndefined();
  expect(await diffMigrationsWithSchema([table], where('id > 2'))).toContain('DROP INDEX "Thing_key"');
});
