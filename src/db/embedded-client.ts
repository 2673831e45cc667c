import type { PGlite, PGliteOptions } from '@electric-sql/pglite';
import { PglitePgConnection } from '@electric-sql/pglite/node-postgres';
import pg from 'pg';

const SYNC = 0x53;
const SIMPLE_QUERY = 0x51;

/** What the connections of one PGlite share: it has one session, so the next client waits until the last one has ended. */
interface Session {
  readonly lite: PGlite;
  ended: Promise<unknown>;
}

/**
 * A pool of one client whose server is a PGlite in this process. Nothing else may touch the PGlite.
 * @param lite opened, and closed by the caller after `pool.end()`
 */
export function createEmbeddedPool(lite: PGlite): pg.Pool {
  const session: Session = { lite, ended: lite.waitReady };
  class EmbeddedClient extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      // Each client has a connection of its own: a shared one would pass an ended client's `end` on to the next.
      super({ ...config, connection: new EmbeddedConnection(session) } as pg.ClientConfig);
    }
  }
  // Waiting in vain for the one client (a query beside an open transaction, which a server would allow) must end in an error.
  return new pg.Pool({ max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 60_000, Client: EmbeddedClient });
}

/** The options every PGlite of ours is opened with. The zone is stated because it would follow the machine's otherwise. */
export const embeddedOptions = { postgresqlconf: ["timezone = 'UTC'"] } satisfies PGliteOptions;

class EmbeddedConnection extends PglitePgConnection {
  readonly #session: Session;
  readonly #wire: Wire;

  constructor(session: Session) {
    const wire = new Wire(session.lite);
    super({ pglite: wire as unknown as PGlite });
    this.#session = session;
    this.#wire = wire;
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
    if (this.#wire.ending) return;
    this.#wire.ending = true;
    // A client thrown away in the middle of a transaction would leave it open for the next one.
    this.query('ROLLBACK');
    super.end();
    this.#session.ended = new Promise((resolve) => this.once('end', resolve));
  }
}

/** The part of PGlite that a connection speaks to. */
class Wire {
  readonly waitReady: Promise<void>;
  ending = false;
  readonly #lite: PGlite;

  constructor(lite: PGlite) {
    this.#lite = lite;
    this.waitReady = lite.waitReady;
  }

  execProtocolStream: PGlite['execProtocolStream'] = async (message, options) => {
    if (this.ending && message[0] === SIMPLE_QUERY && !this.#lite.isInTransaction()) return [];
    const answers = await this.#lite.execProtocolStream(message, options);
    // PGlite answers in microtasks only: without a turn of the event loop, timers and sockets starve under load.
    if (message[0] === SYNC || message[0] === SIMPLE_QUERY) await new Promise(setImmediate);
    return answers;
  };
}
