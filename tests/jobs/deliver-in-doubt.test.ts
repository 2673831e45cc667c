import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { markSent } from '../../src/app/messages/delivery-ledger.js';
import { scheduleDelivery } from '../../src/app/messages/schedule-delivery.js';
import type { FindResult, PlatformPort, Sending } from '../../src/channels/port.js';
import type { Services } from '../../src/conversation/talk/turn-context.js';
import type { Database } from '../../src/db/database.js';
import { deliver } from '../../src/jobs/deliver.js';
import { PutOff } from '../../src/queue/jobs.js';
import { clockAt } from '../support/clock.js';
import { openTestDatabase } from '../support/database/database.js';
import { idleQueue } from '../support/database/idle-queue.js';
import { coreOf, makeActors, makeSession } from '../support/worlds/programme.js';

const log = pino({ level: 'silent' });
let database: Database;
let clock: ReturnType<typeof clockAt>;
let services: Services;
let deliveryId: string;
/** What the platform does with the next posts, and what looking for them finds. */
let posts: Sending[];
let look: FindResult | undefined;
const breaksOff: Sending = { kind: 'unknown', cause: new Error('The connection broke off') };
const busy = (retryAfterMs?: number): Sending => ({
  kind: 'not-taken',
  why: 'busy',
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});
let posted: string[];

beforeEach(async () => {
  database = await openTestDatabase();
  clock = clockAt('2026-11-22T10:00:00Z');
  const core = coreOf(database, idleQueue, clock);
  services = {
    core,
    links: {
      calendar: () => 'https://x.example/c',
      place: () => 'https://x.example/p',
      page: () => 'https://x.example/my',
      feed: () => '',
      attendanceChecklist: () => '',
      attendees: () => '',
      ownData: () => '',
      personData: () => '',
      certificate: () => '',
      notice: '',
    },
    personas: undefined,
  };
  const [actor] = await makeActors(database.prisma, 1);
  if (!actor?.personId) throw new Error('Nobody was made');
  const sessionId = await makeSession(database.prisma, clock.now(), { capacity: 5 });
  const registration = await database.prisma.registration.create({
    data: { sessionId, personId: actor.personId, state: 'confirmed', confirmedAt: clock.now() },
  });
  await database.prisma.$transaction((tx) =>
    scheduleDelivery(core, tx, {
      key: 'place-given:1',
      kind: 'place-given',
      to: { personId: actor.personId ?? '' },
      payload: { registrationId: registration.id },
    }),
  );
  deliveryId = (await database.prisma.delivery.findUniqueOrThrow({ where: { key: 'place-given:1' } })).id;
  posts = [];
  posted = [];
  look = undefined;
});
afterEach(() => database.close());

function port(): PlatformPort {
  const looked = look;
  return {
    platform: 'teams',
    post: async (_destination, _card, key) => {
      posted.push(key ?? '');
      return posts.shift() ?? { kind: 'taken', messageId: `message-${posted.length}` };
    },
    update: async () => ({ kind: 'taken', messageId: '' }),
    ...(looked && { find: async () => looked }),
  };
}

const run = () => deliver(services, { teams: port() }, log, deliveryId);
const row = () => database.prisma.delivery.findUniqueOrThrow({ where: { id: deliveryId } });

