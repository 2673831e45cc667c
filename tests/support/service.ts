import pino from 'pino';
import { loadDemonstrationData } from '../../prisma/demo/load.js';
import { personas } from '../../prisma/demo/personas.js';
import type { Core } from '../../src/app/core.js';
import type { Persona } from '../../src/app/playground.js';
import type { Database } from '../../src/db/database.js';
import { peopleToActAs } from '../../src/service/people-to-act-as.js';
import { startService } from '../../src/service/service.js';
import { readConfig } from '../../src/settings/config.js';
import { clockAt, type MovableClock } from './clock.js';
import { openTestDatabase } from './database/database.js';
import { type TeamsChat, teamsChat } from './teams/teams.js';
import { type FakeConnector, fakeConnector } from './teams/teams-connector.js';

export const demoTenant = '6f0f3e1c-3a3e-4b0c-9d43-0d9c5b1d7a11';

const testPersonas: readonly Persona[] = (['headteacher', 'board', 'organiser', 'administrator'] as const).map(
  (key) => {
    const { personId, name, blurb } = personas[key === 'administrator' ? 'organiser' : key];
    return { key, personId, role: key === 'headteacher' ? null : key, title: `${name}, ${key}`, tries: blurb };
  },
);

export interface TestService {
  readonly database: Database;
  readonly clock: MovableClock;
  /** The core of this service. */
  readonly core: Core;
  readonly connector: FakeConnector;
  readonly baseUrl: string;
  /** Lines of the log, as JSON. */
  readonly logged: readonly string[];
  /** Somebody's own chat in Teams, or another conversation. */
  chat(user: string, options?: { place?: Parameters<typeof teamsChat>[0]['place']; name?: string }): Promise<TeamsChat>;
  /** The same, acting as one of the demonstration's people. */
  chatAs(persona: 'headteacher' | 'board' | 'organiser' | 'administrator', user?: string): Promise<TeamsChat>;
  stop(): Promise<void>;
}

/** The whole service in playground mode on a test database with the demonstration data and a fake platform. */
export function startTestService(at?: string): Promise<TestService> {
  return startServiceOn(async (database, clock) => {
    await loadDemonstrationData(database.prisma, clock, { timeZone: 'Europe/London' });
    return testPersonas;
  }, at);
}

/**
 * The same with the data of another partnership, or with none.
 * @param load fills the empty database, and says as whom people can act; as the service itself says it, when left out
 */
export async function startServiceOn(
  load: (database: Database, clock: MovableClock) => Promise<readonly Persona[] | undefined>,
  at = '2026-11-22T10:00:00Z',
): Promise<TestService> {
  const database = await openTestDatabase();
  const clock = clockAt(at);
  const personas = (await load(database, clock)) ?? (await peopleToActAs(database.prisma));
  const logged: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => logged.push(line) });
  const config = { ...readConfig({}), port: 0 };
  const service = await startService({ config, log, database, clock, personas });
  const connector = await fakeConnector();
  const baseUrl = `http://127.0.0.1:${service.port}`;
  const chat: TestService['chat'] = (user, options = {}) =>
    teamsChat({ baseUrl, user, tenant: demoTenant, connector, ...options });
  return {
    database,
    clock,
    core: service.services.core,
    connector,
    baseUrl,
    logged,
    chat,
    chatAs: async (persona, user = `user-${persona}`) => {
      const opened = await chat(user);
      await opened.say(`act as ${persona}`);
      return opened;
    },
    stop: async () => {
      await service.stop();
      await connector.close();
      await database.close();
    },
  };
}
