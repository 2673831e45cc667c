// Run as a process of its own: everybody of its share asks for a place at once, and it prints the outcomes as JSON.
// `--without-lock` takes the row lock out of the statements, to show that the test would notice.
import pino from 'pino';
import { bookPlace } from '../../src/app/registrations.js';
import { createDatabase } from '../../src/db/database.js';
import { createServerPool } from '../../src/db/server.js';
import { systemClock } from '../../src/domain/clock.js';
import { startQueue } from '../../src/queue/queue.js';
import { coreOf } from './programme.js';

const [url, sessionId, share, shares, mode] = process.argv.slice(2);
if (!url || !sessionId || !share || !shares)
  throw new Error('Give the database, the session, the share and the shares');
const log = pino({ level: 'silent' });
const pool = createServerPool(url);
if (mode === '--without-lock') takeOutLock(pool);
const database = createDatabase({ kind: 'server', pool, close: async () => {} }, log);
const queue = await startQueue(database, log);
const core = coreOf(database.prisma, queue, systemClock);
const accounts = await database.prisma.account.findMany({ orderBy: { id: 'asc' } });
const mine = accounts.filter((_, index) => index % Number(shares) === Number(share));
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
const outcomes = await Promise.all(
  mine.map(({ id, personId }) =>
    bookPlace(core, { accountId: id, personId, name: 'Somebody', post: null, grants: [] }, sessionId, 'wait'),
  ),
);
process.stdout.write(`${JSON.stringify(outcomes.map(({ kind }) => kind))}\n`);
await queue.stop();
await database.close();
process.exit(0);

/** Below everything that speaks to the database: a booking goes by the mapper, or straight to a connection. */
function takeOutLock(unlocked: ReturnType<typeof createServerPool>): void {
  const strip = (text: string) => text.replace('FOR UPDATE OF s', '');
  unlocked.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    const stripped = (first: unknown, ...rest: unknown[]) => {
      if (typeof first === 'string') return query(strip(first), ...rest);
      const asked = first as { text?: unknown };
      if (typeof asked.text === 'string') asked.text = strip(asked.text);
      return query(asked, ...rest);
    };
    Object.assign(client, { query: stripped });
  });
}