describe('a message whose sending was interrupted', () => {
  it('is looked for later where that is possible, and not sent again before', async () => {
    look = { kind: 'absent' };
    posts = [breaksOff];
    await expect(run()).rejects.toBeInstanceOf(PutOff);
    await expect(run()).rejects.toMatchObject({ retryAfterMs: 60_000 });
    expect(posted).toEqual(['place-given:1']);
    expect(await row()).toMatchObject({ state: 'claimed' });
  });

  it('is sent when it never arrived', async () => {
    look = { kind: 'absent' };
    posts = [breaksOff];
    await run().catch(() => undefined);
    clock.advance(61_000);
    await run();
    expect(posted).toHaveLength(2);
    expect(await row()).toMatchObject({ state: 'sent', messageId: 'message-2', attempts: 2 });
  });

  it('is settled without sending when it is found', async () => {
    look = { kind: 'found', messageId: 'found-1' };
    posts = [breaksOff];
    await run().catch(() => undefined);
    clock.advance(61_000);
    await run();
    expect(posted).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'sent', messageId: 'found-1' });
  });

  it('keeps waiting when the platform asks to wait before looking', async () => {
    look = { kind: 'not-taken', why: 'busy', retryAfterMs: 5_000 };
    posts = [breaksOff];
    await run().catch(() => undefined);
    clock.advance(61_000);
    await expect(run()).rejects.toMatchObject({ retryAfterMs: 5_000 });
    expect(await row()).toMatchObject({ state: 'claimed' });
  });

  it('is sent once more, and no more, when nobody can see whether it arrived and a second copy is harmless', async () => {
    for (const seen of [{ kind: 'unseen' } as const, undefined]) {
      look = seen;
      posted = [];
      posts = [breaksOff, breaksOff, breaksOff];
      await database.prisma.delivery.update({ where: { id: deliveryId }, data: { state: 'scheduled', doubts: 0 } });
      for (let attempt = 0; attempt < 6; attempt += 1) {
        await run().catch(() => undefined);
        clock.advance(100_000);
      }
      expect(posted).toHaveLength(2);
      expect(await row()).toMatchObject({ state: 'failed', fault: 'chat/doubt' });
    }
  });

  it('is left to an organiser at once when a second copy would puzzle', async () => {
    await database.prisma.delivery.update({
      where: { id: deliveryId },
      data: { kind: 'reminder', payload: await reminding() },
    });
    posts = [breaksOff];
    await run();
    expect(posted).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'failed', fault: 'chat/doubt' });
  });

  it('is not judged while the process that sent it may still write what became of it', async () => {
    await database.prisma.delivery.update({
      where: { id: deliveryId },
      data: { state: 'claimed', claimedAt: new Date(clock.now().getTime() - 3_600_000) },
    });
    await expect(run()).rejects.toBeInstanceOf(PutOff);
    expect(posted).toEqual([]);
    await markSent(services.core, deliveryId, 'told late');
    clock.advance(31_000);
    await run();
    expect(posted).toEqual([]);
    expect(await row()).toMatchObject({ state: 'sent', messageId: 'told late' });
  });
});

/** What a reminder of the same place carries. */
async function reminding() {
  const { payload } = await row();
  const registrationId = String(Reflect.get(Object(payload), 'registrationId'));
  const { session } = await database.prisma.registration.findUniqueOrThrow({
    where: { id: registrationId },
    select: { session: { select: { startsAt: true } } },
  });
  return { registrationId, reminder: 'week', startsAt: session.startsAt.toISOString() };
}

describe('a message that the platform does not take', () => {
  it('waits as long as it is asked to', async () => {
    posts = [busy(7_000)];
    await expect(run()).rejects.toMatchObject({ retryAfterMs: 7_000 });
    expect(await row()).toMatchObject({ state: 'scheduled' });
    await run();
    expect(await row()).toMatchObject({ state: 'sent' });
  });

  it('is tried for three hours, at longer and longer intervals, and then said to have failed', async () => {
    const pauses: number[] = [];
    posts = Array.from({ length: 500 }, () => busy());
    const began = clock.now().getTime();
    while ((await row()).state === 'scheduled') {
      const fault = await run().catch((error: unknown) => error);
      if (!(fault instanceof PutOff)) break;
      pauses.push(fault.retryAfterMs);
      clock.advance(fault.retryAfterMs);
    }
    expect(clock.now().getTime() - began).toBeGreaterThanOrEqual(3 * 3_600_000);
    expect(clock.now().getTime() - began).toBeLessThan(3.5 * 3_600_000);
    expect(pauses[0]).toBeLessThan(10_000);
    expect(Math.max(...pauses)).toBeGreaterThan(300_000);
    expect(await row()).toMatchObject({
      state: 'failed',
      fault: expect.stringMatching(/^chat\/(busy|away|unexplained)$/),
    });
  });
});

describe('a message that was taken while the database was away', () => {
  it('is written down once it is back, and never sent again', async () => {
    const { prisma } = services.core;
    let away = 3;
    const delivery = new Proxy(prisma.delivery, {
      get: (target, name, receiver) =>
        name === 'updateMany' && away-- > 0
          ? () => Promise.reject(new Error('The database is away'))
          : Reflect.get(target, name, receiver),
    });
    const core = { ...services.core, prisma: Object.create(prisma, { delivery: { value: delivery } }) };
    await deliver({ ...services, core }, { teams: port() }, log, deliveryId);
    await run();
    expect(posted).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'sent', messageId: 'message-1' });
  });
});

describe('a message that several processes come upon at once', () => {
  const runAtOnce = (ids: readonly string[]) =>
    Promise.allSettled(ids.map((id) => deliver(services, { teams: port() }, log, id)));

  it('is sent by one of them', async () => {
    await runAtOnce(Array<string>(8).fill(deliveryId));
    expect(posted).toEqual(['place-given:1']);
    await runAtOnce(Array<string>(8).fill(deliveryId));
    expect(posted).toHaveLength(1);
  });

  it('would be sent by each, were it not claimed: what the test above would see', async () => {
    for (let copy = 0; copy < 3; copy += 1) {
      await database.prisma.delivery.update({ where: { id: deliveryId }, data: { state: 'scheduled' } });
      await runAtOnce([deliveryId]);
    }
    expect(posted).toHaveLength(3);
  });
});
