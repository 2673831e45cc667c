import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { readMigrations } from '../../src/db/migrations/migration-files.js';
import { diffMigrationsWithSchema } from './schema-engine.js';

const folder = dirname(dirname(fileURLToPath(import.meta.url)));
const migrationsFolder = join(folder, 'migrations');

const program = new Command('migration').description('writes and checks migrations, offline');
program
  .command('new <name>')
  .description('write a migration that takes the database from the existing migrations to schema.prisma')
  .action(writeMigration);
program.command('check').description('fail when the migrations do not add up to schema.prisma').action(checkForDrift);
await program.parseAsync();

async function writeMigration(name: string): Promise<void> {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    return program.error(`"${name}" is no name for a migration: use small letters, digits and underscores`);
  }
  const sql = await difference();
  if (sql === undefined) {
    console.log(
      'The migrations and prisma/schema.prisma already agree; the new file is for statements written by hand.',
    );
  }
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const file = join(migrationsFolder, `${stamp}_${name}`, 'migration.sql');
  await mkdir(dirname(file));
  await writeFile(file, sql ?? '-- Written by hand: what schema.prisma cannot say.\n');
  console.log(`Wrote ${file}. Read it before it is committed: once applied anywhere it must not change.`);
}

async function checkForDrift(): Promise<void> {
  const sql = await difference();
  if (sql === undefined) {
    console.log('The migrations add up to prisma/schema.prisma.');
    return;
  }
  console.error('The migrations do not add up to prisma/schema.prisma. What is missing:\n');
  console.error(sql);
  console.error('Run `npm run migration -- new NAME` to write it down.');
  process.exitCode = 1;
}

async function difference(): Promise<string | undefined> {
  const schema = await readFile(join(folder, 'schema.prisma'), 'utf8');
  return diffMigrationsWithSchema(await readMigrations(migrationsFolder), schema);
}
