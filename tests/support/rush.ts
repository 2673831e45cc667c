// Run as a process of its own: everybody of its share presses the button for a place, and it prints as JSON
// what became of each. `--without-lock` takes the row lock out of the statements, to show that the test
// would notice.
import pino from 'pino';
import { bookPlace } from '../../src/app/bookings/book-place.js';
import type { ReceivedTurn } from '../../src/app/turns/open-turn.js';
import { createTurnStore } from '../../src/app/turns/turn-store.js';
import { createDatabase } from '../../src/db/open-database.js';
import { createServerPool } from '../../src/db/server.js';
import { systemClock } from '../../src/domain/clock.js';
import { startQueue } from '../../src/queue/queue.js';
import { removeLock } from './database/remove-lock.js';
import { turnOf } from './speaker.js';
import { coreOf } from './worlds/programme.js';

const [url, sessionId, share, shares, mode] = process.argv.slice(2);
if (!url || !sessionId || !share || !shares)
  throw new Error('Give the database, the session, the share and the shares');
const log = pino({ level: 'silent' });
const pool = createServerPool(url);
if (mode === '--without-lock') removeLock(pool);
const database = createDatabase({ kind: 'server', pool, close: async () => {} }, log);
const queue = await startQueue(database, log);
const core = coreOf(database, queue, systemClock);
const accounts = await database.prisma.account.findMany({ orderBy: { id: 'asc' } });
const mine = accounts.filter((_, index) => index % Number(shares) === Number(share));
const turns = createTurnStore(core);
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
const outcomes: string[] = [];
const inLine = [...mine];
// Two hundred come at once, at two processes; each of the others when somebody has an answer.
await Promise.all(Array.from({ length: 0.4 * mine.length }, askInLine));
process.stdout.write(`${JSON.stringify(outcomes)}\n`);
await queue.stop();
await database.close();
process.exit(0);

async function askInLine(): Promise<void> {
  for (let account = inLine.shift(); account; account = inLine.shift())
    outcomes.push(await ask(turnOf(account), sessionId ?? ''));
}

/** As the conversation does it. */
async function ask(turn: ReceivedTurn, sessionId: string): Promise<string> {
  const opened = await turns.open(turn);
  if (opened === 'redelivered') throw new Error('A new turn was taken for an old one');
  const { kind } = await bookPlace(core, opened.actor, sessionId, 'wait');
  await turns.close(opened);
  return kind;
}
