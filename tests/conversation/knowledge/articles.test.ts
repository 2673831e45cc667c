import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestService } from '../../support/service.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';

describe.each(journeyWorlds)('in $title', ({ start, organiser, article }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await start();
  });
  afterAll(() => service.stop());

  const written = {
    question: 'Who mends the tractor shed roof?',
    aliases: 'leaking tractor shed\n tractor roof repairs \nLeaking tractor shed',
    answer: 'The estates team mends it within a week.',
    owner: 'Estates office',
    asOf: '2026-11-01',
    reviewBy: '2027-11-01',
  };

  describe('an organiser', () => {
    it('adds an article, previews it, publishes it, changes it, retires it, and sees who did what', async () => {
      const chat = await service.chatAs('organiser', 'editor');
      const asker = await service.chatAs('headteacher', 'reader');
      const form = await chat.say('add an article');
      const draft = await chat.submit(form.card, written);
      expect(draft.text).toContain('Preview of a draft: nobody sees it yet.');
      expect(draft.text).toContain(
        'Also asked as: Leaking tractor shed · tractor roof repairs'.replace('Leaking', 'leaking'),
      );
      expect((await asker.say('who mends the tractor shed roof')).text).not.toContain('estates team');
      const published = await chat.click(draft.card, 'Publish');
      expect(published.text).toContain('Published, as people see it.');
      expect((await asker.say('who repairs a leaking tractor shed')).text).toContain(
        'The estates team mends it within a week.',
      );

      const edit = await chat.click(published.card, 'Change');
      const preview = await chat.submit(edit.card, { answer: 'The estates team mends it within a day.' });
      expect(preview.text).toContain('People still see the previous version');
      expect((await asker.say('who mends the tractor shed roof')).text).toContain('within a week');
      const changed = await chat.click(preview.card, 'Publish');
      expect((await asker.say('who mends the tractor shed roof')).text).toContain('within a day');

      const history = await chat.click(changed.card, 'History');
      expect(history.text).toContain(organiser.name);
      expect(history.text).toContain('changed: answer');
      const retired = await chat.click(changed.card, 'Retire');
      expect(retired.text).toContain('Retired: nobody sees it.');
      expect((await asker.say('who mends the tractor shed roof')).text).not.toContain('within a day');
      await chat.click(retired.card, 'Publish again');
      expect((await asker.say('who mends the tractor shed roof')).text).toContain('within a day');
      expect((await chat.say('articles about tractor')).text).toContain('review by 1 November 2027');
    });

    it('names a paper that is not among the sources yet', async () => {
      const chat = await service.chatAs('organiser', 'librarian');
      const form = await chat.say('add an article');
      const question = 'What is the bee policy?';
      const values = { ...written, question, aliases: '', newSource: 'Bee policy 2026' };
      const asked = await chat.submit(form.card, values);
      expect(asked.text).toContain('Say who published that paper.');
      const saved = await chat.submit(asked.card, {
        ...values,
        newPublisher: 'County council',
        newPublishedOn: '2026-05-01',
      });
      expect(saved.text).toContain('Source: Bee policy 2026, County council, 1 May 2026.');
    });

    it('gets the form back with everything typed and the fault beside its field', async () => {
      const chat = await service.chatAs('organiser', 'hasty');
      const form = await chat.say('add an article');
      const back = await chat.submit(form.card, {
        ...written,
        question: 'Is it kept?',
        asOf: '2030-01-01',
        reviewBy: '2029-01-01',
      });
      expect(back.text).toContain('Give the day on which this was true: today or earlier.');
      expect(JSON.stringify(back.card)).toContain('Is it kept?');
      expect(await service.database.prisma.article.count({ where: { question: 'Is it kept?' } })).toBe(0);
    });

    it('does not overwrite what another organiser saved meanwhile', async () => {
      const first = await service.chatAs('organiser', 'first-editor');
      const second = await service.chatAs('organiser', 'second-editor');
      const listed = await first.say(`articles about ${article}`);
      const opened = await first.click(listed.card, 'Open');
      const formOfFirst = await first.click(opened.card, 'Change');
      const formOfSecond = await second.click(opened.card, 'Change');
      expect((await second.submit(formOfSecond.card, { owner: 'Second' })).text).toContain(
        'Saved. This is the preview.',
      );
      const late = await first.submit(formOfFirst.card, { owner: 'First' });
      expect(late.text).toContain('Somebody else has changed it since you opened it.');
      const desk = await second.click(opened.card, 'Change');
      expect(JSON.stringify(desk.card)).toContain('Second');
    });

    it('shows hostile text in an article as text', async () => {
      const chat = await service.chatAs('organiser', 'hostile-editor');
      const answer = '**bold** [a](http://evil.example) <at>everyone</at> {{DATE(2020-01-01T00:00:00Z)}}';
      const form = await chat.say('add an article');
      const saved = await chat.submit(form.card, { ...written, question: 'Hostile <script>?', answer });
      expect(saved.status).toBe(200);
      expect(saved.text).toContain('evil.example');
    });
  });

  describe('anybody else', () => {
    it.each(['headteacher', 'board'] as const)('a %s neither sees drafts nor changes an article', async (persona) => {
      const organiser = await service.chatAs('organiser', `keeper-${persona}`);
      const form = await organiser.say('add an article');
      const draft = await organiser.submit(form.card, { ...written, question: `Secret of ${persona}?` });
      const intruder = await service.chatAs(persona, `snoop-${persona}`);
      for (const label of ['Publish', 'Change', 'History'])
        expect((await intruder.click(draft.card, label)).text).toContain(
          'Only the partnership’s organisers can do that.',
        );
      expect((await intruder.submit(form.card, { ...written, question: 'Mine now?' })).text).toContain(
        'organisers can',
      );
      for (const words of ['articles', 'add an article', 'articles about secret'])
        expect((await intruder.say(words)).text).not.toMatch(/Secret|Save and preview/);
      const { prisma } = service.database;
      expect(await prisma.article.count({ where: { question: 'Mine now?' } })).toBe(0);
      const kept = await prisma.article.findFirstOrThrow({ where: { question: `Secret of ${persona}?` } });
      expect(kept.status).toBe('draft');
    });

    it('keeps a role for one series away from the knowledge base', async () => {
      const chat = await service.chatAs('headteacher', 'series-organiser');
      const { prisma } = service.database;
      const account = await prisma.account.findFirstOrThrow({ where: { user: 'series-organiser' } });
      const series = await prisma.series.findFirstOrThrow();
      await prisma.grant.create({ data: { accountId: account.id, role: 'organiser', seriesId: series.id } });
      expect((await chat.say('articles')).text).not.toContain('Add an article');
    });
  });
});
