import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { cloneTemplate } from '../support/database/server-database.js';
import { demoTenant } from '../support/service.js';
import { type Service, startService } from '../support/service-process.js';
import { type TeamsChat, teamsChat } from '../support/teams/teams.js';
import { type FakeConnector, fakeConnector } from '../support/teams/teams-connector.js';

export type DatabaseKind = 'embedded' | 'postgres';

/** Something that goes wrong on purpose, and what must hold in spite of it. */
export interface Drill {
  readonly name: string;
  readonly promise: string;
  readonly on: readonly DatabaseKind[];
  /** Whether it takes less than a minute, so that it runs with every change. */
  readonly quick: boolean;
  run(scene: Scene): Promise<Finding>;
}

export interface Finding {
  readonly happened: string;
  /** Confirmed acts, or messages that somebody was to get, which are not there. */
  readonly lost: number;
  /** Acts or messages that are there twice. */
  readonly doubled: number;
  /** From the end of the trouble until all was well, in milliseconds. */
  readonly recoveryMs: number | undefined;
  /** What else was promised and did not hold. */
  readonly broken: readonly string[];
}

/** Where a drill takes place: an empty database, a platform, and real processes of the service. */
export interface Scene {
  readonly dataDir: string;
  /** Undefined for the embedded database. */
  readonly databaseUrl: string | undefined;
  readonly connector: FakeConnector;
  /** Starts a process. @param databaseUrl another way to the same database, such as a proxy */
  start(options?: Partial<Parameters<typeof startService>[0]>): Promise<Service>;
  chat(service: Service, user: string): Promise<TeamsChat>;
}

/** Runs a drill on a database of its own. */
export async function runDrill(drill: Drill, kind: DatabaseKind): Promise<Finding> {
  const dataDir = mkdtempSync(join(tmpdir(), 'staffroom-drill-'));
  const server = kind === 'postgres' ? await emptyServer() : undefined;
  const connector = await fakeConnector();
  const running: Service[] = [];
  try {
    return await drill.run({
      dataDir,
      databaseUrl: server?.url,
      connector,
      start: async (options = {}) => {
        const service = await startService({ dataDir, databaseUrl: server?.url, quiet: true, ...options });
        running.push(service);
        return service;
      },
      chat: ({ port }, user) => teamsChat({ baseUrl: `http://127.0.0.1:${port}`, user, tenant: demoTenant, connector }),
    });
  } finally {
    for (const service of running) await service.kill();
    await connector.close();
    await server?.drop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function emptyServer() {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error('TEST_DATABASE_URL names no PostgreSQL: run this by .ci/postgres');
  return cloneTemplate(server, `staffroom_drill_${Date.now()}`);
}

/** The ledger of a scene on PostgreSQL, read beside the service. */
export async function ledgerOf({ databaseUrl }: Scene) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  return {
    /** Of the messages about answers that were lost, oldest first: what else is due on the day is sent beside them. */
    states: async () => {
      const { rows } = await client.query<{ state: string }>(
        `SELECT state FROM "Delivery" WHERE kind = 'answer-lost' ORDER BY id`,
      );
      return rows.map(({ state }) => state);
    },
    close: () => client.end(),
  };
}
