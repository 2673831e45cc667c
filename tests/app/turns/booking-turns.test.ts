import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bookPlace } from '../../../src/app/bookings/book-place.js';
import type { Core } from '../../../src/app/core.js';
import type { Booking, WantedPlace } from '../../../src/app/turns/booking-turns.js';
import type { OpenTurn, TurnFacts } from '../../../src/app/turns/open-turn.js';
import { createTurnStore, type TurnStore } from '../../../src/app/turns/turn-store.js';
import { clockAt, type MovableClock } from '../../support/clock.js';
import { eventually } from '../../support/eventually.js';
import { startTestService, type TestService } from '../../support/service.js';
import { makeSpeaker } from '../../support/speaker.js';
import { makeSchool, makeSession } from '../../support/worlds/programme.js';

const server = process.env.TEST_DATABASE_URL;

let service: TestService;
let clock: MovableClock;
let core: Core;
let turns: TurnStore;
let facts: TurnFacts;
let accountId: string;
let personId: string;
let sessionId: string;

beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

/** A session with two places, and somebody with a post at a school who has spoken before in their own chat. */
beforeEach(async () => {
  clock = clockAt('2026-11-22T10:00:00Z');
  core = { ...service.core, clock };
  turns = createTurnStore(core);
  const { prisma } = service.database;
  ({ facts, accountId, personId } = await makeSpeaker(prisma, await makeSchool(prisma), clock.now()));
  sessionId = await makeSession(prisma, clock.now(), { capacity: 2 });
  await turns.open(another());
});

const another = (): TurnFacts => ({ ...facts, id: randomUUID() });

/** Asks for the place; what is said leaves the talk about the session. */
function ask(turn: TurnFacts, given: { turns?: TurnStore; wanted?: Partial<WantedPlace> } = {}) {
  const wanted = { sessionId, whenFull: 'ask', ...given.wanted } as const;
  return (given.turns ?? turns).openToBook(turn, wanted, async ({ actor }: OpenTurn, booking: Booking) => ({
    booking,
    keep: { accountId: actor.accountId, place: turn.place.id, state: { session: booking.session.id } },
  }));
}

const refuseToAnswer = async () => expect.fail('more is needed than what there is to answer from');

const inbound = (turn: TurnFacts) =>
  service.database.prisma.inbound.findUnique({ where: { key: `teams:fens:${turn.id}` } });

const places = () => service.database.prisma.registration.findMany({ where: { sessionId } });

describe('a turn that asks for a place', () => {
  it('is claimed, booked, noted and closed in one transaction', async () => {
    const turn = another();
    const said = await ask(turn);
    expect(said).toMatchObject({
      answer: { booking: { outcome: { kind: 'confirmed', asks: false }, session: { id: sessionId, taken: 0 } } },
    });
    expect(await places()).toMatchObject([{ personId, state: 'confirmed', confirmedAt: clock.now() }]);
    expect((await inbound(turn))?.doneAt).toEqual(clock.now());
    const { rows } = await service.database.pool.query(
      `SELECT xmin::text FROM "Inbound" WHERE key = $1
        UNION ALL SELECT xmin::text FROM "Registration" WHERE "sessionId" = $2
        UNION ALL SELECT xmin::text FROM "AuditEntry" WHERE "accountId" = $3 AND act = 'book'
        UNION ALL SELECT xmin::text FROM "Context" WHERE "accountId" = $3 AND state->>'session' = $2::text`,
      [`teams:fens:${turn.id}`, sessionId, accountId],
    );
    expect(rows).toHaveLength(4);
    expect(new Set(rows.map(({ xmin }) => xmin)).size).toBe(1);
  });

  it('books once when twenty copies of it come at the same time to two processes', async () => {
    const other = createTurnStore(core);
    const turn = another();
    const said = await Promise.all(
      Array.from({ length: 20 }, (_, at) => ask(turn, { turns: at % 2 === 0 ? turns : other })),
    );
    const taken = said.filter((one) => 'answer' in one || one.opened !== 'redelivered');
    expect(taken).toHaveLength(1);
    for (const one of taken) if ('opened' in one && one.opened !== 'redelivered') await book(one.opened);
    expect(await places()).toHaveLength(1);
    expect(await ask(turn)).toEqual({ opened: 'redelivered' });
  });

  it('is told that it is full, or waits, under the same lock', async () => {
    for (const name of ['Bea', 'Cyd']) {
      const person = await service.database.prisma.person.create({ data: { name } });
      await bookPlace(core, { accountId, personId: person.id, name, post: null, grants: [] }, sessionId, 'ask');
    }
    expect(await ask(another())).toMatchObject({
      answer: { booking: { outcome: { kind: 'full', waiting: 0, ahead: 0 }, session: { taken: 2 } } },
    });
    expect(await places()).toHaveLength(2);
    expect(await ask(another(), { wanted: { whenFull: 'wait' } })).toMatchObject({
      answer: { booking: { outcome: { kind: 'waiting', position: 1 } } },
    });
    expect(await places()).toHaveLength(3);
  });

  it('is told why it is refused', async () => {
    sessionId = await makeSession(service.database.prisma, clock.now(), { capacity: 2, closesAt: clock.now() });
    expect(await ask(another())).toMatchObject({
      answer: { booking: { outcome: { kind: 'refused', reason: 'closed' } } },
    });
    expect(await places()).toEqual([]);
  });

  it('stays open, with nothing booked or locked, when its maker has no answer', async () => {
    const turn = another();
    const said = await turns.openToBook(turn, { sessionId, whenFull: 'ask' }, async () => undefined);
    expect(said).toMatchObject({ opened: { actor: { accountId, personId } } });
    expect(await places()).toEqual([]);
    expect(await inbound(turn)).toMatchObject({ doneAt: null });
    expect(await turns.open(turn)).toBe('redelivered');
    if ('opened' in said && said.opened !== 'redelivered') expect((await book(said.opened)).kind).toBe('confirmed');
  });

  it('is nobody’s when it could not be written, and books when it comes again', async () => {
    const turn = another();
    const { pool } = service.database;
    await pool.query(`ALTER TABLE "AuditEntry" ADD CONSTRAINT none CHECK (act <> 'book') NOT VALID`);
    try {
      await expect(ask(turn)).rejects.toThrow('none');
    } finally {
      await pool.query('ALTER TABLE "AuditEntry" DROP CONSTRAINT none');
    }
    expect([await inbound(turn), await places()]).toEqual([null, []]);
    expect(await ask(turn)).toMatchObject({ answer: { booking: { outcome: { kind: 'confirmed' } } } });
  });
});

