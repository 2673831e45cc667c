import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.js';
import { startTestService, type TestService } from '../../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  const { pool } = service.database;
  await pool.query('CREATE TABLE closed_apart AS SELECT key FROM "Inbound" WHERE false');
  await pool.query(
    `CREATE FUNCTION note_closed() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN INSERT INTO closed_apart VALUES (NEW.key); RETURN NULL; END'`,
  );
  await pool.query('CREATE TRIGGER closed AFTER UPDATE ON "Inbound" FOR EACH ROW EXECUTE FUNCTION note_closed()');
});
afterAll(async () => {
  // Other tests may get this database next.
  await service.database.pool.query('DROP FUNCTION note_closed() CASCADE');
  await service.database.pool.query('DROP TABLE closed_apart');
  await service.stop();
});

/** How many turns were closed by a statement of their own until now. */
async function closedApart(): Promise<number> {
  const { prisma, pool } = service.database;
  // Nobody waits for that statement on a server.
  await eventually(async () => expect(await prisma.inbound.count({ where: { doneAt: null } })).toBe(0));
  const { rows } = await pool.query('SELECT count(*)::int AS closed FROM closed_apart');
  return rows[0].closed;
}

describe('what can be foreseen', () => {
  it('is given to greetings, thanks, the help and what is on, after the first turn; not to what is one’s own', async () => {
    const chat = await service.chatAs('headteacher', 'foreseen');
    await chat.say("what's on");
    const { card } = await chat.say('hello');
    const quick = ['hello', 'help', "what's on", 'thanks', "what's on"];
    const said: string[] = [];
    const before = await closedApart();
    for (const words of quick) said.push((await chat.say(words)).text);
    said.push((await chat.click(card, "What's on")).text);
    expect(await closedApart()).toBe(before);
    expect(said[1]).toContain('Book a place');
    expect(said[2]).toBe(said[4]);
    // The button adds what is on below the greeting.
    expect(said[5]).toContain(said[4]);
    expect((await chat.again()).messages).toEqual([]);
    await chat.say('my bookings');
    expect(await closedApart()).toBe(before + 1);
  });

  it('knows a new name, and a role that was taken back, at once', async () => {
    const { prisma } = service.database;
    const chat = await service.chatAs('board', 'renamed');
    await chat.say('hello');
    expect((await chat.say('hello')).text).toContain('Hello');
    const account = await prisma.account.findFirstOrThrow({ where: { user: { contains: 'renamed' } } });
    await prisma.person.update({ where: { id: account.personId ?? '' }, data: { name: 'Quilla Reed' } });
    expect((await chat.say('hello')).text).toContain('Hello Quilla');
    const before = (await chat.say('help')).text;
    expect(before).toContain('board');
    await prisma.grant.updateMany({ where: { accountId: account.id }, data: { revokedAt: new Date() } });
    expect((await chat.say('help')).text).not.toBe(before);
  });
});
