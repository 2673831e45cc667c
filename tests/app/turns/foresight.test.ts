import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Core } from '../../../src/app/core.js';
import { upcomingSessions } from '../../../src/app/programme/upcoming-sessions.js';
import type { OpenTurn, TurnFacts } from '../../../src/app/turns/open-turn.js';
import { createTurnStore, type TurnStore } from '../../../src/app/turns/turn-store.js';
import { clockAt, type MovableClock } from '../../support/clock.js';
import { startTestService, type TestService } from '../../support/service.js';
import { makeSpeaker } from '../../support/speaker.js';

const urn = 990_001;

let service: TestService;
let clock: MovableClock;
let core: Core;
let book: TurnStore;
let facts: TurnFacts;
let accountId: string;
let personId: string;

beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

/** Somebody with a name, a post at a school and a role, who has spoken before in their own chat. */
beforeEach(async () => {
  clock = clockAt('2026-11-22T10:00:00Z');
  core = { ...service.core, clock };
  book = createTurnStore(core);
  const { prisma } = service.database;
  const school = { name: 'Sluice Primary School', phase: 'primary', type: 'community', district: 'Boston' } as const;
  await prisma.school.upsert({
    where: { urn },
    create: { urn, ...school, locality: 'Boston', town: 'Boston', postcode: 'PE21 1AA' },
    update: school,
  });
  ({ facts, accountId, personId } = await makeSpeaker(prisma, urn, clock.now()));
  await prisma.grant.create({ data: { accountId, role: 'board' } });
  await speak(book);
});

const another = (): TurnFacts => ({ ...facts, id: randomUUID() });

/** A turn in the usual way, after which the talk is about the state. */
async function speak(turns: TurnStore, state: object = { events: ['a'] }): Promise<void> {
  const opened = await turns.open(another());
  if (opened === 'redelivered') throw new Error('A new turn was taken for an old one');
  await (await turns.close(opened, { accountId, place: facts.place.id, state })).closed;
}

/** Answers ahead with who speaks, and leaves the talk about `state`. */
function foresee(turn: TurnFacts, { turns = book, state }: { turns?: TurnStore; state?: object } = {}) {
  return turns.foresee(turn, async ({ actor, context }: OpenTurn) => ({
    actor,
    context,
    ...(state ? { keep: { accountId, place: facts.place.id, state } } : {}),
  }));
}

const inbound = (turn: TurnFacts) =>
  service.database.prisma.inbound.findUnique({ where: { key: `teams:fens:${turn.id}` } });

const talk = () =>
  service.database.prisma.context.findUniqueOrThrow({
    where: { accountId_place: { accountId, place: facts.place.id } },
  });

