import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../../src/app/core.js';
import { runHousekeeping } from '../../../src/app/housekeeping.js';
import { programmeStatement, upcomingSessions } from '../../../src/app/programme/upcoming-sessions.js';
import { clockAt } from '../../support/clock.js';
import { startTestService, type TestService } from '../../support/service.js';
import type { TeamsChat } from '../../support/teams/teams.js';

const server = process.env.TEST_DATABASE_URL;

let service: TestService;
let chat: TeamsChat;
beforeAll(async () => {
  service = await startTestService();
  chat = await service.chatAs('headteacher', 'asks-again');
});
afterAll(() => service.stop());

/** An upcoming session with free places, and its event. */
async function someSession() {
  const sessions = await upcomingSessions(service.core);
  const found = sessions.find(({ capacity, taken }) => capacity !== null && taken + 3 < capacity);
  if (!found) throw new Error('No session of the demonstration has places left');
  return found;
}

describe('the programme that was read before', () => {
  it('is not read again while nobody changes it', async () => {
    const first = await upcomingSessions(service.core);
    const [one] = first;
    const [again] = await upcomingSessions(service.core);
    // The very same object proves that nothing was read.
    expect(again).toBe(one);
  });

  it.each([
    ['a series', 'UPDATE "Series" SET name = \'Reed briefing\' WHERE id = $1::uuid', 'seriesId', 'seriesName'],
    ['an event', 'UPDATE "Event" SET title = \'Reed morning\' WHERE id = $1::uuid', 'eventId', 'title'],
    ['a session', 'UPDATE "Session" SET venue = \'Reed barn\' WHERE id = $1::uuid', 'id', 'venue'],
  ] as const)('is read again once %s was changed, by whomever', async (_what, statement, id, shown) => {
    const session = await someSession();
    await service.database.pool.query(statement, [session[id]]);
    const after = (await upcomingSessions(service.core)).find((other) => other.id === session.id);
    expect(after?.[shown]).toMatch(/^Reed /);
  });

  it('shows each place that somebody takes or gives back', async () => {
    const session = await someSession();
    const takenNow = async () =>
      (await upcomingSessions(service.core)).find(({ id }) => id === session.id)?.taken ?? -1;
    const before = await takenNow();
    const person = await service.database.prisma.person.create({ data: { name: 'Dora Fenn' } });
    const place = await service.database.prisma.registration.create({
      data: { sessionId: session.id, personId: person.id, state: 'confirmed', confirmedAt: service.clock.now() },
    });
    expect(await takenNow()).toBe(before + 1);
    await service.database.prisma.registration.delete({ where: { id: place.id } });
    expect(await takenNow()).toBe(before);
  });

  it('is read again of the one session in which a place is taken, and of no other', async () => {
    const session = await someSession();
    const before = await upcomingSessions(service.core);
    const person = await service.database.prisma.person.create({ data: { name: 'Dora Marsh' } });
    const data = { sessionId: session.id, personId: person.id, state: 'confirmed' as const };
    const place = await service.database.prisma.registration.create({ data });
    const after = await upcomingSessions(service.core);
    expect(after.find(({ id }) => id === session.id)?.taken).toBe(session.taken + 1);
    // The very same objects prove that nothing was read.
    expect(after.filter((one) => !before.includes(one)).map(({ id }) => id)).toEqual([session.id]);
    await service.database.prisma.registration.delete({ where: { id: place.id } });
    expect((await upcomingSessions(service.core)).find(({ id }) => id === session.id)?.taken).toBe(session.taken);
  });

  it('shows a place and a title that were changed in one transaction, whichever was first', async () => {
    const session = await someSession();
    for (const [at, first] of ['place', 'title'].entries()) {
      const { taken } = (await upcomingSessions(service.core)).find(({ id }) => id === session.id) ?? session;
      const person = await service.database.prisma.person.create({ data: { name: 'Dora Weir' } });
      const data = { sessionId: session.id, personId: person.id, state: 'confirmed' as const };
      await service.database.prisma.$transaction(async (tx) => {
        const rename = () => tx.event.update({ where: { id: session.eventId }, data: { title: `Weir day ${at}` } });
        if (first === 'title') await rename();
        await tx.registration.create({ data });
        if (first === 'place') await rename();
      });
      const after = (await upcomingSessions(service.core)).find(({ id }) => id === session.id);
      expect(after).toMatchObject({ taken: taken + 1, title: `Weir day ${at}` });
    }
  });

  it('lets go of what has ended meanwhile, and has it again when the clock was wrong', async () => {
    const clock = clockAt('2026-11-22T10:00:00Z');
    const core: Core = { ...service.core, clock };
    const [soonest, ...others] = await upcomingSessions(core);
    const ids = async () => (await upcomingSessions(core)).map(({ id }) => id);
    if (!soonest) throw new Error('The demonstration has nothing to come');
    const untilEnd = soonest.endsAt.getTime() - clock.now().getTime();
    clock.advance(untilEnd - 60_000);
    await ids();
    clock.advance(60_001);
    expect(await ids()).not.toContain(soonest.id);
    clock.advance(-untilEnd - 1);
    expect(await ids()).toEqual([soonest, ...others].map(({ id }) => id));
  });

  it('is what the chat shows, before and after a change', async () => {
    const session = await someSession();
    await chat.say("what's on");
    await service.database.pool.query('UPDATE "Event" SET title = $2 WHERE id = $1::uuid', [
      session.eventId,
      'Fen day',
    ]);
    expect((await chat.say("what's on")).text).toContain('Fen day');
    await service.database.pool.query('UPDATE "Event" SET title = $2 WHERE id = $1::uuid', [
      session.eventId,
      'Dyke day',
    ]);
    const { text } = await chat.say("what's on");
    expect(text).toContain('Dyke day');
    expect(text).not.toContain('Fen day');
  });

  it('would show an old title if changes left no trace', async () => {
    const session = await someSession();
    await service.database.pool.query('ALTER TABLE "Event" DISABLE TRIGGER "Event_changes_programme"');
    try {
      await chat.say("what's on");
      await service.database.pool.query('UPDATE "Event" SET title = $2 WHERE id = $1::uuid', [
        session.eventId,
        'Sly day',
      ]);
      expect((await chat.say("what's on")).text).not.toContain('Sly day');
    } finally {
      await service.database.pool.query('ALTER TABLE "Event" ENABLE TRIGGER "Event_changes_programme"');
    }
  });

  it('is read from tables of which each notes a change, of whatever kind', async () => {
    const { sql, values } = programmeStatement(service.clock.now());
    const literal = (value: unknown) => (value === null ? 'NULL' : `'${(value as Date).toISOString()}'`);
    const text = sql.split('?').reduce((before, part, at) => `${before}${literal(values[at - 1])}${part}`);
    const { rows } = await service.database.pool.query(`EXPLAIN (FORMAT JSON) ${text}`);
    const tables = new Set([...JSON.stringify(rows).matchAll(/"Relation Name":"(\w+)"/g)].map(([, name]) => name));
    expect(tables.size).toBeGreaterThan(3);
    for (const table of tables) {
      const triggers = await service.database.prisma.$queryRaw<Array<{ acts: number }>>`
        SELECT bit_or(t.tgtype)::int & 60 AS acts FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
         WHERE t.tgrelid = format('%I', ${table}::text)::regclass AND t.tgenabled = 'O' AND p.proname IN ('note_programme_change', 'note_place_change')`;
      // Bits of "pg_trigger": 4 for INSERT, 8 for DELETE, 16 for UPDATE, 32 for TRUNCATE.
      expect([table, triggers[0]?.acts]).toEqual([table, 60]);
    }
  });

  it('does not hold in a database that counts its transactions anew', async () => {
    const { rows } = await service.database.pool.query(
      "SELECT programme_changes('99999999:99999999:'::pg_snapshot) AS later, programme_changes(pg_current_snapshot()) AS now",
    );
    expect(rows).toEqual([{ later: null, now: [] }]);
  });

  it('leaves the traces of a day only', async () => {
    const { prisma } = service.database;
    await prisma.$executeRaw`INSERT INTO "ProgrammeChange" VALUES (1, now() - interval '25 hours')`;
    await runHousekeeping(service.core);
    const old = { where: { transaction: 1n } };
    expect(await prisma.programmeChange.count(old)).toBe(0);
    expect(await prisma.programmeChange.count()).toBeGreaterThan(0);
  });
});

describe.runIf(server)('a change that is committed later than it was made', () => {
  it('shows as soon as it is, whatever was read meanwhile', async () => {
    const session = await someSession();
    const { pool } = service.database;
    const slow = await pool.connect();
    const title = async () => (await upcomingSessions(service.core)).find(({ id }) => id === session.id)?.title;
    try {
      await slow.query('BEGIN');
      await slow.query('UPDATE "Event" SET title = $2 WHERE id = $1::uuid', [session.eventId, 'Slow day']);
      // Another one, begun later and committed sooner, is what is read now.
      await pool.query('UPDATE "Session" SET label = label WHERE id = $1::uuid', [session.id]);
      expect(await title()).not.toBe('Slow day');
      expect(await title()).not.toBe('Slow day');
      await slow.query('COMMIT');
      expect(await title()).toBe('Slow day');
    } finally {
      slow.release(true);
    }
  });
});
