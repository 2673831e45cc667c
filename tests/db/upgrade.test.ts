import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { expect, test } from 'vitest';
import { findMigrationsDirectory } from '../../src/db/migrations/migration-files.js';
import { openDatabase } from '../../src/db/open-database.js';
import { startService } from '../../src/service/service.js';
import { readConfig } from '../../src/settings/config.js';
import { clockAt } from '../support/clock.js';
import { createEmptyDatabase } from '../support/database/server-database.js';
import { demoTenant } from '../support/service.js';
import { teamsChat } from '../support/teams/teams.js';

const log = pino({ level: 'silent' });
const ofFirstVersion = ['20261122020635_init', '20261122020700_rules'];

async function migrationsOfFirstVersion(folder: string): Promise<string> {
  const directory = join(folder, 'migrations');
  await mkdir(directory);
  for (const name of ofFirstVersion) {
    await cp(join(findMigrationsDirectory(), name), join(directory, name), { recursive: true });
  }
  return directory;
}

test('a database of the first version is upgraded with what it held: bookings stand, and more can be made', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'staffroom-upgrade-'));
  const server = process.env.TEST_DATABASE_URL;
  const made = server ? await createEmptyDatabase(server, `staffroom_upgrade_${randomUUID()}`) : undefined;
  const where = { url: made?.url, dataDir: join(folder, 'data'), log };
  const then = await openDatabase({ ...where, migrationsDir: await migrationsOfFirstVersion(folder) });
  await then.pool.query(await readFile(join(import.meta.dirname, '../fixtures/first-version.sql'), 'utf8'));
  await then.close();

  const database = await openDatabase(where);
  const clock = clockAt('2026-11-29T10:00:00Z');
  const config = { ...readConfig({}), port: 0 };
  const service = await startService({ config, log, database, clock, personas: [] });
  const chat = await teamsChat({ baseUrl: `http://127.0.0.1:${service.port}`, user: 'ruth', tenant: demoTenant });
  const held = (await chat.say('my bookings')).text;
  expect(held).toContain('Leadership briefing, spring');
  expect(held).toContain('Boston');
  const full = await chat.say('book me on the Lincoln briefing');
  await chat.click(full.card, 'Join the waiting list');
  expect((await chat.say('my bookings')).text).toMatch(/waiting list/i);
  expect(await database.prisma.delivery.findUnique({ where: { key: 'reminder-of-first-version' } })).toMatchObject({
    state: 'scheduled',
    doubts: 0,
  });
  await service.stop();
  await database.close();
  await made?.drop();
  await rm(folder, { recursive: true, force: true });
});
