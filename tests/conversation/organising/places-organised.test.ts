import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resizeSession } from '../../../src/app/bookings/resize-session.js';
import { offerLeaversPlaces } from '../../../src/app/bookings/substitutes.js';
import { runHousekeeping } from '../../../src/app/housekeeping.js';
import { groupsShown } from '../../../src/app/messages/failed-deliveries.js';
import { messageKinds } from '../../../src/app/messages/message-kinds.js';
import { type Queue, startQueue } from '../../../src/queue/queue.js';
import { eventually } from '../../support/eventually.js';
import type { TestService } from '../../support/service.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { onFile } from '../../support/worlds/on-file.js';
import { coreOf, makeSession } from '../../support/worlds/programme.js';

describe.each(journeyWorlds)('in $title', ({ start, head }) => {
  let service: TestService;
  /** Adds jobs that the service does. */
  let queue: Queue;
  beforeAll(async () => {
    service = await start();
    queue = await startQueue(service.database, pino({ level: 'silent' }));
  });
  afterAll(async () => {
    await queue.stop();
    await service.stop();
  });

  const day = 24 * 60 * 60_000;
  const core = () => coreOf(service.database, queue, service.clock);

  async function makeQuestions(sessionId: string, required: boolean): Promise<string> {
    const { prisma } = service.database;
    const { eventId } = await prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
    await prisma.bookingQuestion.createMany({
      data: [
        { eventId, kind: 'choice', prompt: 'Which workshop?', options: ['Maths', 'Music'], required, order: 0 },
        { eventId, kind: 'dietary', prompt: 'Anything about food?', order: 1 },
      ],
    });
    return eventId;
  }

  const told = (user: string) =>
    JSON.stringify(service.connector.posted.filter(({ conversationId }) => conversationId === `a:chat-of-${user}`));

  describe('questions at booking', () => {
    it('are asked in the form, keep what was typed, and show answers only to those who need them', async () => {
      const { prisma } = service.database;
      const id = await makeSession(prisma, service.clock.now(), { capacity: 5, title: 'Quillwort symposium' });
      const eventId = await makeQuestions(id, true);
      const [workshop, food] = await prisma.bookingQuestion.findMany({ where: { eventId }, orderBy: { order: 'asc' } });
      const chat = await service.chatAs('headteacher', 'answers');
      const form = await chat.say('book the Quillwort symposium');
      expect(form.text).toContain('Which workshop?');
      expect(await prisma.registration.count({ where: { sessionId: id } })).toBe(0);
      const booked = await chat.submit(form.card, { [workshop?.id ?? '']: 'Music', [food?.id ?? '']: 'No nuts <b>' });
      expect(booked.text).toContain('Your place is booked.');
      const board = await service.chatAs('board', 'counts');
      const counts = await board.say('booking answers for the Quillwort symposium');
      expect(counts.text).toContain('Music: 1');
      expect(counts.text).toContain('answered: 1');
      expect(counts.text).not.toContain('No nuts');
      const organiser = await service.chatAs('organiser', 'names');
      const named = await organiser.say('booking answers for the Quillwort symposium');
      expect(named.text).toContain('No nuts <b>');
      expect(named.text).toContain(head.name);
      const other = await service.chatAs('headteacher', 'answers-not');
      expect((await other.say('booking answers for the Quillwort symposium')).text).not.toContain('No nuts');
    });

    it('tell the organisers that an answer changed after the cut-off, but not what it says, and are deleted after 14 days', async () => {
      const { prisma } = service.database;
      const id = await makeSession(prisma, service.clock.now(), { capacity: 5, title: 'Sundew symposium' });
      const eventId = await makeQuestions(id, false);
      await prisma.event.update({ where: { id: eventId }, data: { cateringCutOff: service.clock.now() } });
      const organiser = await service.chatAs('organiser', 'told-late');
      expect(organiser).toBeDefined();
      const chat = await service.chatAs('headteacher', 'late');
      const booked = await chat.say('book the Sundew symposium');
      const form = await chat.click(booked.card, 'Answer the questions');
      const [, food] = await prisma.bookingQuestion.findMany({ where: { eventId }, orderBy: { order: 'asc' } });
      const saved = await chat.submit(form.card, { [food?.id ?? '']: 'Only turnips' });
      expect(saved.text).toContain('the organisers have been told about the change');
      await eventually(async () => {
        const sent = await prisma.delivery.findMany({ where: { kind: 'answers-late' } });
        expect(sent.length).toBeGreaterThan(0);
        expect(JSON.stringify(service.connector.posted)).toContain('changed their answers after the catering cut-off');
      });
      expect(JSON.stringify(service.connector.posted.slice(-3))).not.toContain('turnips');
      const { endsAt } = await prisma.session.findUniqueOrThrow({ where: { id } });
      const answers = () => prisma.bookingAnswer.count({ where: { question: { eventId } } });
      const daysAfter = (days: number) =>
        coreOf(service.database, queue, { now: () => new Date(endsAt.getTime() + days * day) });
      await runHousekeeping(daysAfter(13));
      expect(await answers()).toBe(1);
      await runHousekeeping(daysAfter(15));
      expect(await answers()).toBe(0);
    });
  });

  describe('the waiting list for organisers', () => {
    it('shows who is waiting, and moves somebody up with a recorded reason', async () => {
      const { prisma } = service.database;
      const id = await makeSession(prisma, service.clock.now(), { capacity: 1, title: 'Butterwort symposium' });
      const [holder, first] = await prisma.person.findMany({ where: { accounts: { none: {} } }, take: 2 });
      await prisma.registration.create({
        data: { sessionId: id, personId: holder?.id ?? '', state: 'confirmed', confirmedAt: service.clock.now() },
      });
      await prisma.registration.create({ data: { sessionId: id, personId: first?.id ?? '', state: 'waiting' } });
      const waiter = await service.chatAs('headteacher', 'jumper');
      expect((await waiter.say('put me on the waiting list for the Butterwort symposium')).text).toContain('2nd');
      const organiser = await service.chatAs('organiser', 'jumps');
      const list = await organiser.say('who waits for the Butterwort symposium');
      const form = await organiser.click(list.card, 'Move up', head.name);
      expect((await organiser.submit(form.card, { reason: '   ' })).text).toContain(
        'Please say why. It will be recorded.',
      );
      const done = await organiser.submit(form.card, { reason: 'Speaks in the afternoon' });
      expect(done.text).toContain('They are now ahead of the others.');
      expect(done.text).toContain(`1st: ${head.name}`);
      expect((await waiter.say('my bookings')).text).toContain('1st on the waiting list');
      const row = await prisma.registration.findFirstOrThrow({
        where: { sessionId: id, personId: head.personId },
      });
      expect(row.jumpReason).toBe('Speaks in the afternoon');
      const log = await prisma.auditEntry.findFirstOrThrow({ where: { act: 'jump-queue', subjectId: row.id } });
      expect(log.accountId).not.toBeNull();
      const member = await waiter.say('who waits for the Butterwort symposium');
      expect(member.text).not.toContain(first?.name);
    });

    it('offers as many places as are added to a session', async () => {
      const { prisma } = service.database;
      const id = await makeSession(prisma, service.clock.now(), { capacity: 1, title: 'Enlarged' });
      const people = await prisma.person.findMany({ take: 5, orderBy: { id: 'desc' } });
      for (const [index, { id: personId }] of people.entries()) {
        const state = index === 0 ? ('confirmed' as const) : ('waiting' as const);
        await prisma.registration.create({ data: { sessionId: id, personId, state } });
      }
      const by = { accountId: id, personId: null, name: '', post: null };
      const organiser = { ...by, grants: [{ role: 'organiser' as const, seriesId: null }] };
      expect(await resizeSession(core(), organiser, id, 4)).toMatchObject({ kind: 'resized', offered: 3, over: 0 });
      expect(await resizeSession(core(), organiser, id, 1)).toEqual({ kind: 'resized', offered: 0, over: 3 });
      expect(await resizeSession(core(), organiser, id, 0)).toEqual({ kind: 'refused', reason: 'no-places' });
      const member = { ...by, grants: [] };
      expect(await resizeSession(core(), member, id, 9)).toEqual({ kind: 'refused', reason: 'not-organiser' });
      // They wait half a minute, and would come in the middle of what is counted below.
      await prisma.delivery.deleteMany({ where: { kind: 'place-offered', state: 'scheduled' } });
    });
  });

  describe('a head who leaves', () => {
    it('leaves the place to the school: its new head is offered to take it over, once', async () => {
      const { prisma } = service.database;
      const { urn } = head;
      const id = await makeSession(prisma, service.clock.now(), { capacity: 5, title: 'Bladderwort symposium' });
      const leaver = await service.chatAs('headteacher', 'leaver');
      expect((await leaver.say('book the Bladderwort symposium')).text).toContain('Your place is booked.');
      const now = service.clock.now();
      await prisma.post.updateMany({ where: { urn, until: null }, data: { until: now } });
      const newcomer = await service.chat('new-head');
      await newcomer.say('hello');
      const next = await prisma.person.create({
        data: { name: 'New Head', posts: { create: { urn, position: 'headteacher', ...onFile } } },
      });
      await prisma.account.updateMany({ where: { user: 'new-head' }, data: { personId: next.id } });
      await offerLeaversPlaces(core());
      expect(await offerLeaversPlaces(core())).toBe(0);
      await eventually(() => expect(told('new-head')).toContain(`Bladderwort symposium that ${head.name} booked`));
      const shown = service.connector.posted.findLast(({ activity }) =>
        JSON.stringify(activity).includes('Bladderwort'),
      );
      const card = shown?.activity.attachments?.[0]?.content as Parameters<typeof newcomer.click>[0];
      expect((await newcomer.click(card, 'Take it over')).text).toContain(
        'You now have the place at Bladderwort symposium',
      );
      const held = await prisma.registration.findMany({ where: { sessionId: id, state: 'confirmed' } });
      expect(held.map(({ personId, urn: school }) => [personId, school])).toEqual([[next.id, urn]]);
    });
  });

  describe('messages that did not arrive', () => {
    it('are shown to organisers with the reason, and each can be resent', async () => {
      const { prisma } = service.database;
      const id = await makeSession(prisma, service.clock.now(), { capacity: 5, title: 'Pitcher plant symposium' });
      const registration = await prisma.registration.create({
        data: { sessionId: id, personId: head.personId, state: 'confirmed' },
      });
      const reader = await service.chatAs('headteacher', 'reader');
      await reader.say('hello');
      service.clock.advance(2 * 60 * 60_000);
      await reader.say('hello');
      const failed = await prisma.delivery.create({
        data: {
          key: `place-given:${registration.id}`,
          kind: 'place-given',
          personId: head.personId,
          payload: { registrationId: registration.id },
          state: 'failed',
          fault: 'The platform did not say whether it arrived.',
          dueAt: service.clock.now(),
        },
      });
      expect((await reader.say('failed messages')).text).toContain('Only the partnership’s organisers');
      const organiser = await service.chatAs('organiser', 'resends');
      const list = await organiser.say('failed messages');
      expect(list.text).toContain('1 × Place given');
      expect(list.text).toContain(`To ${head.name}.`);
      expect(list.text).toContain('did not say whether it arrived');
      await organiser.click(list.card, 'Send again', 'Place given');
      await eventually(async () => {
        const row = await prisma.delivery.findUniqueOrThrow({ where: { id: failed.id } });
        expect(row.state).toBe('sent');
      });
      await organiser.click(list.card, 'Send again', 'Place given');
      const sent = service.connector.posted.filter(({ activity }) =>
        activity.summary?.startsWith('Good news: a place has come free, and it is yours.'),
      );
      expect(sent).toHaveLength(1);
    });

    it('are named in words, whatever kind they are of', async () => {
      const { prisma } = service.database;
      const organiser = await service.chatAs('organiser', 'reads-kinds');
      const to = head;
      const kinds = Object.keys(messageKinds);
      // As many at once as the list shows.
      for (let from = 0; from < kinds.length; from += groupsShown) {
        await prisma.delivery.deleteMany({ where: { state: { in: ['failed', 'missed'] } } });
        const some = kinds.slice(from, from + groupsShown);
        const failed = {
          personId: to.personId,
          payload: {},
          state: 'failed',
          fault: 'Why',
          dueAt: service.clock.now(),
        } as const;
        await prisma.delivery.createMany({ data: some.map((kind) => ({ ...failed, kind, key: `words:${kind}` })) });
        const list = await organiser.say('failed messages');
        const titles = list.text.match(/1 × .*$/gm) ?? [];
        expect(titles).toHaveLength(some.length);
        for (const title of titles) expect(title).toMatch(/^1 × [A-Z][a-z’, -]+/);
      }
      await prisma.delivery.deleteMany({ where: { state: 'failed' } });
    });
  });

  describe('reminders and calendars in the chat', () => {
    it.each([
      ['mute reminders', 'I will not send you any more reminders.'],
      ['send me reminders', 'I will remind you'],
      ['calendar feed', '/feed/'],
      ['calendar link', 'the old one then stops'],
      ['end my calendar feed', 'no longer works'],
    ])('"%s"', async (words, answer) => {
      const chat = await service.chatAs('headteacher', 'settings');
      expect((await chat.say(words)).text).toContain(answer);
    });
  });
});
