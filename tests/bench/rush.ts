/**
 * Run by `npm run bench`: 500 people ask for 160 places at once, alternately through the use case and in plain SQL over
 * `pg` on the same pool. Prints both rates and their ratio.
 */
import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { bookPlace } from '../../src/app/bookings/book-place.js';
import type { Database } from '../../src/db/database.js';
import { openDatabase } from '../../src/db/open-database.js';
import type { Actor } from '../../src/domain/actor.js';
import { systemClock } from '../../src/domain/clock.js';
import { startQueue } from '../../src/queue/queue.js';
import { coreOf, makeActors, makeSession } from '../support/worlds/programme.js';
import { withOwnDatabase } from './bench-database.js';
import { printColumns } from './table.js';

const askers = 500;
const places = 160;
const rounds = 5;
const promised = 0.8;

/** Needs a server: the embedded database has only one connection. */
export async function benchRush(databaseUrl: string | undefined): Promise<void> {
  await withOwnDatabase(databaseUrl, measureRush);
}

async function measureRush(url: string): Promise<void> {
  // Connections that end with their database log warnings.
  const log = pino({ level: 'error' });
  const database = await openDatabase({ url, dataDir: '', log });
  const queue = await startQueue(database, log);
  const core = coreOf(database, queue, systemClock);
  const actors = await makeActors(database.prisma, askers);
  const session = () => makeSession(database.prisma, new Date(), { capacity: places });
  const ours: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const [mine, theirs] = [await session(), await session()];
    const took = await timed(actors, (actor) => bookPlace(core, actor, mine, 'wait'));
    const tookPlain = await timed(actors, (actor) => bookInSql(database, actor, theirs));
    for (const id of [mine, theirs]) await checkPlaces(database, id);
    // The first round is a warm-up for both.
    if (round > 0) {
      ours.push(took);
      plain.push(tookPlain);
    }
  }
  await queue.stop();
  await database.close();
  print(median(ours), median(plain));
}

async function timed(actors: readonly Actor[], act: (actor: Actor) => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await Promise.all(actors.map(act));
  return performance.now() - started;
}

/** The same work by hand: lock, count, insert, audit entry, all or nothing. */
async function bookInSql({ pool }: Database, actor: Actor, sessionId: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const locked = await client.query('SELECT capacity FROM "Session" WHERE id = $1 FOR UPDATE', [sessionId]);
    const counted = await client.query(
      `SELECT count(*) FILTER (WHERE state IN ('confirmed', 'offered'))::int AS taken,
              count(*) FILTER (WHERE "personId" = $2 AND state IN ('confirmed', 'offered', 'waiting'))::int AS own
         FROM "Registration" WHERE "sessionId" = $1`,
      [sessionId, actor.personId],
    );
    const state = counted.rows[0].taken < locked.rows[0].capacity ? 'confirmed' : 'waiting';
    const id = randomUUID();
    await client.query(
      'INSERT INTO "Registration" (id, "sessionId", "personId", state, "bookedById") VALUES ($1, $2, $3, $4, $3)',
      [id, sessionId, actor.personId, state],
    );
    await client.query(
      `INSERT INTO "AuditEntry" ("accountId", "personId", act, subject, "subjectId", outcome)
       VALUES ($1, $2, 'book', 'registration', $3, $4)`,
      [actor.accountId, actor.personId, id, state],
    );
    if (state === 'waiting') {
      await client.query(`SELECT count(*) FROM "Registration" WHERE "sessionId" = $1 AND state = 'waiting'`, [
        sessionId,
      ]);
    }
    await client.query('COMMIT');
  } catch (fault) {
    await client.query('ROLLBACK');
    throw fault;
  } finally {
    client.release();
  }
}

async function checkPlaces({ prisma }: Database, sessionId: string): Promise<void> {
  const held = await prisma.registration.count({ where: { sessionId, state: 'confirmed' } });
  const waiting = await prisma.registration.count({ where: { sessionId, state: 'waiting' } });
  if (held !== places || waiting !== askers - places) {
    throw new Error(`${held} places and ${waiting} waiting; there should be ${places} and ${askers - places}`);
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function print(ours: number, plain: number): void {
  const perSecond = (ms: number) => ((askers * 1_000) / ms).toFixed(0);
  const ratio = plain / ours;
  const kept = ratio >= promised ? 'kept' : 'MISSED';
  console.log(`\n${askers} people for ${places} places at once\n`);
  printColumns([
    ['', 'bookings/s', 'ms in all', 'rate / plain', 'promised'],
    ['plain SQL over pg', perSecond(plain), plain.toFixed(0), '', ''],
    ['the use case', perSecond(ours), ours.toFixed(0), ratio.toFixed(2), `${promised}: ${kept}`],
  ]);
}
