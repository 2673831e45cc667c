import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.js';
import type { TestService } from '../../support/service.js';
import type { Seen, TeamsChat } from '../../support/teams/teams.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';

describe.each(journeyWorlds)('in $title', ({ start, round, governors, words: called }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await start();
  });
  afterAll(() => service.stop());

  const words = { name: 'Woodland walks', summary: 'A walk with other heads.', audience: ['headteacher'], cost: '5' };

  const parts = ['Alder', 'Birch', 'Cedar'];

  /** A published series with one published event on each of these days. */
  async function makeSeries(chat: TeamsChat, name: string, days: readonly string[]): Promise<Seen> {
    const draft = await chat.submit((await chat.say('create a series')).card, { ...words, name });
    const series = await chat.click((await chat.click(draft.card, 'Preview and publish')).card, 'Publish now');
    for (const [index, date] of days.entries()) {
      const form = await chat.click(series.card, 'New event in it');
      const event = await chat.submit(form.card, { title: `${name} ${parts[index]}` });
      const session = {
        venue: 'The Walnut Room',
        town: called.places[0],
        date,
        start: '09:30',
        end: '12:00',
        capacity: '20',
      };
      const added = await chat.submit((await chat.click(event.card, 'Add a session')).card, session);
      await chat.click((await chat.click(added.card, 'Preview and publish')).card, 'Publish now');
    }
    return series;
  }

  const events = (name: string, status: 'draft' | 'published' | 'cancelled') =>
    service.database.prisma.event.findMany({
      where: { status, series: { name } },
      orderBy: { title: 'asc' },
      include: { sessions: true },
    });

  async function organiseOne(user: string, name: string): Promise<TeamsChat> {
    const { prisma } = service.database;
    const chat = await service.chatAs('headteacher', user);
    const account = await prisma.account.findFirstOrThrow({ where: { user } });
    const series = await prisma.series.findFirstOrThrow({ where: { name } });
    await prisma.grant.create({ data: { accountId: account.id, role: 'organiser', seriesId: series.id } });
    return chat;
  }

  describe('the same again, for a whole series', () => {
    it('drafts a term’s events in the next term, once, hidden from members', async () => {
      const chat = await service.chatAs('organiser', 'a-term');
      await makeSeries(chat, 'Fenland walks', ['2027-01-20', '2027-02-24']);
      const form = await chat.say('the same again next term for the Fenland walks');
      expect(form.text).toContain('Spring term 2026/27: 2 events');
      const done = await chat.submit(form.card, {});
      expect(done.text).toContain('2 events of the spring term 2026/27 have been copied as drafts.');
      const drafts = await events('Fenland walks', 'draft');
      expect(drafts.map(({ title, term, academicYear }) => [title, term, academicYear])).toEqual([
        ['Fenland walks Alder', 'summer', 2026],
        ['Fenland walks Birch', 'summer', 2026],
      ]);
      for (const { sessions } of drafts) {
        expect(sessions).toHaveLength(1);
        expect(sessions[0]).toMatchObject({ venue: 'The Walnut Room', capacity: 20 });
        expect(sessions[0]?.startsAt.getUTCDay()).toBe(3);
      }
      const member = await service.chatAs('headteacher', 'a-member');
      expect((await member.say("what's on, Fenland walks?")).text).not.toMatch(
        /Fenland walks \w+\n\w+ \d+ (April|May|June)/,
      );
      expect((await chat.submit(form.card, {})).text).toContain('has already been copied');
      expect(await events('Fenland walks', 'draft')).toHaveLength(2);
      expect((await chat.click(done.card, 'Open', 'Fenland walks Birch')).text).toContain(
        'Draft: only organisers see it.',
      );
    });

    it('with another name makes a separate draft series with the same description', async () => {
      const chat = await service.chatAs('organiser', 'a-name');
      const series = await makeSeries(chat, 'Heath walks', ['2027-01-20', '2027-05-12']);
      const form = await chat.click(series.card, 'The same again');
      const name = 'Heath walks for governors';
      const done = await chat.submit(form.card, { period: 'year-2026', name });
      expect(done.text).toContain('2 events of the year 2026/27 have been copied as drafts. The series is a draft too');
      const made = await service.database.prisma.series.findFirstOrThrow({ where: { name } });
      expect(made).toMatchObject({
        status: 'draft',
        audience: ['headteacher'],
        costPence: 500,
        summary: words.summary,
      });
      expect((await events(name, 'draft')).map(({ academicYear, term }) => [academicYear, term])).toEqual([
        [2027, 'spring'],
        [2027, 'summer'],
      ]);
      expect(await events('Heath walks', 'draft')).toEqual([]);
      const again = await chat.submit(form.card, { period: 'year-2026', name });
      expect(again.text).toContain('There is already one with this name.');
    });

    it('asks which series when none is named, and copies one without events only under another name', async () => {
      const chat = await service.chatAs('organiser', 'a-which');
      const series = await makeSeries(chat, 'Dune walks', []);
      const list = await chat.say('same again next year');
      expect(list.text).toContain('The same again of which series?');
      expect((await chat.click(list.card, 'The same again', round.title)).text).toContain(
        `Year 2026/27: ${round.ofYear}`,
      );
      const form = await chat.click(series.card, 'The same again');
      expect((await chat.submit(form.card, {})).text).toContain('It has no events to copy.');
      expect((await chat.submit(form.card, { name: 'Marsh walks' })).text).toContain('a draft without events');
    });

    it('is limited to that series for an organiser of a single series', async () => {
      const chat = await service.chatAs('organiser', 'a-whole');
      await makeSeries(chat, 'Moor walks', ['2027-01-20']);
      const one = await organiseOne('a-one', 'Moor walks');
      const form = await one.say('copy the Moor walks series');
      expect(form.text).not.toContain('Under another name');
      expect((await one.submit(form.card, {})).text).toContain('has been copied as a draft');
      const other = await chat.say(`copy the ${governors.series} series`);
      expect((await one.submit(other.card, {})).text).toContain('You do not organise that series');
      await service.database.prisma.series.updateMany({ where: { name: 'Moor walks' }, data: { status: 'retired' } });
      expect((await one.submit(form.card, {})).text).toContain('be repeated in a new series');
      const anew = await chat.submit((await chat.say('copy the Moor walks series')).card, {});
      expect(anew.text).toContain('The series is a draft too');
    });
  });

  describe('cancelling a whole series', () => {
    const told = (user: string) =>
      JSON.stringify(service.connector.posted.filter(({ conversationId }) => conversationId.includes(user)));

    it('says what will be cancelled and how many are told, tells each once, and keeps past events', async () => {
      const chat = await service.chatAs('organiser', 'c-all');
      const series = await makeSeries(chat, 'Coast walks', ['2026-11-25', '2027-01-20', '2027-02-24']);
      const member = await service.chatAs('headteacher', 'c-member');
      for (const title of ['Coast walks Birch', 'Coast walks Cedar']) {
        expect((await member.say(`book ${title}`)).text).toContain('Your place is booked.');
      }
      await chat.submit((await chat.click(series.card, 'The same again')).card, { period: 'spring-2026' });
      service.clock.advance(4 * 24 * 60 * 60_000);
      await member.say('hello');
      const ask = await chat.say('please cancel the whole Coast walks series');
      for (const line of [
        '2 upcoming events will be cancelled',
        '2 drafts will be deleted',
        '1 person will be told, each once',
      ])
        expect(ask.text).toContain(line);
      expect((await chat.submit(ask.card, { reason: ' ' })).text).toContain('Please say why');
      expect(await events('Coast walks', 'cancelled')).toEqual([]);
      const done = await chat.submit(ask.card, { reason: 'The path has gone into the sea.' });
      expect(done.text).toContain(
        'It is cancelled, with 2 events and 2 drafts. 1 person is being told, in their own chat.',
      );
      expect(await events('Coast walks', 'draft')).toHaveLength(2);
      expect((await chat.submit(ask.card, { reason: 'Again' })).text).toContain(
        'already been cancelled. Nobody is told twice',
      );
      service.clock.advance(31_000);
      await eventually(() => expect(told('c-member')).toContain('The path has gone into the sea.'));
      for (const title of ['Coast walks Birch', 'Coast walks Cedar']) expect(told('c-member')).toContain(title);
      const { prisma } = service.database;
      expect(await prisma.delivery.count({ where: { kind: { in: ['series-cancelled', 'event-cancelled'] } } })).toBe(1);
      expect((await events('Coast walks', 'published')).map(({ title }) => title)).toEqual(['Coast walks Alder']);
      await eventually(async () => expect(await events('Coast walks', 'draft')).toEqual([]));
      expect(
        (await member.say('my bookings')).text.match(
          new RegExp(`The Walnut Room, ${called.places[0]} · cancelled`, 'g'),
        ),
      ).toHaveLength(2);
      expect((await chat.say('create an event')).text).not.toContain('Coast walks');
    });

    it('is for its organisers; from a member the same message means their own bookings', async () => {
      const chat = await service.chatAs('organiser', 'c-form');
      await makeSeries(chat, 'Lane walks', ['2027-01-20']);
      const ask = await chat.say('cancel the Lane walks series');
      const member = await service.chatAs('headteacher', 'c-other');
      expect((await member.say('cancel the Lane walks series')).text).toContain('You have no booking for that.');
      expect((await member.submit(ask.card, { reason: 'Mine now' })).text).toContain('organisers can');
      const one = await organiseOne('c-one', governors.series);
      expect((await one.submit(ask.card, { reason: 'Mine now' })).text).toContain('You do not organise that series');
      expect(await events('Lane walks', 'published')).toHaveLength(1);
      const draft = await chat.submit((await chat.say('create a series')).card, { ...words, name: 'Unseen walks' });
      expect(draft.text).not.toContain('Cancel the series');
    });
  });
});