describe('an answer that was given before its turn was claimed', () => {
  it('is made from what is so, and closes the turn', async () => {
    const turn = another();
    const ahead = await foresee(turn);
    expect(ahead?.actor).toEqual({
      accountId,
      personId,
      name: 'Ada Marsh',
      post: expect.objectContaining({ position: 'headteacher', school: 'Sluice Primary School' }),
      grants: [{ role: 'board', seriesId: null }],
    });
    expect(ahead?.context).toEqual({ events: ['a'] });
    expect((await inbound(turn))?.doneAt).toEqual(clock.now());
  });

  it('is given once: not when the turn comes again, here or to another process', async () => {
    const turn = another();
    const other = createTurnStore(core);
    await speak(other);
    expect(await foresee(turn)).toBeDefined();
    expect(await foresee(turn)).toBeUndefined();
    expect(await foresee(turn, { turns: other })).toBeUndefined();
    expect(await other.open(turn)).toBe('redelivered');
  });

  it('is given once when twenty copies of the turn come at the same time to two processes', async () => {
    const other = createTurnStore(core);
    await speak(other);
    const turn = another();
    const all = await Promise.all(
      Array.from({ length: 20 }, async (_, at) => {
        const turns = at % 2 === 0 ? book : other;
        return (await foresee(turn, { turns })) ?? turns.open(turn);
      }),
    );
    expect(all.filter((outcome) => outcome !== 'redelivered')).toHaveLength(1);
  });

  it('is given to each of many who speak at the same time', async () => {
    const others = Array.from({ length: 30 }, (_, at) => ({
      ...facts,
      account: { ...facts.account, user: `${facts.account.user}-${at}` },
      place: { ...facts.place, id: `${facts.place.id}-${at}` },
    }));
    // The first time they are nobody; what is known of them then is not what it is from then on.
    for (const _ of [1, 2]) {
      await Promise.all(others.map(async (turn) => book.open({ ...turn, id: randomUUID() })));
    }
    const ahead = await Promise.all(others.map((turn) => foresee({ ...turn, id: randomUUID() })));
    expect(ahead.filter(Boolean)).toHaveLength(30);
    expect(new Set(ahead.map((one) => one?.actor.accountId)).size).toBe(30);
  });

  it('is thrown away, and the turn left open, when its maker has no answer', async () => {
    const turn = another();
    expect(await book.foresee(turn, async () => undefined)).toBeUndefined();
    expect(await inbound(turn)).toBeNull();
    expect(await book.open(turn)).toMatchObject({ actor: { accountId } });
  });

  it('is not asked for from somebody who has not spoken here, or not within the hour', async () => {
    const asked = { ...another(), place: { kind: 'personal', id: 'elsewhere' } } as const;
    const answer = async () => expect.fail('nothing is known that an answer could be made from');
    expect(await book.foresee(asked, answer)).toBeUndefined();
    expect(await createTurnStore(core).foresee(another(), answer)).toBeUndefined();
    clock.advance(60 * 60_000 + 1);
    expect(await book.foresee(another(), answer)).toBeUndefined();
  });
});

