import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.js';
import type { TestService } from '../../support/service.js';
import type { TeamsChat } from '../../support/teams/teams.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';

describe.each(journeyWorlds)('in $title', ({ start, round, governors, words }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await start();
  });
  afterAll(() => service.stop());

  const session = {
    label: 'Lincoln',
    venue: 'The Walnut Room',
    town: 'Lincoln',
    date: '2027-01-20',
    start: '09:30',
    end: '12:00',
    capacity: '2',
  };

  /** A draft with one session. */
  async function makeDraft(chat: TeamsChat, title: string, typed: Record<string, string> = {}) {
    const form = await chat.say('create an event');
    const draft = await chat.submit(form.card, { series: round.title, title, cost: '12.50' });
    const sessionForm = await chat.click(draft.card, 'Add a session');
    return chat.submit(sessionForm.card, { ...session, ...typed });
  }

  /** @param date of its own where the same person books several: nobody is asked whether they mean both */
  async function publish(chat: TeamsChat, title: string, date = session.date) {
    const draft = await makeDraft(chat, title, { date });
    const preview = await chat.click(draft.card, 'Preview and publish');
    return chat.click(preview.card, 'Publish now');
  }

  /** What organisers do can be undone before this. */
  const undoMs = 31_000;

  const told = (user: string) =>
    JSON.stringify(service.connector.posted.filter(({ conversationId }) => conversationId.includes(user)));

  describe('an organiser', () => {
    it('makes a draft that members do not see, previews it and publishes it', async () => {
      const chat = await service.chatAs('organiser', 'o-publish');
      const member = await service.chatAs('headteacher', 'm-publish');
      const draft = await makeDraft(chat, 'Hazel coppicing');
      expect(draft.text).toContain('Draft: only organisers see it.');
      expect(draft.text).toContain('Cost: £12.50');
      expect(draft.text).toContain('Lincoln, Wednesday 20 January 2027, 9:30am to 12pm');
      expect((await member.say("what's on in january")).text).not.toContain('Hazel');
      expect((await chat.say('event drafts')).text).toContain('Hazel coppicing (draft)');
      const preview = await chat.click(draft.card, 'Preview and publish');
      expect(preview.text).toContain(`This is what ${words.members} will see:`);
      expect(preview.text).toContain('2 places left of 2');
      expect((await chat.click(preview.card, 'Publish now')).text).toContain('Published.');
      expect((await member.say('hazel coppicing')).text).toContain('The Walnut Room');
    });

    it.each([
      ['Add a session', undefined],
      ['Change', 'Audience and places'],
      ['More details', 'More details'],
    ])('goes back from a form of an event with nothing changed: %s, %s', async (label, beside) => {
      const chat = await service.chatAs('organiser', 'o-back');
      const title = `Reed cutting, ${label.toLowerCase()}`;
      const draft = await chat.submit((await chat.say('create an event')).card, { series: round.title, title });
      const form = await chat.click(draft.card, label, beside);
      const again = await chat.click(form.card, 'Back');
      expect(again.text).toContain(title);
      expect(again.text).toContain('Draft: only organisers see it.');
    });

    it('sees each fault beside its field, and keeps everything typed', async () => {
      const chat = await service.chatAs('organiser', 'o-faults');
      const form = await chat.say('create an event');
      const refused = await chat.submit(form.card, {
        series: governors.series,
        title: 'Kept title',
        cost: 'plenty',
        opens: '2027-02-01',
        closes: '2027-01-01',
      });
      expect(refused.text).toContain('Give an amount in pounds');
      expect(refused.text).toContain('Booking has to close after it opens.');
      expect(JSON.stringify(refused.card)).toContain('Kept title');
      const draft = await chat.submit(refused.card, { cost: '0', closes: '2027-03-01' });
      const sessionForm = await chat.click(draft.card, 'Add a session');
      const bad = await chat.submit(sessionForm.card, {
        ...session,
        venue: '',
        link: 'http://insecure.example',
        date: '2026-11-01',
        start: '12:00',
        end: '09:00',
        capacity: '0',
      });
      for (const words of ['beginning with https://', 'in the past', 'end after it starts', 'whole number from 1'])
        expect(bad.text).toContain(words);
      expect(JSON.stringify(bad.card)).toContain('insecure.example');
    });

    it('is warned about a day in the holidays, and may still choose it', async () => {
      const chat = await service.chatAs('organiser', 'o-holiday');
      const draft = await makeDraft(chat, 'Christmas briefing', { date: '2026-12-28' });
      expect(draft.text).toContain('is in the school holidays or at a weekend');
    });

    it('sees who will be told of a new time, and tells them once', async () => {
      const chat = await service.chatAs('organiser', 'o-move');
      await publish(chat, 'Willow weaving');
      const holder = await service.chatAs('headteacher', 'm-move');
      expect((await holder.say('book willow weaving')).text).toContain('Your place is booked.');
      service.clock.advance(2 * 60 * 60_000);
      await holder.say('hello');
      const list = await chat.say('manage events');
      const event = await chat.click(list.card, 'Open', 'Willow weaving');
      const one = await chat.click(event.card, 'Open', 'Lincoln');
      const form = await chat.click(one.card, 'Change time or place');
      const question = await chat.submit(form.card, { start: '10:00', venue: 'The Beech Room' });
      expect(question.text).toContain('1 person will be told, each once: 1 with a place.');
      expect(told('m-move')).not.toContain('Beech');
      const done = await chat.click(question.card, 'Yes, change it and tell them');
      expect(done.text).toContain('1 person is being told');
      expect((await chat.click(question.card, 'Yes, change it and tell them')).text).toContain('Nobody is told twice');
      service.clock.advance(31_000);
      await eventually(() => expect(told('m-move')).toContain('The Beech Room'));
      const sent = await service.database.prisma.delivery.count({ where: { kind: 'session-moved' } });
      expect(sent).toBe(1);
    });

    it('cancels with a reason, tells each person once, and cannot undo it', async () => {
      const chat = await service.chatAs('organiser', 'o-cancel');
      const published = await publish(chat, 'Ivy clearing', '2027-01-27');
      const holder = await service.chatAs('headteacher', 'm-cancel');
      await holder.say('book ivy clearing');
      service.clock.advance(2 * 60 * 60_000);
      await holder.say('hello');
      const ask = await chat.click(published.card, 'Cancel the event');
      expect(ask.text).toContain('1 person will be told');
      const done = await chat.submit(ask.card, { reason: 'The woods are shut.' });
      expect(done.text).toContain('Cancelled. 1 person is being told, in their own chat.');
      service.clock.advance(undoMs);
      await eventually(() => expect(told('m-cancel')).toContain('The woods are shut.'));
      expect((await chat.submit(ask.card, { reason: 'Again' })).text).toContain('already been cancelled');
    });

    it('changes the places, which offers new ones to those who wait', async () => {
      const chat = await service.chatAs('organiser', 'o-places');
      await publish(chat, 'Oak grafting');
      const event = await chat.click((await chat.say('manage events')).card, 'Open', 'Oak grafting');
      const one = await chat.click(event.card, 'Open', 'Lincoln');
      const form = await chat.click(one.card, 'Places');
      expect((await chat.submit(form.card, { capacity: '0' })).text).toContain('whole number from 1');
      expect((await chat.submit(form.card, { capacity: '30' })).text).toContain('0 of 30 places taken');
    });

    it('copies to the same weekday of the next term, outside the holidays, as a draft', async () => {
      const chat = await service.chatAs('organiser', 'o-copy');
      const published = await publish(chat, 'Rowan planting, spring term 2026/27');
      const copy = await chat.click(published.card, 'Copy');
      expect(copy.text).toContain('This is a draft copy');
      expect(copy.text).toContain('Rowan planting, summer term 2026/27');
      expect(copy.text).toMatch(/Lincoln, Wednesday \d+ (April|May|June|July) 2027, 9:30am to 12pm/);
      expect(copy.text).not.toContain('school holidays');
      const again = await chat.click(published.card, 'Copy');
      expect(again.text).toContain('This is a draft copy');
    });

    it('copies deadlines to working days before the sessions', async () => {
      const chat = await service.chatAs('organiser', 'o-deadlines');
      const published = await publish(chat, 'Larch thinning');
      const edit = await chat.click(published.card, 'Edit');
      // A Saturday, in the next term too.
      const edited = await chat.submit(edit.card, { closes: '2027-01-16' });
      const copy = await chat.click(edited.card, 'Copy');
      expect(copy.text).toMatch(/closes Friday \d+ \w+ 2027, 5pm/);
    });

    it('writes to those registered after a preview with the count; pressing twice sends once', async () => {
      const chat = await service.chatAs('organiser', 'o-write');
      const published = await publish(chat, 'Alder felling', '2027-02-03');
      const holder = await service.chatAs('headteacher', 'm-write');
      await holder.say('book alder felling');
      service.clock.advance(2 * 60 * 60_000);
      await holder.say('hello');
      const form = await chat.click(published.card, 'Write to them');
      expect((await chat.submit(form.card, { to: 'waiting', words: 'Bring boots' })).text).toContain(
        'Nobody matches that.',
      );
      const preview = await chat.submit(form.card, { to: 'all', words: 'Bring boots & **gloves**' });
      expect(preview.text).toContain('To everybody registered: 1 person, in their own chat.');
      expect((await chat.click(preview.card, 'Send it to 1 person')).text).toContain('on its way to 1 person');
      const twice = await chat.click(preview.card, 'Send it to 1 person');
      expect(twice.text).toContain('Nobody gets it twice');
      // The second answer takes the place of the first, which could be undone.
      expect(twice.text).toContain('Undo');
      service.clock.advance(undoMs);
      await eventually(() => expect(told('m-write')).toContain('Bring boots'));
    });
  });

  describe('an organiser of one series', () => {
    it('runs that series only', async () => {
      const { prisma } = service.database;
      const whole = await service.chatAs('organiser', 'o-whole');
      const other = await publish(whole, 'Elm spotting');
      const chat = await service.chatAs('headteacher', 'o-governors');
      const account = await prisma.account.findFirstOrThrow({ where: { user: 'o-governors' } });
      const series = await prisma.series.findFirstOrThrow({ where: { name: governors.series } });
      await prisma.grant.create({ data: { accountId: account.id, role: 'organiser', seriesId: series.id } });
      expect((await chat.say('manage events')).text).not.toContain('Elm spotting');
      let page = other;
      while (!page.text.includes('Close booking now')) page = await whole.click(page.card, 'More');
      expect((await chat.click(page.card, 'Close booking now')).text).toContain('Only the organisers of its series');
      expect((await chat.click(other.card, 'Edit')).text).toContain('You do not organise that event');
      expect((await chat.say('create an event')).text).not.toContain(round.title);
      const noted = await prisma.auditEntry.findMany({
        where: { accountId: account.id, outcome: 'not-allowed' },
        orderBy: { id: 'asc' },
      });
      expect(noted.map(({ act }) => act)).toEqual(['organise-close', 'organise-event']);
    });
  });
});
