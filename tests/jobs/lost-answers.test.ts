import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tellOfFailingMessages } from '../../src/app/messages/failing/failing-spell.js';
import { runTick } from '../../src/jobs/tick.js';
import { book, settle } from '../drills/bookers.js';
import { eventually } from '../support/eventually.js';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const log = pino({ level: 'silent' });

it('somebody who was booked and could not be told hears how their bookings stand', async () => {
  const chat = await service.chat('not-told');
  await settle(chat, 3);
  service.connector.fail({ status: 429, headers: { 'retry-after': '7' } });
  expect(await book(chat)).toBe(false);
  await eventually(() => {
    const told = service.connector.posted.filter(({ activity }) =>
      activity.summary?.startsWith('I did what you asked'),
    );
    expect(told).toHaveLength(1);
    expect(told[0]?.activity.summary).toContain('Governor briefing');
  });
});

it('an answer that changed nothing is not told later', async () => {
  const chat = await service.chatAs('board', 'asks-only');
  service.connector.fail({ status: 429, headers: { 'retry-after': '7' } });
  await chat.say("what's on");
  expect(await service.database.prisma.delivery.count({ where: { kind: 'answer-lost' } })).toBe(1);
});

it('a spell of failures is told to administrators once, and all of a kind can be sent again', async () => {
  const { prisma } = service.database;
  const administrator = await service.chatAs('administrator', 'runs-it');
  const registration = await prisma.registration.findFirstOrThrow({
    where: { state: 'confirmed', person: { accounts: { some: { user: 'not-told' } } } },
  });
  const failed = (count: number, from: number) =>
    prisma.delivery.createMany({
      data: Array.from({ length: count }, (_, index) => ({
        key: `failed:${from + index}`,
        kind: 'booked-for-you',
        personId: registration.personId,
        payload: { registrationId: registration.id },
        state: 'failed' as const,
        claimedAt: service.clock.now(),
        dueAt: service.clock.now(),
        fault: 'The platform could not be reached for three hours.',
      })),
    });
  await failed(4, 0);
  expect(await tellOfFailingMessages(service.core)).toBe(false);
  await failed(4, 4);
  await runTick(service.core, log);
  await failed(4, 8);
  await runTick(service.core, log);
  await eventually(() => {
    const told = service.connector.posted.filter(({ activity }) => activity.summary?.includes('not arrived since'));
    expect(told).toHaveLength(1);
  });
  const list = await administrator.say('failed messages');
  const before = service.connector.posted.length;
  const seen = await administrator.click(list.card, 'Send again to all');
  expect(seen.text).toContain('12 messages are on the way again.');
  await eventually(async () => {
    const rows = await prisma.delivery.groupBy({
      by: ['state', 'fault'],
      where: { key: { startsWith: 'failed:' } },
      _count: true,
    });
    expect(rows).toEqual([{ state: 'sent', fault: null, _count: 12 }]);
  });
  const after = service.connector.posted.slice(before);
  expect(after.filter(({ activity }) => activity.summary?.startsWith('A colleague has booked'))).toHaveLength(12);
});
