import type { PGlite, PGliteOptions } from '@electric-sql/pglite';
import { PglitePgConnection } from '@electric-sql/pglite/node-postgres';
import pg from 'pg';
import type { Connections } from './database.js';

const SYNC = 0x53;
const SIMPLE_QUERY = 0x51;

/** What the connections of one PGlite share: it has one session, so the next client waits until the last one has ended. */
interface Session {
  readonly lite: PGlite;
  ended: Promise<unknown>;
}

/**
 * A pool of one client whose server is a PGlite in this process. Nothing else may touch the PGlite.
 * @param lite opened, and the caller's to close
 * @param closed called when the last client has left the PGlite
 */
export function connectToEmbedded(lite: PGlite, closed: () => Promise<void>): Connections {
  const session: Session = { lite, ended: lite.waitReady };
  class EmbeddedClient extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      // Each client has a connection of its own: a shared one would pass an ended client's `end` on to the next.
      super({ ...config, connection: new EmbeddedConnection(session) } as pg.ClientConfig);
    }
  }
  // Waiting in vain for the one client (a query beside an open transaction, which a server would allow) must end in an error.
  const pool = new pg.Pool({ max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 60_000, Client: EmbeddedClient });
  return {
    kind: 'embedded',
    pool,
    close: async () => {
      // The pool's end does not wait for its clients' ends.
      await session.ended;
      await closed();
    },
  };
}

/** The options every PGlite of ours is opened with. The zone is stated because it would follow the machine's otherwise. */
export const embeddedOptions = { postgresqlconf: ["timezone = 'UTC'"] } satisfies PGliteOptions;

class EmbeddedConnection extends PglitePgConnection {
  readonly #session: Session;
  #ending = false;

  constructor(session: Session) {
    super({ pglite: new Wire(session.lite) as unknown as PGlite });
    this.#session = session;
  }

  override async connect(port: number, host: string): Promise<void> {
    await this.#session.ended;
    await super.connect(port, host);
  }

  override parse(query: object): void {
    // node-postgres sends OIDs here; Prisma keeps its parsers under the same name.
    super.parse({ ...query, types: undefined });
  }

  override end(): void {
    if (this.#ending) return;
    this.#ending = true;
    // A server forgets a client that leaves; here its open transaction, its prepared statements and its settings would be
    // the next one's.
    this.query('ROLLBACK');
    this.query('DISCARD ALL');
    super.end();
    this.#session.ended = new Promise((resolve) => this.once('end', resolve));
  }
}

/** The part of PGlite that a connection speaks to. */
class Wire {
  readonly waitReady: Promise<void>;
  readonly #lite: PGlite;

  constructor(lite: PGlite) {
    this.#lite = lite;
    this.waitReady = lite.waitReady;
  }

  execProtocolStream: PGlite['execProtocolStream'] = async (message, options) => {
    const answers = await this.#lite.execProtocolStream(message, options);
    // PGlite answers in microtasks only: without a turn of the event loop, timers and sockets starve under load.
    if (message[0] === SYNC || message[0] === SIMPLE_QUERY) await new Promise(setImmediate);
    return answers;
  };
}