describe('an answer that was given ahead is thrown away, and the turn left open, once', () => {
  const changes: ReadonlyArray<readonly [string, string, () => readonly unknown[]]> = [
    ['the name has changed', 'UPDATE "Person" SET name = \'Ada Fenn\' WHERE id = $1', () => [personId]],
    ['the person was erased', 'DELETE FROM "Person" WHERE id = $1', () => [personId]],
    ['the account is somebody else’s', 'UPDATE "Account" SET "personId" = NULL WHERE id = $1', () => [accountId]],
    ['the post has ended', 'UPDATE "Post" SET until = now() WHERE "personId" = $1', () => [personId]],
    ['the post is another', 'UPDATE "Post" SET position = \'governor\' WHERE "personId" = $1', () => [personId]],
    ['the school has another name', 'UPDATE "School" SET name = \'Lock Primary\' WHERE urn = $1', () => [urn]],
    ['the role was taken back', 'UPDATE "Grant" SET "revokedAt" = now() WHERE "accountId" = $1', () => [accountId]],
    [
      'a role was given',
      `INSERT INTO "Grant" (id, "accountId", role) VALUES (gen_random_uuid(), $1, 'administrator')`,
      () => [accountId],
    ],
    [
      'the talk went on elsewhere',
      `UPDATE "Context" SET state = '{"events":["b"]}' WHERE "accountId" = $1`,
      () => [accountId],
    ],
    ['the talk was forgotten', 'DELETE FROM "Context" WHERE "accountId" = $1', () => [accountId]],
    ['the chat was left', 'UPDATE "Conversation" SET "goneAt" = now() WHERE "externalId" = $1', () => [facts.place.id]],
  ];

  it.each(changes)('%s', async (_what, statement, values) => {
    await service.database.pool.query(statement, [...values()]);
    const turn = another();
    expect(await foresee(turn)).toBeUndefined();
    expect(await inbound(turn)).toBeNull();
    expect(await book.open(turn)).toMatchObject({ actor: { accountId } });
    await book.open(another());
    // What is so now is known now.
    expect(await foresee(another())).toMatchObject({ actor: { accountId } });
  });

  it.each(['Account', 'Person', 'Post', 'School', 'Grant', 'Conversation'])(
    'but for the triggers of %s',
    async (table) => {
      const own = changes.filter(([, statement]) => statement.includes(`"${table}"`));
      expect(own).not.toEqual([]);
      await service.database.pool.query(`ALTER TABLE "${table}" DISABLE TRIGGER USER`);
      try {
        for (const [, statement, values] of own) {
          if (statement.startsWith('DELETE')) continue;
          await service.database.pool.query(statement, [...values()]);
          expect(await foresee(another())).toBeDefined();
        }
      } finally {
        await service.database.pool.query(`ALTER TABLE "${table}" ENABLE TRIGGER USER`);
      }
    },
  );

  it('the database counts its transactions anew, as one that was restored does', async () => {
    const { rows } = await service.database.pool.query(
      `SELECT foreseen_holds('99999999:99999999:', NULL) AS later, foreseen_holds(s, '99999999:99999999:') AS programme,
              foreseen_holds(s, NULL) AND foreseen_holds(s, s) AS now FROM pg_current_snapshot() AS s`,
    );
    expect(rows).toEqual([{ later: false, programme: false, now: true }]);
  });

  it('another process gave the talk another turn', async () => {
    await speak(createTurnStore(core), { events: ['z'] });
    expect(await foresee(another())).toBeUndefined();
  });

  it('the talk was too long ago to be about anything', async () => {
    clock.advance(31 * 60_000);
    expect(await foresee(another())).toBeUndefined();
    expect(await book.open(another())).toMatchObject({ context: null });
  });

  it('the way to post there is another', async () => {
    expect(await foresee({ ...another(), reference: { serviceUrl: 'https://other.example/' } })).toBeUndefined();
  });

  it('the programme has changed, if it was asked for', async () => {
    await upcomingSessions(core);
    const asking = () => ({ ...another(), asksProgramme: true });
    expect(await foresee(asking())).toBeDefined();
    await service.database.pool.query('UPDATE "Event" SET title = title');
    expect(await foresee(another())).toBeDefined();
    expect(await foresee(asking())).toBeUndefined();
  });
});

describe('what a talk is about after an answer that was given ahead', () => {
  it('is kept with the turn, for whoever speaks next', async () => {
    expect(await foresee(another(), { state: { events: ['c'] } })).toBeDefined();
    expect((await talk()).state).toEqual({ events: ['c'] });
    expect(await createTurnStore(core).open(another())).toMatchObject({ context: { events: ['c'] } });
    expect(await foresee(another())).toMatchObject({ context: { events: ['c'] } });
  });

  it('stays known for half an hour after it was last used', async () => {
    for (const _ of [1, 2, 3]) {
      clock.advance(25 * 60_000);
      await service.database.prisma.account.update({ where: { id: accountId }, data: { seenAt: clock.now() } });
      await book.open(another());
      expect(await foresee(another(), { state: { events: ['a'] } })).toBeDefined();
      expect((await talk()).expiresAt).toEqual(new Date(clock.now().getTime() + 30 * 60_000));
    }
  });

  it('is not kept when the turn was somebody else’s', async () => {
    const turn = another();
    const other = createTurnStore(core);
    await other.open(turn);
    expect(await foresee(turn, { state: { events: ['lost'] } })).toBeUndefined();
    expect((await talk()).state).toEqual({ events: ['a'] });
  });

  it('is that of one of two turns that come at the same time', async () => {
    const [one, two] = [another(), another()];
    const outcomes = await Promise.all([
      foresee(one, { state: { events: ['one'] } }),
      foresee(two, { state: { events: ['two'] } }),
    ]);
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect((await talk()).state).toEqual(outcomes[0] ? { events: ['one'] } : { events: ['two'] });
  });
});
