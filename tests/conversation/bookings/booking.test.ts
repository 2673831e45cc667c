import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import { eventually } from '../../support/eventually.js';
import { startTestService, type TestService } from '../../support/service.js';
import { makeSession } from '../../support/worlds/programme.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
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
    const asked = await chat.say('book me on the Lincoln briefing');
    const found = await chat.submit(asked.card, { school: 'marowfen', position: 'headteacher' });
    expect(found.text).toContain('Marrowfen Church of England Primary School');
    const booked = await chat.click(found.card, "That's mine");
    expect(booked.text).toContain('I have recorded you as Headteacher, Marrowfen Church of England Primary School.');
    expect(booked.text).toContain('Your place is booked.');
    expect(booked.text).toContain('Tuesday 8 December 2026, 9:30am to 12pm');
    const again = await chat.say('who am I');
    expect(again.text).toContain('Headteacher, Marrowfen Church of England Primary School');
  });

  it('keeps what was typed when no school fits, with the fault beside the field', async () => {
    const chat = await service.chat('misspeller');
    const form = await chat.say('change my school');
    const refused = await chat.submit(form.card, { school: 'qqqqzz', position: 'governor' });
    expect(refused.text).toContain('No school matches that.');
    expect(JSON.stringify(refused.card)).toContain('qqqqzz');
  });

  it.each([
    ['a URN', String(personas.headteacher.urn)],
    ['a name with a letter wrong', 'Marowfen'],
  ])('finds a school by %s', async (_what, typed) => {
    const chat = await service.chat(`finder-${typed}`);
    const form = await chat.say('change my school');
    const found = await chat.submit(form.card, { school: typed, position: 'headteacher' });
    expect(found.text).toContain('Marrowfen Church of England Primary School');
  });

  it('books, sees, and cancels after one question; the place can be booked again', async () => {
    const chat = await service.chatAs('headteacher', 'books');
    const booked = await chat.say('book me on the Grantham briefing');
    expect(booked.text).toContain('Your place is booked.');
    expect((await chat.say('my bookings')).text).toContain('Leadership briefing, autumn term 2026/27: Grantham');
    const question = await chat.say("I can't make the briefing");
    expect(question.text).toContain('Cancel your place at Leadership briefing, autumn term 2026/27: Grantham?');
    const gone = await chat.click(question.card, 'Yes, cancel my place');
    expect(gone.text).toContain('Your place at Leadership briefing, autumn term 2026/27: Grantham is cancelled.');
    const again = await chat.click(question.card, 'Yes, cancel my place');
    expect(again.text).toContain('The booking for Leadership briefing, autumn term 2026/27: Grantham is cancelled.');
    expect(await service.database.prisma.auditEntry.count({ where: { act: 'cancel', outcome: 'cancelled' } })).toBe(1);
    const stale = await chat.click(booked.card, 'Cancel my place');
    expect(stale.text).toContain('You no longer have that booking.');
    expect((await chat.click(gone.card, 'Book it again')).text).toContain('Your place is booked.');
  });

  it('reads “yes” as the answer to the latest question only', async () => {
    const chat = await service.chatAs('headteacher', 'says-yes');
    await chat.say('cancel the cluster facilitator training');
    await chat.say('thanks');
    await chat.say('yes');
    expect((await chat.say('my bookings')).text).toContain('Cluster facilitator training');
    await chat.say('cancel the cluster facilitator training');
    expect((await chat.say('yes')).text).toContain('Your place at Cluster facilitator training is cancelled.');
  });

  it('gets one place for a button pressed twice, and one answer for an activity delivered twice', async () => {
    const chat = await service.chatAs('board', 'presses-twice');
    const event = await chat.say('next leadership briefing');
    const first = await chat.click(event.card, 'Book', 'Boston');
    const second = await chat.click(event.card, 'Book', 'Boston');
    expect(first.text).toContain('Your place is booked.');
    expect(second.text).toContain('You already have a place.');
    await chat.say('my bookings');
    const repeated = await chat.again();
    expect(repeated.messages).toHaveLength(0);
    const held = await service.database.prisma.registration.count({
      where: { personId: personas.board.personId, state: 'confirmed', session: { label: 'Boston' } },
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
      where: { sessionId: { in: [...sessionIds] }, personId: personas.headteacher.personId, state: 'confirmed' },
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
    await chat.say('book me on the Boston briefing');
    const event = await chat.say('next leadership briefing');
    const asked = await chat.click(event.card, 'Book', 'Lincoln');
    expect(asked.text).toMatch(/You already have a place at .*Boston.* Shall I book .*Lincoln as well\?/);
    expect((await chat.say('yes')).text).toContain('Your place is booked.');
  });
});

describe('a full event', () => {
  it('offers the waiting list with its length, and a cancelled place goes to whoever asked first', async () => {
    const { prisma } = service.database;
    const sessionId = await makeSession(prisma, service.clock.now(), { capacity: 1, title: 'Zebra crossing training' });
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
    await prisma.session.update({ where: { id }, data: { status: 'cancelled', cancelReason: 'The hall is flooded.' } });
    expect((await chat.click(card, 'Book my place')).text).toContain('is cancelled: The hall is flooded.');
    await prisma.session.update({ where: { id }, data: { status: 'published', startsAt: later(-1) } });
    expect((await chat.click(card, 'Book my place')).text).toContain('can no longer be booked');
  });

  it('names a date that does not exist', async () => {
    const chat = await service.chatAs('headteacher', 'february');
    expect((await chat.say('book me on the briefing on 31 February')).text).toContain('There is no 31 February.');
    expect((await chat.say('book me on 31 February')).text).toContain('There is no 31 February.');
  });
});
