import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runTick } from '../../src/jobs/tick.js';
import { eventually } from '../support/eventually.js';
import { startTestService, type TestService } from '../support/service.js';
import { personalChatOf } from '../support/teams/teams.js';
import { makeSession } from '../support/worlds/programme.js';

let service: TestService;
const log = pino({ level: 'silent' });
const day = 86_400_000;

beforeAll(async () => {
  // A Monday, before working hours begin.
  service = await startTestService('2026-11-23T07:00:00Z');
});
afterAll(() => service.stop());

const prismaOf = () => service.database.prisma;

/** Somebody with a chat who organises one series. */
async function organiserOf(seriesId: string, user: string) {
  const chat = await service.chat(user, { name: user });
  await chat.say('hello');
  const account = await prismaOf().account.findFirstOrThrow({ where: { user } });
  const person = await prismaOf().person.create({ data: { name: user } });
  await prismaOf().account.update({ where: { id: account.id }, data: { personId: person.id } });
  await prismaOf().grant.create({ data: { accountId: account.id, role: 'organiser', seriesId } });
  return chat;
}

async function failing(sessionId: string, count: number, fault: string | null, state: 'failed' | 'missed' | 'claimed') {
  for (let made = 0; made < count; made += 1) {
    const person = await prismaOf().person.create({ data: { name: `Reader ${made}` } });
    const { id } = await prismaOf().registration.create({
      data: { sessionId, personId: person.id, state: 'confirmed' },
    });
    const now = service.clock.now();
    await prismaOf().delivery.create({
      data: {
        ...{ key: `f:${randomUUID()}`, kind: 'booked-for-you', personId: person.id, payload: { registrationId: id } },
        ...{ state, fault, claimedAt: now, dueAt: now, createdAt: now },
      },
    });
  }
}

const noticesTo = (user: string) =>
  service.connector.posted.filter(
    ({ conversationId: conversation, activity }) =>
      conversation === personalChatOf(user) && activity.summary?.includes('did not reach anybody'),
  );

it('tells the organisers of a series once a day, grouped and with the reason, and sends all of theirs again', async () => {
  const mine = await makeSession(prismaOf(), service.clock.now(), { capacity: null, title: 'Failing round' });
  const other = await makeSession(prismaOf(), service.clock.now(), { capacity: null, title: 'Foreign round' });
  const seriesOf = async (id: string) =>
    (await prismaOf().session.findUniqueOrThrow({ where: { id }, include: { event: true } })).event.seriesId;
  const chat = await organiserOf(await seriesOf(mine), 'series-keeper');
  await organiserOf(await seriesOf(other), 'foreign-keeper');
  // An earlier release kept the second in words.
  await failing(mine, 2, 'no-address', 'missed');
  await failing(mine, 1, 'This person has no chat with the bot, and has stopped e-mails.', 'missed');
  await failing(mine, 2, 'The platform refused it: the bot was removed or the account is gone.', 'failed');
  await runTick(service.core, log);
  expect(noticesTo('series-keeper')).toEqual([]);
  service.clock.advance(3 * 3_600_000);
  for (let minute = 0; minute < 3; minute += 1) await runTick(service.core, log);
  await eventually(() => expect(noticesTo('series-keeper')).toHaveLength(1));
  const said = noticesTo('series-keeper')[0]?.activity.summary ?? '';
  expect(said).toContain('5 messages did not reach anybody');
  expect(said).toContain('2 messages about Failing round');
  expect(said).toContain('They have no chat with the bot, and no e-mail address is on record.');
  expect(said).toContain('This person has no chat with the bot, and has stopped e-mails.');
  expect(noticesTo('foreign-keeper')).toEqual([]);
  const list = await chat.say('failed messages');
  expect(list.text).toContain('2 × Booking by somebody else, Failing round');
  expect(list.text).not.toContain('Foreign round');
  await failing(other, 1, 'Why', 'failed');
  const again = await chat.click(list.card, 'Send again to all', '2 × Booking');
  expect(again.text).toContain('2 messages are on the way again.');
  expect(await prismaOf().delivery.count({ where: { state: 'failed', fault: 'Why' } })).toBe(1);
  service.clock.advance(day);
  await runTick(service.core, log);
  await eventually(() => expect(noticesTo('foreign-keeper')).toHaveLength(1));
});

it('says how many groups there are, and turns to those that do not fit on a card', async () => {
  const session = await makeSession(prismaOf(), service.clock.now(), { capacity: null, title: 'Paged round' });
  const { event } = await prismaOf().session.findUniqueOrThrow({ where: { id: session }, include: { event: true } });
  const chat = await organiserOf(event.seriesId, 'paged-keeper');
  for (let reason = 0; reason < 23; reason += 1) await failing(session, 1, `Reason ${reason}.`, 'failed');
  const groupsOf = (text: string) => [...text.matchAll(/Reason \d+\./g)].map(([words]) => words);
  const first = await chat.say('failed messages');
  expect(first.text).toContain('23 messages in 23 groups, by event and reason: these are 1 to 3.');
  const pages = [first];
  for (let page = 2; page <= 8; page += 1) {
    const before = pages.at(-1) ?? first;
    pages.push(await chat.click(before.card, 'More'));
  }
  const last = pages.at(-1) ?? first;
  expect(last.text).toContain('these are 22 to 23.');
  expect(new Set(pages.flatMap(({ text }) => groupsOf(text))).size).toBe(23);
  expect((await chat.click(last.card, 'Those before')).text).toContain('these are 19 to 21.');
  expect((await chat.click(first.card, 'Send all 23 again')).text).toContain('23 messages are on the way again.');
});

it('leaves to the organisers, after an hour, what the service stopped while sending', async () => {
  const session = await makeSession(prismaOf(), service.clock.now(), { capacity: null, title: 'Interrupted round' });
  const { event } = await prismaOf().session.findUniqueOrThrow({ where: { id: session }, include: { event: true } });
  const chat = await organiserOf(event.seriesId, 'interrupted-keeper');
  await failing(session, 1, null, 'claimed');
  await runTick(service.core, log);
  expect((await chat.say('failed messages')).text).not.toContain('Interrupted round');
  service.clock.advance(2 * 3_600_000);
  await runTick(service.core, log);
  const left = await chat.say('failed messages');
  expect(left.text).toContain('1 × Booking by somebody else, Interrupted round');
  expect(left.text).toContain('The service stopped while sending it. Look in the chat before sending it again.');
});
