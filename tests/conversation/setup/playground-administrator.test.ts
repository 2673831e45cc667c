import pino from 'pino';
import { afterEach, expect, it } from 'vitest';
import { startService } from '../../../src/service/service.js';
import { readConfig } from '../../../src/settings/config.js';
import { clockAt } from '../../support/clock.js';
import { openTestDatabase } from '../../support/database/database.js';
import { demoTenant } from '../../support/service.js';
import { teamsChat } from '../../support/teams/teams.js';
import { fakeConnector } from '../../support/teams/teams-connector.js';

const started: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const stop of started.splice(0)) await stop();
});

/** The service without credentials, over an empty database. @returns what it printed, and how to speak to it */
async function startPlayground(demoData: boolean) {
  const database = await openTestDatabase();
  const printed: string[] = [];
  const service = await startService({
    ...{ config: { ...readConfig({}), port: 0, demoData }, log: pino({ level: 'silent' }), database },
    ...{ clock: clockAt('2026-11-22T10:00:00Z'), personas: [], print: (words: string) => void printed.push(words) },
  });
  const connector = await fakeConnector();
  started.push(async () => {
    await service.stop();
    await connector.close();
    await database.close();
  });
  const baseUrl = `http://127.0.0.1:${service.port}`;
  return { printed, chat: (user: string) => teamsChat({ baseUrl, user, tenant: demoTenant, connector }) };
}

it('a playground that begins with nothing prints the code for its first administrator, and takes it', async () => {
  const { printed, chat } = await startPlayground(false);
  const code = /[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(printed.join(''))?.[0] ?? '';
  const first = await chat('first-in-playground');
  expect((await first.say(`administrator code ${code}`)).text).toContain('You are now the first administrator.');
  expect((await first.say('set up')).text).toContain('Setting up your partnership');
});

it('a playground with the demonstration’s people prints none: it has an administrator to act as', async () => {
  expect((await startPlayground(true)).printed.join('')).not.toContain('administrator code');
});
