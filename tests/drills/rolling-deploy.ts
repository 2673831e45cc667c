import { createHash } from 'node:crypto';
import pg from 'pg';
import pino from 'pino';
import { migrate } from '../../src/db/migrations/migrate.js';
import { findMigrationsDirectory, type Migration, readMigrations } from '../../src/db/migrations/migration-files.js';
import { book, isBooked, settle } from './bookers.js';
import type { Drill } from './drill.js';

/** As a next release may have it: every table gains a column, and there is a new one. */
const next = additive(
  '99990101000000_next_release',
  `DO $$ DECLARE named text; BEGIN
     FOR named IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP
       EXECUTE format('ALTER TABLE %I ADD COLUMN "addedLater" text NOT NULL DEFAULT ''unknown''', named);
     END LOOP;
   END $$;
   CREATE TABLE "AddedLater" (id integer PRIMARY KEY);`,
);

export const rollingDeploy: Drill = {
  name: 'the next release migrates the database under this one',
  promise: 'a copy that runs goes on, another of this release starts beside it, and no booking is lost',
  on: ['postgres'],
  quick: true,
  run: async (scene) => {
    const broken: string[] = [];
    const first = await scene.start();
    const users = Array.from({ length: 5 }, (_, index) => `booker-${index}`);
    const chats = await Promise.all(users.map((user) => scene.chat(first, user)));
    for (const [index, chat] of chats.entries()) await settle(chat, index);
    const before = await book(await scene.chat(first, 'booker-0'));
    const during = Promise.all([1, 2].map(async (index) => book(await scene.chat(first, `booker-${index}`))));
    await applyNext(scene.databaseUrl ?? '');
    const beside = await scene.start();
    const after = [await book(await scene.chat(first, 'booker-3')), await book(await scene.chat(beside, 'booker-4'))];
    const booked = [before, ...(await during), ...after];
    if (booked.includes(false)) broken.push(`bookings: ${booked.join()}`);
    const stopping = first.stop();
    let lost = 0;
    for (const [index, user] of users.entries()) {
      if (booked[index] && !(await isBooked(await scene.chat(beside, user)))) lost += 1;
    }
    await stopping;
    if ((await first.ended) !== 0) broken.push('the first did not stop in order');
    const happened = `${booked.filter(Boolean).length} booked, with two copies on the newer database`;
    return { happened, lost, doubled: 0, recoveryMs: beside.readyMs, broken };
  },
};

async function applyNext(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const known = await readMigrations(findMigrationsDirectory());
  await migrate(client, [...known, next], pino({ level: 'silent' }));
  await client.end();
}

function additive(name: string, sql: string): Migration {
  const checksum = createHash('sha256').update(sql).digest('hex');
  return { name, sql, checksum, checksums: [checksum] };
}
