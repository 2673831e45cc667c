import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.js';
import type { TestService } from '../../support/service.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { onFile } from '../../support/worlds/on-file.js';
import { makeSession } from '../../support/worlds/programme.js';

describe.each(journeyWorlds)('in $title', (world) => {
  let service: TestService;
  let number = 0;
  beforeAll(async () => {
    service = await world.start();
  });
  afterAll(() => service.stop());

  const names = [
    'Apricot',
    'Bramble',
    'Cherry',
    'Damson',
    'Elder',
    'Fig',
    'Gooseberry',
    'Hazel',
    'Ivy',
    'Juniper',
    'Kale',
    'Leek',
    'Maize',
    'Nettle',
    'Olive',
    'Parsley',
    'Quince',
  ];

  async function session(given: Partial<Parameters<typeof makeSession>[2]> = {}) {
    const title = `${names[number]} ${names[number + 1]} gathering`;
    number += 1;
    const id = await makeSession(service.database.prisma, service.clock.now(), { capacity: 5, title, ...given });
    return { id, title };
  }

  /** The persona's school gets a deputy and a governor; the deputy has a chat. */
  async function deputyOfHead(): Promise<string> {
    const { prisma } = service.database;
    const known = await prisma.person.findFirst({ where: { name: 'Priya Deputy' } });
    if (known) return known.id;
    const { urn } = world.head;
    const until = service.clock.now();
    await prisma.post.updateMany({ where: { urn, position: 'deputy_headteacher', until: null }, data: { until } });
    const deputy = await prisma.person.create({
      data: {
        name: 'Priya Deputy',
        posts: { create: { urn: world.head.urn, position: 'deputy_headteacher', ...onFile } },
      },
    });
    const chat = await service.chat('priya');
    await chat.say('hello');
    await prisma.account.updateMany({ where: { user: 'priya' }, data: { personId: deputy.id } });
    return deputy.id;
  }

  const told = (user: string) =>
    JSON.stringify(service.connector.posted.filter(({ conversationId }) => conversationId === `a:chat-of-${user}`));

  const linkIn = (text: string) => /https?:\/\/[^"\s]+\/place\/([\w.-]+)/.exec(text)?.[1] ?? '';

  describe('booking for colleagues', () => {
    it('books "my deputy and me": the deputy is ticked, and told in their own chat', async () => {
      const deputy = await deputyOfHead();
      const { id, title } = await session();
      const chat = await service.chatAs('headteacher', 'books-two');
      const form = await chat.say(`book my deputy and me on the ${title}`);
      expect(form.text).toContain('Priya Deputy, Deputy headteacher');
      const done = await chat.submit(form.card);
      expect(done.text).toContain('Priya Deputy');
      expect(done.text).toContain('A place is booked. I will tell them in their own chat.');
      const held = await service.database.prisma.registration.findMany({ where: { sessionId: id } });
      expect(held.map(({ personId, urn }) => [personId, urn]).sort()).toEqual(
        [
          [deputy, world.head.urn],
          [world.head.personId, world.head.urn],
        ].sort(),
      );
      await eventually(() => expect(told('priya')).toContain('A colleague has booked a place for you.'));
    });

    it('opens for somebody whom nobody here knows, whose name is no part of what the event is called', async () => {
      const title = 'Larkspur supper';
      await makeSession(service.database.prisma, service.clock.now(), { capacity: 5, title });
      const chat = await service.chatAs('headteacher', 'books-for-jo');
      const form = await chat.say(`put jo down for the ${title}`);
      expect(form.text).toContain('Book for colleagues');
      expect(form.text).toContain(title);
      expect((await chat.say('my bookings')).text).not.toContain(title);
    });

    it('makes a new colleague by name and position, and gives a page to hand on', async () => {
      const { id, title } = await session({ capacity: 1 });
      // Several accounts act as this person here: messages go to the one seen last.
      service.clock.advance(2 * 60 * 60_000);
      const chat = await service.chatAs('headteacher', 'books-new');
      const form = await chat.say(`book colleagues on the ${title}`);
      const done = await chat.submit(form.card, {
        me: 'false',
        others: "Zoë O'Hara-Smith, chair of governors\nLate Comer, governor",
      });
      expect(done.text).toContain("Zoë O'Hara-Smith\nA place is booked.");
      expect(done.text).toContain('Late Comer\n1st on the waiting list.');
      const token = linkIn(JSON.stringify(done.card));
      const url = `${service.baseUrl}/place/${token}`;
      const page = await (await fetch(url)).text();
      expect(page).toContain('Zo\u00eb O&#39;Hara-Smith');
      expect(page).toContain('A place is booked for you.');
      const decline = { method: 'POST', body: new URLSearchParams({ answer: 'decline' }) };
      expect(await (await fetch(url, decline)).text()).toContain('This place is given up.');
      expect(await (await fetch(url, decline)).text()).toContain('This place is given up.');
      const offered = await service.database.prisma.registration.findFirstOrThrow({
        where: { sessionId: id, state: 'offered' },
      });
      await eventually(() => expect(told('books-new')).toContain('For Late Comer, who has no chat with me.'));
      const offer = `${service.baseUrl}/place/${linkIn(told('books-new').slice(told('books-new').indexOf('For Late Comer')))}`;
      expect(await (await fetch(offer)).text()).toContain('A place is offered to you.');
      const accepted = await fetch(offer, { method: 'POST', body: new URLSearchParams({ answer: 'accept' }) });
      expect(await accepted.text()).toContain('Thank you. Your place is booked.');
      const now = await service.database.prisma.registration.findUniqueOrThrow({ where: { id: offered.id } });
      expect(now.state).toBe('confirmed');
    });

    it('refuses a link that was altered, has another purpose, or whose event has started', async () => {
      const { title } = await session();
      const chat = await service.chatAs('headteacher', 'links');
      const form = await chat.say(`book colleagues on the ${title}`);
      const done = await chat.submit(form.card, { me: 'false', others: 'Link Holder, governor' });
      const token = linkIn(JSON.stringify(done.card));
      const calendar = await service.chatAs('headteacher', 'links').then((other) => other.say('my bookings'));
      expect(calendar.status).toBe(200);
      const [id, expiry, signature] = token.split('.');
      const status = async (tried: string) => (await fetch(`${service.baseUrl}/place/${tried}`)).status;
      expect(await status(token)).toBe(200);
      expect(await status(`${id}.zzzzzzz.${signature}`)).toBe(404);
      expect(await status(`${id}.${expiry}.${'A'.repeat(43)}`)).toBe(404);
      expect((await fetch(`${service.baseUrl}/calendar/${token}.ics`)).status).toBe(404);
      const nothing = await fetch(`${service.baseUrl}/place/${token}`, { method: 'POST', body: 'answer=maybe' });
      expect(nothing.status).toBe(400);
    });

    it.each([
      ['a role missing', 'Sam Field', 'Add their role'],
      ['two roles', 'Sam Field, headteacher and governor', 'One role each'],
      ['markup', '<b>Sam</b>, governor', 'A name has letters'],
      ['a link', 'www.evil.example, governor', 'A name has letters'],
      ['300 colleagues', Array.from({ length: 300 }, () => 'A B, head').join('\n'), 'That is 300 people.'],
      ['nobody', '', 'Choose somebody'],
    ])('refuses %s beside the field, with what was typed kept', async (_what, others, words) => {
      const chat = await service.chatAs('headteacher', 'refused');
      const form = await chat.say(`book colleagues on the ${names[0]} ${names[1]} gathering`);
      const refused = await chat.submit(form.card, { me: 'false', others });
      expect(refused.text).toContain(words);
      if (others) expect(JSON.stringify(refused.card)).toContain(JSON.stringify(others).slice(1, 20));
    });

    it('respects places per school, and says who can help', async () => {
      const { id, title } = await session();
      const { prisma } = service.database;
      const { eventId } = await prisma.session.findUniqueOrThrow({ where: { id } });
      await prisma.event.update({ where: { id: eventId }, data: { placesPerSchool: 1 } });
      const chat = await service.chatAs('headteacher', 'limited');
      const form = await chat.say(`book colleagues on the ${title}`);
      const done = await chat.submit(form.card, { me: 'true', others: 'Second Person, governor' });
      expect(done.text).toContain('Not booked: your school already has all its places.');
      expect(await prisma.person.count({ where: { name: 'Second Person' } })).toBe(0);
    });
  });

  describe('a place beside another that somebody of the booking holds', () => {
    const day = 24 * 60 * 60_000;
    let weeks = 0;

    /** Two gatherings at one time, of which the second is booked by the test. */
    async function atOnce() {
      weeks += 1;
      const startsAt = new Date(service.clock.now().getTime() + (600 + 7 * weeks) * day);
      return [await session({ startsAt, capacity: 9 }), await session({ startsAt, capacity: 9 })] as const;
    }

    const confirmed = async (sessionId: string) =>
      (await service.database.prisma.registration.findMany({ where: { sessionId, state: 'confirmed' } }))
        .map(({ personId }) => personId)
        .sort();

    it('is asked about first for each of them, and for nobody twice', async () => {
      const deputy = await deputyOfHead();
      const [held, wanted] = await atOnce();
      const chat = await service.chatAs('headteacher', 'two-at-once');
      await chat.submit((await chat.say(`book my deputy and me on the ${held.title}`)).card);
      const form = await chat.say(`book my deputy and me on the ${wanted.title}`);
      const asked = await chat.submit(form.card, { others: 'Nia Newcomer, governor' });
      expect(asked.text).toMatch(new RegExp(`You already have a place at ${held.title} at that time, \\w+day \\d`));
      expect(asked.text).toMatch(new RegExp(`Priya Deputy already has a place at ${held.title} at that time, `));
      expect(asked.text).toContain('Nobody is booked yet.');
      expect(JSON.stringify(asked.card)).toContain('Nia Newcomer, governor');
      expect(await confirmed(wanted.id)).toEqual([]);
      expect(await service.database.prisma.person.count({ where: { name: 'Nia Newcomer' } })).toBe(0);
      const done = await chat.submit(asked.card);
      expect(done.text).toContain('Nia Newcomer');
      expect(await confirmed(wanted.id)).toEqual(expect.arrayContaining([deputy, world.head.personId]));
      expect(await confirmed(wanted.id)).toHaveLength(3);
    });

    it('is asked about of one of two bookings that two people make of a colleague at once', async () => {
      await deputyOfHead();
      const startsAt = new Date(service.clock.now().getTime() + 590 * day);
      const make = (title: string) =>
        makeSession(service.database.prisma, service.clock.now(), { capacity: 9, title, startsAt });
      const ids = [await make('Teasel fair'), await make('Yarrow fair')];
      // So that the sessions of the tests after this one are in the weeks that they would be in.
      await service.database.prisma.session.updateMany({ where: { id: { in: ids } }, data: { venue: 'Town hall' } });
      const forms = await Promise.all(
        ['Teasel fair', 'Yarrow fair'].map(async (title, at) => {
          const chat = await service.chatAs('headteacher', `both-book-${at}`);
          return { chat, form: await chat.say(`book my deputy on the ${title}`) };
        }),
      );
      const done = await Promise.all(forms.map(({ chat, form }) => chat.submit(form.card)));
      const asked = done.filter(({ text }) => text.includes('Priya Deputy already has a place at'));
      expect(asked).toHaveLength(1);
      expect((await Promise.all(ids.map(confirmed))).flat()).toHaveLength(1);
    });

    it('asks again of whoever is ticked after the question', async () => {
      await deputyOfHead();
      const [held, wanted] = await atOnce();
      const chat = await service.chatAs('headteacher', 'one-after-other');
      await chat.submit((await chat.say(`book my deputy and me on the ${held.title}`)).card);
      const form = await chat.say(`book colleagues on the ${wanted.title}`);
      const one = await chat.submit(form.card, { me: 'true' });
      expect(one.text).toContain('You already have a place');
      expect(one.text).not.toContain('Priya Deputy already has');
      const other = await chat.submit(one.card, { people: await deputyOfHead() });
      expect(other.text).toContain('Priya Deputy already has a place');
      expect(other.text).not.toContain('You already have');
      expect(await confirmed(wanted.id)).toEqual([]);
      await chat.submit(other.card);
      expect(await confirmed(wanted.id)).toHaveLength(2);
    });

    it('is not named where a colleague has it from another school, nor asked about where they would only wait', async () => {
      const deputy = await deputyOfHead();
      const { prisma } = service.database;
      const [held, wanted] = await atOnce();
      const elsewhere = await prisma.school.findFirstOrThrow({ where: { urn: { not: world.head.urn } } });
      const place = { sessionId: held.id, personId: deputy, urn: elsewhere.urn, state: 'confirmed' } as const;
      await prisma.registration.create({ data: { ...place, createdAt: service.clock.now() } });
      const chat = await service.chatAs('headteacher', 'not-named');
      const form = await chat.say(`book my deputy on the ${wanted.title}`);
      const asked = await chat.submit(form.card);
      expect(asked.text).toContain('Priya Deputy already has a place at something else at that time.');
      expect(asked.text).not.toContain(held.title);
      const taken = { sessionId: wanted.id, personId: world.board.personId, state: 'confirmed' } as const;
      await prisma.registration.create({ data: { ...taken, createdAt: service.clock.now() } });
      await prisma.session.update({ where: { id: wanted.id }, data: { capacity: 1 } });
      const waits = await chat.submit(form.card);
      expect(waits.text).toContain('1st on the waiting list.');
    });
  });

  describe('a place that somebody else takes', () => {
    it('goes to a colleague in one click, stays with the school, and does not jump the waiting list', async () => {
      const deputy = await deputyOfHead();
      const { id, title } = await session({ capacity: 1 });
      const chat = await service.chatAs('headteacher', 'sends');
      await chat.say(`book ${title}`);
      const waiter = await service.chatAs('board', 'waits-on');
      await waiter.say(`put me on the waiting list for ${title}`);
      let choose = await chat.say(`name a substitute for ${title}`);
      while (!choose.text.includes('Priya Deputy')) choose = await chat.click(choose.card, 'More');
      const done = await chat.click(choose.card, 'Send them', 'Priya Deputy');
      expect(done.text).toContain(`Priya Deputy now has the place at ${title}. I will tell them in their own chat.`);
      const rows = await service.database.prisma.registration.findMany({ where: { sessionId: id } });
      expect(rows.map(({ personId, state }) => [personId, state]).sort()).toEqual(
        [
          [world.head.personId, 'cancelled'],
          [deputy, 'confirmed'],
          [world.board.personId, 'waiting'],
        ].sort(),
      );
      expect((await chat.click(choose.card, 'Send them', 'Priya Deputy')).text).toContain('no longer booked');
    });

    it('moves to another session if it has a place, and stays otherwise', async () => {
      const { id, title } = await session({ label: 'North' });
      const { prisma } = service.database;
      const { id: _id, checkInCode: _code, ...row } = await prisma.session.findUniqueOrThrow({ where: { id } });
      const south = await prisma.session.create({ data: { ...row, label: 'South', capacity: 1 } });
      const chat = await service.chatAs('headteacher', 'moves');
      await chat.click((await chat.say(title)).card, 'Book', 'North');
      const first = await chat.say(`move my place at ${title} to another date`);
      expect((await chat.click(first.card, 'Move here', 'South')).text).toContain('Your place has been moved.');
      const other = await service.chatAs('board', 'stays');
      await other.click((await other.say(title)).card, 'Book', 'North');
      const full = await other.say(`move my place at ${title} to another date`);
      expect((await other.click(full.card, 'Move here', 'South')).text).toContain('The place stays where it is');
      const held = await prisma.registration.findMany({
        where: { state: 'confirmed', sessionId: { in: [id, south.id] } },
      });
      expect(held.map(({ personId, sessionId }) => [personId, sessionId]).sort()).toEqual(
        [
          [world.head.personId, south.id],
          [world.board.personId, id],
        ].sort(),
      );
    });
  });
});
