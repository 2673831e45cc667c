import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestService } from '../../support/service.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { onFile } from '../../support/worlds/on-file.js';
import { makeSession } from '../../support/worlds/programme.js';

describe.each(journeyWorlds)('in $title', ({ start, head, words }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await start();
    for (const title of ['Wombat course', 'Narwhal course']) await make(title);
  });
  afterAll(() => service.stop());

  const make = (title: string, capacity = 5) =>
    makeSession(service.database.prisma, service.clock.now(), { capacity, title });

  async function held(personId: string): Promise<string[]> {
    const rows = await service.database.prisma.registration.findMany({
      where: { personId, state: { in: ['confirmed', 'waiting', 'offered'] } },
      select: { session: { select: { event: { select: { title: true } }, town: true } } },
    });
    return rows.map(({ session }) => session.event.title).sort();
  }

  const { personId } = head;

  describe('several events in one message', () => {
    it.each([
      ['named beside each other', ['book me on the wombat and narwhal courses']],
      ['in two requests', ['book me on the wombat course and put me down for the narwhal course too']],
      ['after two were shown', ['wombat and narwhal courses', 'book me on both']],
    ])('are booked together only after one question, when %s', async (_how, words) => {
      const before = await held(personId);
      const chat = await service.chatAs('headteacher', `together-${words.length}-${words[0]?.length}`);
      let asked = await chat.say(words[0] ?? '');
      for (const said of words.slice(1)) asked = await chat.say(said);
      expect(asked.text).toContain('Shall I book both?');
      expect(await held(personId)).toEqual(before);
      const done = await chat.click(asked.card, 'Book both');
      expect(done.text).toContain('You have a place at both.');
      expect((await chat.click(asked.card, 'Book both')).text).toContain('You have a place at both.');
      expect(await held(personId)).toEqual([...before, 'Narwhal course', 'Wombat course'].sort());
      const confirm = await chat.say('cancel the wombat and narwhal courses');
      expect(confirm.text).toContain('Cancel both?');
      expect(await held(personId)).toEqual([...before, 'Narwhal course', 'Wombat course'].sort());
      await chat.say('yes');
      expect(await held(personId)).toEqual(before);
    });

    it('says before that they are at the same time, and what became of each', async () => {
      const { prisma } = service.database;
      const now = service.clock.now();
      const startsAt = new Date(now.getTime() + 500 * 24 * 60 * 60_000);
      const full = await makeSession(prisma, now, { capacity: 1, title: 'Ocelot course', startsAt });
      await makeSession(prisma, now, { capacity: 5, title: 'Quokka course', startsAt });
      const quicker = await service.chatAs('board', 'quicker');
      expect((await quicker.say('book the ocelot course')).text).toContain('Your place is booked.');
      const chat = await service.chatAs('headteacher', 'at-once');
      const asked = await chat.say('book me on the ocelot and quokka courses');
      expect(asked.text).toMatch(/Ocelot course and Quokka course are at the same time\./);
      const done = await chat.click(asked.card, 'Book both');
      expect(done.text).toContain('You have a place at 1 of 2.');
      expect(done.text).toContain('Full, so not booked.');
      const waits = await chat.click(done.card, 'Wait');
      expect(waits.text).toContain('1st on the waiting list');
      expect(await prisma.registration.count({ where: { sessionId: full, state: 'waiting' } })).toBe(1);
      const all = await chat.say('cancel all my bookings');
      expect(all.text).toContain('on the waiting list');
      await chat.click(all.card, 'No, keep them');
      expect(await held(personId)).toEqual(expect.arrayContaining(['Ocelot course', 'Quokka course']));
      await quicker.say('cancel my place at the ocelot course');
      await quicker.say('yes');
      const taken = await chat.say('accept the place');
      expect(taken.text).toContain('The place is yours.');
      expect(taken.text).toContain('You also have a place at Quokka course');
    });
  });

  describe('several of which it is not clear which', () => {
    // Each week has its sessions again, and nobody is asked about those of another test.
    afterAll(() => service.database.prisma.registration.deleteMany({ where: { personId } }));

    /** One event at three places at the same time. */
    async function threeVenues(title: string, places: readonly [string, string, string]) {
      const { prisma } = service.database;
      const id = await makeSession(prisma, service.clock.now(), { capacity: 5, title, label: places[0] });
      const { id: _id, checkInCode: _code, ...row } = await prisma.session.findUniqueOrThrow({ where: { id } });
      for (const label of places.slice(1))
        await prisma.session.create({ data: { ...row, label, venue: `${label} hall`, town: label } });
      return prisma.session.findMany({ where: { eventId: row.eventId }, select: { id: true, label: true } });
    }

    it('asks which two of three “both” means, and asks once more of what does not go together', async () => {
      const [one, two] = await threeVenues('Axolotl round', ['Northby', 'Eastby', 'Westby']);
      const before = await held(personId);
      const chat = await service.chatAs('headteacher', 'which-two');
      await chat.say('axolotl round');
      const form = await chat.say('book me on both');
      expect(form.text).toContain('Which two shall I book?');
      for (const place of ['Northby', 'Eastby', 'Westby'])
        expect(form.text).toMatch(new RegExp(`${place}, \\w+day \\d`));
      const asked = await chat.submit(form.card, { sessions: [one?.id ?? '', two?.id ?? ''] });
      expect(asked.text).toContain('are at the same time.');
      expect(await held(personId)).toEqual(before);
      await chat.click(asked.card, 'Leave it');
      await chat.say('axolotl round');
      await chat.say('book me on both');
      const named = await chat.say('northby and westby');
      expect(named.text).toContain('Shall I book both?');
      expect(named.text).not.toContain('Eastby');
      await chat.click(named.card, 'Book both');
      expect(await held(personId)).toEqual([...before, 'Axolotl round', 'Axolotl round'].sort());
    });

    it.each(['book the first two', 'the first 2 please'])(
      'books, by “%s”, those of the list just shown',
      async (words) => {
        const titles = ['Lynx course', 'Marten course', 'Polecat course'];
        if ((await service.database.prisma.event.count({ where: { title: { in: titles } } })) === 0)
          for (const title of titles) await make(title);
        const chat = await service.chatAs('headteacher', `first-two-${words.length}`);
        const shown = await chat.say('lynx, marten and polecat courses');
        const [first, second, third] = titles.toSorted((a, b) => shown.text.indexOf(a) - shown.text.indexOf(b));
        const asked = await chat.say(words);
        expect(asked.text).toContain('Shall I book both?');
        expect(asked.text).toContain(first);
        expect(asked.text).toContain(second);
        expect(asked.text).not.toContain(third);
      },
    );

    it('books those of a list in one form where one of them has several venues, the other ticked', async () => {
      const venues = await threeVenues('Serval gala', ['Northby', 'Eastby', 'Westby']);
      await make('Caracal gala');
      const chat = await service.chatAs('headteacher', 'one-form');
      await chat.say('galas');
      const form = await chat.say('book all of them');
      expect(form.text).toContain('Which two shall I book?');
      expect(form.text).toContain('Caracal gala, ');
      const caracal = await service.database.prisma.session.findFirstOrThrow({
        where: { event: { title: 'Caracal gala' } },
      });
      expect(JSON.stringify(form.card)).toContain(`"value":"${caracal.id}"`);
      const before = await held(personId);
      const done = await chat.submit(form.card, { sessions: [caracal.id, venues[1]?.id ?? ''] });
      expect(done.text).toContain('You have a place at both.');
      expect(await held(personId)).toEqual([...before, 'Caracal gala', 'Serval gala'].sort());
    });

    it('answers both of two that are named in one request, whatever can be booked of them', async () => {
      await make('Addax day');
      await make('Bongo day');
      const chat = await service.chatAs('headteacher', 'two-named');
      const both = await chat.say('book me on addax day and bongo day');
      expect(both.text).toContain('Shall I book both?');
      await threeVenues('Civet day', ['Northby', 'Eastby', 'Westby']);
      const form = await chat.say('book me on civet day and bongo day');
      expect(form.text).toContain('Which two shall I book?');
      for (const title of ['Civet day', 'Bongo day']) expect(form.text).toContain(title);
      const full = await make('Dingo day', 1);
      const quicker = await service.chatAs('board', 'quicker-still');
      await quicker.say('book me on dingo day');
      expect(await service.database.prisma.registration.count({ where: { sessionId: full, state: 'confirmed' } })).toBe(
        1,
      );
      const one = await chat.say('book me on dingo day and bongo day');
      for (const title of ['Dingo day', 'Bongo day']) expect(one.text).toContain(title);
      expect(one.text).toContain('· full');
      await service.database.prisma.event.updateMany({
        where: { title: 'Addax day' },
        data: { closesAt: new Date(service.clock.now().getTime() - 1_000) },
      });
      const late = await chat.say('book me on addax day and bongo day');
      for (const title of ['Addax day', 'Bongo day']) expect(late.text).toContain(title);
      expect((await chat.click(late.card, 'Book both')).text).toContain('You have a place at 1 of 2.');
    });

    it('asks about the one that is held of several to be cancelled, and says which is not', async () => {
      await make('Tarsier course');
      await make('Loris course');
      const chat = await service.chatAs('headteacher', 'one-held');
      await chat.say('book the tarsier course');
      const asked = await chat.say('cancel my places at the tarsier and loris courses');
      expect(asked.text).toContain('Cancel your place at Tarsier course?');
      expect(asked.text).toContain('You have no booking for Loris course.');
      expect(await held(personId)).toContain('Tarsier course');
      await chat.say('yes');
      expect(await held(personId)).not.toContain('Tarsier course');
      expect((await chat.say('cancel my places at the tarsier and loris courses')).text).toContain(
        'You have no booking for that.',
      );
    });
  });

  describe('a place that is given up for another', () => {
    it.each([
      ['swap my %a place for the %b', 'Lemur', 'Tapir'],
      ['move me from %a to %b', 'Gibbon', 'Dormouse'],
      ['can I go to the %b instead of the %a', 'Badger', 'Meerkat'],
      ['exchange my %a place for the %b one', 'Okapi', 'Numbat'],
    ])('is asked about first, and swapped by “yes”: “%s”', async (words, one, other) => {
      await make(`${one} workshop`);
      await make(`${other} workshop`);
      const chat = await service.chatAs('headteacher', `swaps-${one}`);
      await chat.say(`book the ${one} workshop`);
      const asked = await chat.say(words.replace('%a', `${one} workshop`).replace('%b', `${other} workshop`));
      expect(asked.text).toContain(`Give up your place at ${one} workshop for one at ${other} workshop?`);
      expect(await held(personId)).toContain(`${one} workshop`);
      expect((await chat.say('yes')).text).toContain(`your place at ${one} workshop is given up`);
      expect(await held(personId)).toContain(`${other} workshop`);
      expect(await held(personId)).not.toContain(`${one} workshop`);
    });
  });

  describe('who else is coming from our cluster', () => {
    it('is told in numbers, and by name only while somebody agrees to it', async () => {
      const { prisma } = service.database;
      const { urn } = head;
      const mine = await prisma.school.update({
        where: { urn },
        data: { cluster: 'Otter' },
        select: { cluster: true },
      });
      const near = await prisma.school.findFirstOrThrow({ where: { urn: { not: urn }, inPartnership: true } });
      await prisma.school.update({ where: { urn: near.urn }, data: { cluster: mine.cluster } });
      const sessionId = await make('Puffin gathering');
      const neighbour = await prisma.person.create({
        data: { name: 'Nell Neighbour', posts: { create: { urn: near.urn, position: 'headteacher', ...onFile } } },
      });
      await (await service.chat('nell')).say('hello');
      await prisma.account.updateMany({ where: { user: 'nell' }, data: { personId: neighbour.id } });
      await prisma.registration.create({
        data: { sessionId, personId: neighbour.id, urn: near.urn, state: 'confirmed', createdAt: service.clock.now() },
      });
      const chat = await service.chatAs('headteacher', 'asks-cluster');
      const asks = async () =>
        (await chat.say(`who else is coming to the puffin gathering from our ${words.cluster}?`)).text;
      const nell = await service.chat('nell');
      expect(await asks()).toContain('1 person from 1 school');
      expect(await asks()).not.toContain('Nell');
      const settings = await nell.say('mail settings');
      expect(settings.text).toMatch(new RegExp(`My ${words.cluster} sees where I come:?\\s*no`));
      expect((await nell.click(settings.card, `Let my ${words.cluster} see me`)).text).toContain(
        'now see your name and school',
      );
      expect(await asks()).toContain(`Nell Neighbour (${near.name})`);
      expect((await nell.say(`hide me from my ${words.cluster}`)).text).toContain('no longer see your name');
      expect(await asks()).not.toContain('Nell');
    });
  });
});
