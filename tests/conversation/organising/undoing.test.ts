import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { releaseOverdue } from '../../../src/app/organising/held-sendings.js';
import { sayDay } from '../../../src/domain/when.js';
import { eventually } from '../../support/eventually.js';
import type { TestService } from '../../support/service.js';
import { personalChatOf, type TeamsChat } from '../../support/teams/teams.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { makeSchool, makeSession } from '../../support/worlds/programme.js';

describe.each(journeyWorlds)('in $title', ({ start }) => {
  let service: TestService;
  let chat: TeamsChat;
  let readers: readonly { readonly id: string; readonly user: string }[];
  let eventId: string;
  let made = 0;

  beforeAll(async () => {
    // A Monday at ten.
    service = await start('2026-11-23T10:00:00Z');
    chat = await service.chatAs('organiser', 'u-organiser');
  });
  afterAll(() => service.stop());

  const prismaOf = () => service.database.prisma;

  /** An event with one place each for two people who have a chat, and one more who waits. */
  async function anEvent(): Promise<string> {
    made += 1;
    const title = `Hazel day ${made}`;
    const sessionId = await makeSession(prismaOf(), service.clock.now(), { capacity: 2, title });
    ({ eventId } = await prismaOf().session.findUniqueOrThrow({ where: { id: sessionId } }));
    const urn = await makeSchool(prismaOf(), { name: `Hazel School ${made}` });
    readers = [];
    for (const [name, state] of [
      ['Ada Marsh', 'confirmed'],
      ['Bo Bell', 'confirmed'],
      ['Cy Cole', 'waiting'],
    ] as const) {
      const user = `u-${name.slice(0, 2)}-${made}`;
      const opened = await service.chat(user, { name });
      await opened.say('hello');
      const account = await prismaOf().account.findFirstOrThrow({ where: { user } });
      const person = await prismaOf().person.create({
        data: { name, posts: { create: { urn, position: 'headteacher' } } },
      });
      await prismaOf().account.update({ where: { id: account.id }, data: { personId: person.id } });
      await prismaOf().registration.create({ data: { sessionId, personId: person.id, urn, state } });
      readers = [...readers, { id: person.id, user }];
    }
    return title;
  }

  const postedTo = (user: string) =>
    JSON.stringify(service.connector.posted.filter(({ conversationId }) => conversationId === personalChatOf(user)));
  const waiting = () => prismaOf().delivery.count({ where: { heldById: { not: null }, state: 'scheduled' } });

  async function write(title: string, words: string) {
    const event = await chat.click((await chat.say('manage events')).card, 'Open', title);
    const form = await chat.click(event.card, 'Write to them');
    return chat.submit(form.card, { to: 'Those with a place', words });
  }

  describe('a message with fields', () => {
    it('is refused in words where a field is unknown, and keeps what was typed', async () => {
      const refused = await write(await anEvent(), 'Dear {frist name}, see you on {day}.');
      expect(refused.text).toContain('I cannot fill in {frist name}.');
      expect(refused.text).toContain('{first name}');
      expect(JSON.stringify(refused.card)).toContain('see you on {day}.');
    });

    it('is shown as each reader will read it, and comes so', async () => {
      const title = await anEvent();
      const preview = await write(title, 'Dear {first name}, see you at {event} on {day}, with {School}.');
      expect(preview.text).toContain('As Ada Marsh reads it:');
      const { startsAt } = await prismaOf().session.findFirstOrThrow({ where: { eventId } });
      const day = sayDay(startsAt, 'Europe/London');
      const filled = (name: string) => `Dear ${name}, see you at ${title} on ${day}, with Hazel School ${made}.`;
      expect(preview.text).toContain(filled('Ada'));
      const other = await chat.click(preview.card, 'As somebody else reads it');
      expect(other.text).toContain('As Bo Bell reads it:');
      await chat.click(other.card, 'Send it to 2 people');
      service.clock.advance(31_000);
      for (const [index, name] of (['Ada', 'Bo'] as const).entries()) {
        await eventually(() => expect(postedTo(readers[index]?.user ?? '')).toContain(filled(name)));
      }
    });
  });

  describe('what people are told of', () => {
    it('waits half a minute, can be taken back in it, and then goes on with what was typed', async () => {
      const title = await anEvent();
      const sent = await chat.click((await write(title, 'Bring gloves.')).card, 'Send it to 2 people');
      expect(sent.text).toContain('Nobody gets it for 30 seconds');
      expect(await waiting()).toBe(2);
      const undone = await chat.click(sent.card, 'Undo');
      expect(undone.text).toContain('Undone. The message was not sent. Nobody was told.');
      expect(await waiting()).toBe(0);
      service.clock.advance(31_000);
      const again = await chat.click(undone.card, 'Change the message');
      expect(JSON.stringify(again.card)).toContain('Bring gloves.');
      expect((await chat.click(sent.card, 'Undo')).text).toContain('too late to undo');
      expect(postedTo(readers[0]?.user ?? '')).not.toContain('Bring gloves.');
    });

    it('goes out once, also where its job was lost and several processes look for what is left over', async () => {
      const title = await anEvent();
      await chat.click((await write(title, 'Bring boots.')).card, 'Send it to 2 people');
      await prismaOf().$executeRaw`DELETE FROM pgboss.job WHERE name = 'release'`;
      service.clock.advance(91_000);
      await Promise.all([releaseOverdue(service.core), releaseOverdue(service.core), releaseOverdue(service.core)]);
      await eventually(() => expect(postedTo(readers[1]?.user ?? '')).toContain('Bring boots.'));
      expect(postedTo(readers[0]?.user ?? '').split('Bring boots.').length - 1).toBeLessThanOrEqual(
        postedTo(readers[1]?.user ?? '').split('Bring boots.').length,
      );
      expect(
        await prismaOf().delivery.count({
          where: { kind: 'organiser-message', payload: { path: ['words'], equals: 'Bring boots.' } },
        }),
      ).toBe(2);
    });

    it('can be taken back after a cancellation, which puts everybody where they were', async () => {
      const title = await anEvent();
      const before = await prismaOf().registration.findMany({
        where: { session: { eventId } },
        orderBy: { id: 'asc' },
        select: { id: true, state: true, endedAt: true, endReason: true },
      });
      const event = await chat.click((await chat.say('manage events')).card, 'Open', title);
      const form = await chat.click(event.card, 'Cancel the event');
      const cancelled = await chat.submit(form.card, { reason: 'Snow' });
      expect(cancelled.text).toContain('Cancelled. 3 people are being told');
      expect((await prismaOf().event.findUniqueOrThrow({ where: { id: eventId } })).status).toBe('cancelled');
      const undone = await chat.click(cancelled.card, 'Undo');
      expect(undone.text).toContain('It is not cancelled');
      expect(
        await prismaOf().registration.findMany({
          where: { session: { eventId } },
          orderBy: { id: 'asc' },
          select: { id: true, state: true, endedAt: true, endReason: true },
        }),
      ).toEqual(before);
      const { status, sessions } = await prismaOf().event.findUniqueOrThrow({
        where: { id: eventId },
        include: { sessions: true },
      });
      expect([status, ...sessions.map((session) => session.status)]).toEqual(['published', 'published']);
      const formAgain = await chat.click(undone.card, 'Cancel the event');
      await chat.submit(formAgain.card, { reason: 'Ice' });
      service.clock.advance(31_000);
      for (const { user } of readers) await eventually(() => expect(postedTo(user)).toContain('Ice'));
      expect(postedTo(readers[0]?.user ?? '')).not.toContain('Snow');
    });

    it('can be taken back after a move, unless the session was changed again', async () => {
      const title = await anEvent();
      const open = async () => {
        const event = await chat.click((await chat.say('manage events')).card, 'Open', title);
        const { label, startsAt } = await prismaOf().session.findFirstOrThrow({ where: { eventId } });
        expect(label).toBe('');
        return { startsAt, one: await chat.click(event.card, 'Open', sayDay(startsAt, 'Europe/London')) };
      };
      const moveTo = async (start: string) => {
        const { one, startsAt } = await open();
        const question = await chat.submit((await chat.click(one.card, 'Change time or place')).card, {
          start,
          end: '23:00',
        });
        return { before: startsAt, moved: await chat.click(question.card, 'Yes, change it and tell them') };
      };
      const first = await moveTo('20:00');
      expect(first.moved.text).toContain('Changed. 3 people are being told');
      expect((await chat.click(first.moved.card, 'Undo')).text).toContain('The session is when and where it was.');
      expect((await open()).startsAt).toEqual(first.before);
      expect(await waiting()).toBe(0);
      const second = await moveTo('20:00');
      const third = await moveTo('21:00');
      expect((await chat.click(second.moved.card, 'Undo')).text).toContain('It is too late to undo');
      expect((await chat.click(third.moved.card, 'Undo')).text).toContain('The session is when and where it was.');
      service.clock.advance(31_000);
      await eventually(() => expect(postedTo(readers[0]?.user ?? '')).toContain('8pm'));
      expect(postedTo(readers[0]?.user ?? '')).not.toContain('9pm');
    });

    it('can be taken back after a whole series was cancelled, with its drafts and every place', async () => {
      await anEvent();
      const { seriesId } = await prismaOf().event.findUniqueOrThrow({ where: { id: eventId } });
      const made = await prismaOf().series.create({
        data: { slug: `hazel-${Date.now()}`, name: 'Hazel evenings', summary: 'S', description: 'D', audience: [] },
      });
      await prismaOf().event.update({ where: { id: eventId }, data: { seriesId: made.id } });
      const draft = {
        slug: `hazel-draft-${made.id}`,
        seriesId: made.id,
        title: 'Hazel draft',
        academicYear: 2026,
      } as const;
      await prismaOf().event.create({ data: { ...draft, term: 'spring', status: 'draft' } });
      const look = async () => ({
        events: await prismaOf().event.findMany({
          where: { seriesId: made.id },
          orderBy: { id: 'asc' },
          select: { id: true, status: true, cancelReason: true, sessions: { select: { id: true, status: true } } },
        }),
        places: await prismaOf().registration.findMany({
          where: { session: { eventId } },
          orderBy: { id: 'asc' },
          select: { id: true, state: true, endedAt: true },
        }),
        series: (await prismaOf().series.findUniqueOrThrow({ where: { id: made.id } })).status,
      });
      const before = await look();
      const ask = await chat.say('cancel the Hazel evenings series');
      const done = await chat.submit(ask.card, { reason: 'Money' });
      expect(done.text).toContain('It is cancelled, with 1 event and 1 draft. 3 people are being told');
      expect((await look()).series).toBe('cancelled');
      const undone = await chat.click(done.card, 'Undo');
      expect(undone.text).toContain('The series is not cancelled');
      expect(await look()).toEqual(before);
      expect(await waiting()).toBe(0);
      await prismaOf().event.updateMany({ where: { id: eventId }, data: { seriesId } });
    });

    it('is not undone by somebody who organises something else', async () => {
      const title = await anEvent();
      const sent = await chat.click((await write(title, 'Bring tea.')).card, 'Send it to 2 people');
      const other = await service.chatAs('organiser', 'u-other');
      const series = await prismaOf().series.findFirstOrThrow({ where: { events: { none: { id: eventId } } } });
      await prismaOf().grant.updateMany({ where: { account: { user: 'u-other' } }, data: { seriesId: series.id } });
      expect((await other.click(sent.card, 'Undo')).text).toContain('Only its organisers can do that.');
      expect(await waiting()).toBe(2);
    });
  });
});
