import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { loadDemonstrationData } from '../../prisma/demo/load.js';
import { createDatabase } from '../../src/db/open-database.js';
import { createServerPool } from '../../src/db/server.js';
import { startService } from '../../src/service/service.js';
import { readConfig } from '../../src/settings/config.js';
import { clockAt } from '../support/clock.js';
import { cloneTemplate } from '../support/database/server-database.js';
import { demoTenant } from '../support/service.js';
import { type TeamsChat, teamsChat } from '../support/teams/teams.js';
import { fakeConnector } from '../support/teams/teams-connector.js';

const server = process.env.TEST_DATABASE_URL;
const log = pino({ level: 'silent' });
const clock = clockAt('2026-11-22T10:00:00Z');
const cleanups: Array<() => Promise<void>> = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Two services on one server; an embedded database has one. */
describe.runIf(server)('one message that is delivered twenty times to two replicas', () => {
  it('is answered once', async () => {
    const deliver = await twoReplicas();
    const id = randomUUID();
    expect(await deliver(() => ({ id, type: 'message', textFormat: 'plain', text: 'help' }))).toBe(1);
  });

  it('is answered twenty times when each delivery is a message of its own (proof that the test notices)', async () => {
    const deliver = await twoReplicas();
    const each = () => ({ id: randomUUID(), type: 'message', textFormat: 'plain', text: 'help' });
    expect(await deliver(each)).toBe(20);
  });
});

async function twoReplicas() {
  const clone = await cloneTemplate(server ?? '', `staffroom_test_${randomUUID()}`);
  cleanups.push(clone.drop);
  const connector = await fakeConnector();
  cleanups.push(() => connector.close());
  const chats = [await replica(clone.url, true), await replica(clone.url, false)].map((baseUrl) =>
    teamsChat({ baseUrl, user: 'user-1', tenant: demoTenant, connector }),
  );
  const [one, other] = (await Promise.all(chats)) as [TeamsChat, TeamsChat];
  await one.say('hello');
  /** @returns how many answers came */
  return async (activity: () => Record<string, unknown>): Promise<number> => {
    const before = connector.posted.length;
    await Promise.all(Array.from({ length: 20 }, (_, nth) => (nth % 2 === 0 ? one : other).send(activity())));
    return connector.posted.length - before;
  };
}

/** @returns where it is reached */
async function replica(databaseUrl: string, first: boolean): Promise<string> {
  const database = createDatabase({ kind: 'server', pool: createServerPool(databaseUrl), close: async () => {} }, log);
  cleanups.push(() => database.close());
  if (first) await loadDemonstrationData(database.prisma, clock, { timeZone: 'Europe/London' });
  const service = await startService({ config: { ...readConfig({}), port: 0 }, log, database, clock, personas: [] });
  cleanups.push(() => service.stop());
  return `http://127.0.0.1:${service.port}`;
}