describe('a turn that asks for a place is left open for the usual way', () => {
  const statement = (sql: string, values: () => readonly unknown[]) => () =>
    service.database.pool.query(sql, [...values()]);
  const reasons: ReadonlyArray<readonly [string, () => Promise<unknown>]> = [
    ['nobody knows who they are', statement('UPDATE "Account" SET "personId" = NULL WHERE id = $1', () => [accountId])],
    ['they were not seen within the hour', async () => clock.advance(60 * 60_000 + 1)],
    [
      'their chat is to be noted again',
      statement('UPDATE "Conversation" SET "goneAt" = now() WHERE "externalId" = $1', () => [facts.place.id]),
    ],
    [
      'they hold a place',
      async () => expect((await bookPlace(core, await actor(), sessionId, 'ask')).kind).toBe('confirmed'),
    ],
    [
      'the organisers ask something',
      statement(
        `INSERT INTO "BookingQuestion" (id, "eventId", kind, prompt, "order")
         SELECT gen_random_uuid(), "eventId", 'text', 'Anything else?', 1 FROM "Session" WHERE id = $1`,
        () => [sessionId],
      ),
    ],
    ['there is no such session', async () => (sessionId = randomUUID())],
  ];

  it.each(reasons)('when %s', async (_why, make) => {
    await make();
    const before = await places();
    const turn = another();
    const said = await turns.openToBook(turn, { sessionId, whenFull: 'ask' }, refuseToAnswer);
    expect(said).toMatchObject({ opened: { actor: { accountId } } });
    expect(await inbound(turn)).toMatchObject({ doneAt: null });
    expect(await places()).toEqual(before);
  });

  it('when another one is being booked here, so that those go together', async () => {
    const elsewhere = await makeSession(service.database.prisma, clock.now(), { capacity: 2 });
    const both = await Promise.all([ask(another()), ask(another(), { wanted: { sessionId: elsewhere } })]);
    expect(both.filter((one) => 'opened' in one)).toHaveLength(1);
  });
});

/** The embedded database has one connection: nobody waits for another. */
describe.runIf(server)('while somebody else decides about the session', () => {
  it('a turn that was answered is not answered again, and waits for nobody', async () => {
    const turn = another();
    await ask(turn);
    await whileLocked(async () => expect(await ask(turn)).toEqual({ opened: 'redelivered' }));
  });

  it('a copy of the turn waits for the first, and is not answered', async () => {
    const turn = another();
    const [first, second] = await whileLocked(async () => {
      const first = ask(turn);
      await eventually(async () => expect(await waiting()).toBe(1));
      const second = ask(turn, { turns: createTurnStore(core) });
      await eventually(async () => expect(await waiting()).toBe(2));
      return [first, second];
    });
    expect(await first).toMatchObject({ answer: {} });
    expect(await second).toEqual({ opened: 'redelivered' });
    expect(await places()).toHaveLength(1);
  });

  it('who moves to another school is not booked for the one they left', async () => {
    const urn = await makeSchool(service.database.prisma);
    const [said] = await whileLocked(async () => {
      const said = ask(another());
      await eventually(async () => expect(await waiting()).toBe(1));
      await service.database.prisma.post.updateMany({ where: { personId }, data: { urn } });
      return [said];
    });
    expect(await said).toMatchObject({ opened: { actor: { accountId } } });
    expect(await places()).toEqual([]);
  });

  async function whileLocked<Outcome>(act: () => Promise<Outcome>): Promise<Outcome> {
    const client = await service.database.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('SELECT 1 FROM "Session" WHERE id = $1 FOR UPDATE', [sessionId]);
      return await act();
    } finally {
      await client.query('COMMIT');
      client.release();
    }
  }

  async function waiting(): Promise<number> {
    const { rows } = await service.database.pool.query(
      `SELECT count(*)::int AS waiting FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows[0].waiting;
  }
});

async function actor() {
  const opened = await turns.open(another());
  if (opened === 'redelivered') throw new Error('A new turn was taken for an old one');
  return opened.actor;
}

const book = (turn: OpenTurn) => bookPlace(core, turn.actor, sessionId, 'ask');
