import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scheduleDelivery } from '../../src/app/messages/schedule-delivery.js';
import { type FindResult, type PlatformPort, RateLimited } from '../../src/channels/port.js';
import type { Services } from '../../src/conversation/talk/turn-context.js';
import type { Database } from '../../src/db/database.js';
import { deliver } from '../../src/jobs/deliver.js';
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
let posts: Array<'takes' | 'breaks off'>;
let look: FindResult | RateLimited | undefined;
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
      feed: () => '',
      attendanceChecklist: () => '',
      attendees: () => '',
      ownData: () => '',
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
      if (posts.shift() === 'breaks off') throw new Error('The connection broke off');
      return { messageId: `message-${posted.length}` };
    },
    update: async () => {},
    ...(looked && {
      find: async () => {
        if (looked instanceof RateLimited) throw looked;
        return looked;
      },
    }),
  };
}

const run = () => deliver(services, { teams: port() }, log, deliveryId);
const row = () => database.prisma.delivery.findUniqueOrThrow({ where: { id: deliveryId } });

describe('a message whose sending was interrupted', () => {
  it('is looked for later where that is possible, and not sent again before', async () => {
    look = { kind: 'absent' };
    posts = ['breaks off'];
    await expect(run()).rejects.toBeInstanceOf(RateLimited);
    await expect(run()).rejects.toMatchObject({ retryAfterMs: 60_000 });
    expect(posted).toEqual(['place-given:1']);
    expect(await row()).toMatchObject({ state: 'claimed' });
  });

  it('is sent when it never arrived', async () => {
    look = { kind: 'absent' };
    posts = ['breaks off'];
    await run().catch(() => undefined);
    clock.advance(61_000);
    await run();
    expect(posted).toHaveLength(2);
    expect(await row()).toMatchObject({ state: 'sent', messageId: 'message-2', attempts: 2 });
  });

  it('is settled without sending when it is found', async () => {
    look = { kind: 'found', messageId: 'found-1' };
    posts = ['breaks off'];
    await run().catch(() => undefined);
    clock.advance(61_000);
    await run();
    expect(posted).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'sent', messageId: 'found-1' });
  });

  it('keeps waiting when the platform asks to wait before looking', async () => {
    look = new RateLimited(5_000);
    posts = ['breaks off'];
    await run().catch(() => undefined);
    clock.advance(61_000);
    await expect(run()).rejects.toMatchObject({ retryAfterMs: 5_000 });
    expect(await row()).toMatchObject({ state: 'claimed' });
  });

  it('is left to an organiser when nothing can be determined', async () => {
    look = { kind: 'unseen' };
    posts = ['breaks off'];
    await run().catch(() => undefined);
    clock.advance(61_000);
    await run();
    expect(posted).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'failed', fault: expect.stringContaining('Look in the chat') });
  });

  it('is left to an organiser at once on a platform that cannot be searched', async () => {
    posts = ['breaks off'];
    await run();
    expect(await row()).toMatchObject({ state: 'failed', fault: expect.stringContaining('Look in the chat') });
  });
});
