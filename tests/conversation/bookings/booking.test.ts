import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.js';
import type { TestService } from '../../support/service.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { makeSession } from '../../support/worlds/programme.js';

describe.each(journeyWorlds)('in $title', ({ start, head, board, round }) => {
  /** One place of the round, as people say it and as it is written. */
  const elsewhere = `${round.elsewhere} ${round.short}`;
  const place = `${round.event}: ${round.elsewhere}`;
  let service: TestService;
  beforeAll(async () => {
    service = await start();
  });
  afterAll(() => service.stop());

  describe('a headteacher in Teams', () => {
    it('is welcomed once, with who it is for and three buttons', async () => {
      const chat = await service.chat('welcomed');
      const seen = await chat.install();
      expect(seen.text).toContain('I help headteachers, governors and school leaders');
      for (const label of ["What's on", 'Tell me your school', 'What I can do']) expect(seen.text).toContain(label);
      expect(seen.messages).toHaveLength(2);
    });

    it('is asked for school and role at the first booking, and gets the place after one tap', async () => {
      const chat = await service.chat('newcomer');
      const asked = await chat.say(`book me on the ${elsewhere}`);
      const found = await chat.submit(asked.card, { school: head.misspelt.toLowerCase(), position: 'headteacher' });
      expect(found.text).toContain(head.school);
      const booked = await chat.click(found.card, "That's mine", head.school);
      expect(booked.text).toContain(`I have recorded you as Headteacher, ${head.school}.`);
      expect(booked.text).toContain('Your place is booked.');
      expect(booked.text).toContain(round.elsewhereWhen);
      const again = await chat.say('who am I');
      expect(again.text).toContain(`Headteacher, ${head.school}`);
    });

    it('keeps what was typed when no school fits, with the fault beside the field', async () => {
      const chat = await service.chat('misspeller');
      const form = await chat.say('change my school');
      const refused = await chat.submit(form.card, { school: 'qqqqzz', position: 'governor' });
      expect(refused.text).toContain('No school matches that.');
      expect(JSON.stringify(refused.card)).toContain('qqqqzz');
    });

    it.each([
      ['a URN', String(head.urn)],
      ['a name with a letter wrong', head.misspelt],
    ])('finds a school by %s', async (_what, typed) => {
      const chat = await service.chat(`finder-${typed}`);
      const form = await chat.say('change my school');
      const found = await chat.submit(form.card, { school: typed, position: 'headteacher' });
      expect(found.text).toContain(head.school);
    });

    it('books, sees, and cancels after one question; the place can be booked again', async () => {
      const chat = await service.chatAs('headteacher', 'books');
      const booked = await chat.say(`book me on the ${elsewhere}`);
      expect(booked.text).toContain('Your place is booked.');
      expect((await chat.say('my bookings')).text).toContain(place);
      const question = await chat.say(`I can't make the ${round.short}`);
      expect(question.text).toContain(`Cancel your place at ${place}?`);
      const gone = await chat.click(question.card, 'Yes, cancel my place');
      expect(gone.text).toContain(`Your place at ${place} is cancelled.`);
      const again = await chat.click(question.card, 'Yes, cancel my place');
      expect(again.text).toContain(`The booking for ${place} is cancelled.`);
      expect(await service.database.prisma.auditEntry.count({ where: { act: 'cancel', outcome: 'cancelled' } })).toBe(
        1,
      );
      const stale = await chat.click(booked.card, 'Cancel my place');
      expect(stale.text).toContain('You no longer have that booking.');
      expect((await chat.click(gone.card, 'Book it again')).text).toContain('Your place is booked.');
    });

    it('reads “yes” as the answer to the latest question only', async () => {
      const chat = await service.chatAs('headteacher', 'says-yes');
      await makeSession(service.database.prisma, service.clock.now(), { capacity: 5, title: 'Teasel carding' });
      await chat.say('book the teasel carding');
      await chat.say('cancel the teasel carding');
      await chat.say('thanks');
      await chat.say('yes');
      expect((await chat.say('my bookings')).text).toContain('Teasel carding');
      await chat.say('cancel the teasel carding');
      expect((await chat.say('yes')).text).toContain('Your place at Teasel carding is cancelled.');
    });

    it('gets one place for a button pressed twice, and one answer for an activity delivered twice', async () => {
      const chat = await service.chatAs('board', 'presses-twice');
      const event = await chat.say(`next ${round.series}`);
      const first = await chat.click(event.card, 'Book', round.elsewhere);
      const second = await chat.click(event.card, 'Book', round.elsewhere);
      expect(first.text).toContain('Your place is booked.');
      expect(second.text).toContain('You already have a place.');
      await chat.say('my bookings');
      const repeated = await chat.again();
      expect(repeated.messages).toHaveLength(0);
      const held = await service.database.prisma.registration.count({
        where: { personId: board.personId, state: 'confirmed', session: { label: round.elsewhere } },
      });
      expect(held).toBe(1);
    });
  });

  describe('a place beside one that it does not go with', () => {
    /** Two at one time, on a day of their own. */
    let days = 400;
    async function madeAtOnce(first: string, second: string) {
      const { prisma } = service.database;
      days += 7;
      const startsAt = new Date(service.clock.now().getTime() + days * 24 * 60 * 60_000);
      const one = await makeSession(prisma, service.clock.now(), { capacity: 5, title: first, startsAt });
      const other = await makeSession(prisma, service.clock.now(), { capacity: 5, title: second, startsAt });
      return [one, other] as const;
    }
    const count = (sessionIds: readonly string[]) =>
      service.database.prisma.registration.count({
        where: { sessionId: { in: [...sessionIds] }, personId: head.personId, state: 'confirmed' },
      });

    it('is asked about, and booked only when that is said', async () => {
      const [first, second] = ['Wombat care', 'Narwhal care'];
      const ids = await madeAtOnce(first, second);
      const chat = await service.chatAs('headteacher', 'clashes');
      expect((await chat.say(`book the ${first}`)).text).toContain('Your place is booked.');
      const asked = await chat.say(`book the ${second}`);
      expect(asked.text).toContain(`You already have a place at ${first} at that time`);
      for (const label of ['Swap', 'Book as well', 'Leave it']) expect(asked.text).toContain(label);
      expect(await count(ids)).toBe(1);
      await chat.click(asked.card, 'Leave it');
      expect(await count(ids)).toBe(1);
      const both = await chat.click(asked.card, 'Book as well');
      expect(both.text).toContain('Your place is booked.');
      expect((await chat.click(asked.card, 'Book as well')).text).toContain('You already have a place.');
      expect(await count(ids)).toBe(2);
    });

    it('is swapped at once for the one that is held, and a second press changes nothing', async () => {
      const ids = await madeAtOnce('Ibex care', 'Gecko care');
      const chat = await service.chatAs('headteacher', 'swaps');
      await chat.say('book the ibex care');
      const asked = await chat.say('book the gecko care');
      const swapped = await chat.click(asked.card, 'Swap');
      expect(swapped.text).toContain('Your place is booked, and your place at Ibex care is given up.');
      expect((await chat.click(asked.card, 'Swap')).text).toContain('and your place at Ibex care is given up.');
      expect(await count(ids)).toBe(1);
      expect(await count([ids[1]])).toBe(1);
    });

    it('is asked about by an old card, when what it would give up was given up since', async () => {
      const ids = await madeAtOnce('Heron care', 'Egret care');
      const chat = await service.chatAs('headteacher', 'swaps-old');
      await chat.say('book the heron care');
      const asked = await chat.say('book the egret care');
      const question = await chat.say('cancel my place at the heron care');
      await chat.click(question.card, 'Yes, cancel my place');
      await chat.say('book the heron care');
      expect((await chat.click(asked.card, 'Swap')).text).toContain('You already have a place at Heron care');
      expect(await count([ids[0]])).toBe(1);
      expect(await count(ids)).toBe(1);
    });

    it('stays as it is when the other is full by then', async () => {
      const { prisma } = service.database;
      const ids = await madeAtOnce('Otter care', 'Stoat care');
      const chat = await service.chatAs('headteacher', 'swaps-late');
      await chat.say('book the otter care');
      const asked = await chat.say('book the stoat care');
      await prisma.session.update({ where: { id: ids[1] }, data: { capacity: 1 } });
      const quicker = await service.chatAs('organiser', 'quicker');
      expect((await quicker.say('book the stoat care')).text).toContain('Your place is booked.');
      expect((await chat.click(asked.card, 'Swap')).text).toContain('Stoat care is full.');
      expect(await count([ids[0]])).toBe(1);
    });

    it('is asked about at another venue of the same event, and “yes” has both', async () => {
      const chat = await service.chatAs('board', 'two-venues');
      // Held since a test before, or booked now.
      await chat.say(`book me on the ${elsewhere}`);
      const event = await chat.say(`next ${round.series}`);
      const asked = await chat.click(event.card, 'Book', round.place);
      expect(asked.text).toMatch(
        new RegExp(`You already have a place at .*${round.elsewhere}.* Shall I book .*${round.place} as well\\?`),
      );
      expect((await chat.say('yes')).text).toContain('Your place is booked.');
    });
  });

  describe('a full event', () => {
    it('offers the waiting list with its length, and a cancelled place goes to whoever asked first', async () => {
      const { prisma } = service.database;
      const sessionId = await makeSession(prisma, service.clock.now(), {
        capacity: 1,
        title: 'Zebra crossing training',
      });
      const holders = await service.chatAs('organiser', 'holder');
      expect((await holders.say('book the zebra crossing training')).text).toContain('Your place is booked.');
      // Several accounts act as this person here: the message goes to the one seen last.
      service.clock.advance(2 * 60 * 60_000);
      const waiter = await service.chatAs('headteacher', 'waiter');
      const full = await waiter.say('book the zebra crossing training');
      expect(full.text).toContain('is full. Nobody is waiting, so you would be first.');
      const waiting = await waiter.click(full.card, 'Join the waiting list');
      expect(waiting.text).toContain('You are 1st on the waiting list.');
      const later = await service.chatAs('board', 'later');
      expect((await later.say('put me on the waiting list for zebra crossing')).text).toContain('You are 2nd');
      const question = await holders.say('cancel my place at the zebra crossing training');
      expect((await holders.click(question.card, 'Yes, cancel my place')).text).toContain('first person waiting');
      await eventually(() => {
        const told = service.connector.posted.filter(({ conversationId }) => conversationId.includes('waiter'));
        expect(JSON.stringify(told)).toContain('a place has come free. Would you like it?');
        expect(JSON.stringify(told)).toContain('It is held for you until Wednesday 25 November 2026, 12pm');
      });
      expect((await waiter.say('my bookings')).text).toContain('a place is offered to you');
      expect((await later.say('accept the place')).text).toContain('You have no offer of a place at the moment.');
      expect((await waiter.say('accept the place')).text).toContain('The place is yours.');
      expect((await later.say('my bookings')).text).toContain('1st on the waiting list');
      expect(await prisma.registration.count({ where: { sessionId, state: 'confirmed' } })).toBe(1);
    });
  });

  describe('what cannot be booked', () => {
    const later = (days: number) => new Date(service.clock.now().getTime() + days * 24 * 60 * 60_000);

    it.each([
      ['closed', 'Quince pruning', () => ({ closesAt: later(-1) }), 'Booking for Quince pruning has closed.'],
      ['not open yet', 'Medlar pruning', () => ({ opensAt: later(3) }), 'Booking for Medlar pruning opens on'],
    ])('says so when it is %s', async (_state, title, given, words) => {
      await makeSession(service.database.prisma, service.clock.now(), { capacity: 5, title, ...given() });
      const chat = await service.chatAs('headteacher', `tries-${title}`);
      expect((await chat.say(`book ${title}`)).text).toContain(words);
    });

    it('answers a click on a stale card from the present state: past, cancelled, removed', async () => {
      const { prisma } = service.database;
      const id = await makeSession(prisma, service.clock.now(), { capacity: 5, title: 'Walnut cracking' });
      const chat = await service.chatAs('headteacher', 'stale');
      const card = (await chat.say('walnut cracking')).card;
      await prisma.session.update({
        where: { id },
        data: { status: 'cancelled', cancelReason: 'The hall is flooded.' },
      });
      expect((await chat.click(card, 'Book my place')).text).toContain('is cancelled: The hall is flooded.');
      await prisma.session.update({ where: { id }, data: { status: 'published', startsAt: later(-1) } });
      expect((await chat.click(card, 'Book my place')).text).toContain('can no longer be booked');
    });

    it('names a date that does not exist', async () => {
      const chat = await service.chatAs('headteacher', 'february');
      expect((await chat.say(`book me on the ${round.short} on 31 February`)).text).toContain(
        'There is no 31 February.',
      );
      expect((await chat.say('book me on 31 February')).text).toContain('There is no 31 February.');
    });
  });
});
