import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestService } from '../../support/service.js';
import type { TeamsChat } from '../../support/teams/teams.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';

describe.each(journeyWorlds)('in $title', ({ start, governors, round, words }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await start();
  });
  afterAll(() => service.stop());

  const typed = { name: 'Woodland walks', summary: 'A walk with other heads.', audience: ['headteacher'], cost: '5' };

  async function makeDraft(chat: TeamsChat, name: string) {
    const form = await chat.say('create a series');
    return chat.submit(form.card, { ...typed, name });
  }

  const session = { venue: 'The Walnut Room', town: 'Lincoln', date: '2027-01-20', start: '09:30', end: '12:00' };

  describe('an organiser', () => {
    it('makes a series that members do not see until it is published', async () => {
      const chat = await service.chatAs('organiser', 's-new');
      const member = await service.chatAs('headteacher', 's-member');
      const draft = await makeDraft(chat, 'Woodland walks');
      expect(draft.text).toContain('Draft: only organisers see it.');
      expect(draft.text).toContain('Cost: £5.00');
      expect((await member.say('what are the woodland walks?')).text).not.toContain('A walk with other heads');
      const preview = await chat.click(draft.card, 'Preview and publish');
      expect(preview.text).toContain(`This is what ${words.members} will see:`);
      expect(preview.text).toContain('A walk with other heads.');
      expect((await chat.click(preview.card, 'Publish now')).text).toContain('Published.');
      expect((await member.say('what are the woodland walks?')).text).toContain('A walk with other heads');
    });

    it('sees what is wrong, keeps everything typed, and is told when a name is taken', async () => {
      const chat = await service.chatAs('organiser', 's-faults');
      const form = await chat.say('create a series');
      const refused = await chat.submit(form.card, { ...typed, name: 'Kept name', summary: 'Words', cost: 'plenty' });
      expect(refused.text).toContain('Give an amount in pounds');
      expect(JSON.stringify(refused.card)).toContain('Kept name');
      const taken = await chat.submit(refused.card, { name: round.title.toUpperCase(), cost: '' });
      expect(taken.text).toContain('There is already one with this name.');
    });

    it('cannot publish an event of a draft series, and can once the series is published', async () => {
      const chat = await service.chatAs('organiser', 's-event');
      const draft = await makeDraft(chat, 'River walks');
      const form = await chat.click(draft.card, 'New event in it');
      const event = await chat.submit(form.card, { title: 'Witham walk' });
      const added = await chat.submit((await chat.click(event.card, 'Add a session')).card, session);
      const preview = await chat.click(added.card, 'Preview and publish');
      expect((await chat.click(preview.card, 'Publish now')).text).toContain('Its series is still a draft.');
      await chat.click((await chat.click(draft.card, 'Preview and publish')).card, 'Publish now');
      expect((await chat.click(preview.card, 'Publish now')).text).toContain('Published.');
    });

    it('retires a series after a question: no new events, and those to come go on', async () => {
      const chat = await service.chatAs('organiser', 's-retire');
      const list = await chat.say('manage series');
      const one = await chat.click(list.card, 'Open', governors.series);
      const ask = await chat.click(one.card, 'Retire');
      expect(ask.text).toContain('It can have no new events.');
      const done = await chat.click(ask.card, 'Yes, retire it');
      expect(done.text).toContain('Retired: no new events.');
      expect((await chat.say('create an event')).text).not.toContain(governors.series);
      const events = await chat.say('manage events');
      const event = await chat.click(events.card, 'Open', governors.series);
      expect((await chat.click(event.card, 'Copy')).text).toContain('Its series is retired');
      expect((await chat.click(done.card, 'Reopen it')).text).toContain('Published.');
    });

    it('throws a draft away after a question', async () => {
      const chat = await service.chatAs('organiser', 's-discard');
      const draft = await makeDraft(chat, 'Moorland walks');
      const ask = await chat.click(draft.card, 'Delete the draft');
      expect((await chat.click(ask.card, 'Yes, delete it')).text).not.toContain('Moorland');
      expect((await chat.click(draft.card, 'Edit')).text).toContain(
        'You do not organise that series, or it has been removed.',
      );
    });
  });

  describe('an organiser of one series', () => {
    it('changes that series, and cannot create another', async () => {
      const { prisma } = service.database;
      const whole = await service.chatAs('organiser', 's-whole');
      const other = await whole.click((await whole.say('manage series')).card, 'Open', round.title);
      const chat = await service.chatAs('headteacher', 's-governors');
      const account = await prisma.account.findFirstOrThrow({ where: { user: 's-governors' } });
      const series = await prisma.series.findFirstOrThrow({ where: { name: governors.series } });
      await prisma.grant.create({ data: { accountId: account.id, role: 'organiser', seriesId: series.id } });
      const list = await chat.say('manage series');
      expect(list.text).toContain(governors.series);
      expect(list.text).not.toContain(round.title);
      expect((await chat.say('create a series')).text).toContain(
        'Only organisers of the whole programme can create a series.',
      );
      expect((await chat.click(other.card, 'Retire')).text).toContain('You do not organise that series');
      const form = await chat.click((await chat.click(list.card, 'Open')).card, 'Edit');
      expect((await chat.submit(form.card, { summary: 'What governors need to know.' })).text).toContain('Saved.');
    });
  });
});
