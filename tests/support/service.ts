import { personas } from '../../prisma/demo/personas.js';
import type { Core } from '../../src/app/core.js';
import type { Persona } from '../../src/app/playground.js';
import type { Database } from '../../src/db/database.js';
import type { Clock } from '../../src/domain/clock.js';
import type { OutboxServer } from '../../src/playground/outbox.js';
import { createLogTo } from '../../src/service/log.js';
import { peopleToActAs } from '../../src/service/people-to-act-as.js';
import { startService } from '../../src/service/service.js';
import { readConfig } from '../../src/settings/config.js';
import type { MailSettings } from '../../src/settings/mail.js';
import { clockAt, type MovableClock } from './clock.js';
import { openTestDatabase } from './database/database.js';
import { openDemonstration } from './database/demonstration.js';
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
  /** Stops it and starts it again, on the same database and at the same address. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** By which service sends mails. */
export interface GivenMail {
  readonly mail?: MailSettings;
  readonly outbox?: OutboxServer;
}

/**
 * The whole service in playground mode on a test database with the demonstration data and a fake platform.
 * @param given a mail server, or the playground's own; without either nobody is written to by e-mail
 */
export function startTestService(at = defaultMoment, given: GivenMail = {}): Promise<TestService> {
  const open = async (clock: Clock) => ({ database: await openDemonstration(clock), personas: testPersonas });
  return startServiceWith(open, at, given);
}

const defaultMoment = '2026-11-22T10:00:00Z';

/**
 * The same with the data of another partnership, or with none.
 * @param load fills the empty database, and says as whom people can act; as the service itself says it, when left out
 */
export function startServiceOn(
  load: (database: Database, clock: MovableClock) => Promise<readonly Persona[] | undefined>,
  at = defaultMoment,
  given: GivenMail = {},
): Promise<TestService> {
  const open = async (clock: MovableClock) => {
    const database = await openTestDatabase();
    return { database, personas: (await load(database, clock)) ?? (await peopleToActAs(database.prisma)) };
  };
  return startServiceWith(open, at, given);
}

type Open = (clock: MovableClock) => Promise<{ readonly database: Database; readonly personas: readonly Persona[] }>;

async function startServiceWith(open: Open, at: string, given: GivenMail): Promise<TestService> {
  const clock = clockAt(at);
  const { database, personas } = await open(clock);
  const logged: string[] = [];
  const log = createLogTo({ write: (line) => logged.push(line) });
  const config = { ...readConfig({}), port: 0, mail: given.mail };
  // What is due comes when a test asks for it: the machine's minutes would put messages between a question and its answer.
  const parts = { config, log, database, clock, personas, ticks: 'from elsewhere' } as const;
  const outbox = given.outbox ? { outbox: given.outbox } : {};
  let service = await startService({ ...parts, ...outbox });
  const { port } = service;
  const connector = await fakeConnector();
  const baseUrl = `http://127.0.0.1:${port}`;
  const chat: TestService['chat'] = (user, options = {}) =>
    teamsChat({ baseUrl, user, tenant: demoTenant, connector, ...options });
  return {
    database,
    clock,
    get core() {
      return service.services.core;
    },
    connector,
    baseUrl,
    logged,
    chat,
    chatAs: async (persona, user = `user-${persona}`) => {
      const opened = await chat(user);
      await opened.say(`act as ${persona}`);
      return opened;
    },
    restart: async () => {
      await service.stop();
      service = await startService({ ...parts, ...outbox, config: { ...config, port } });
    },
    stop: async () => {
      await service.stop();
      await connector.close();
      await database.close();
    },
  };
}
