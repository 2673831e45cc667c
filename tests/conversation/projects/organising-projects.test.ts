import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.js';
import type { TestService } from '../../support/service.js';
import type { Seen, TeamsChat } from '../../support/teams/teams.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { makeStaff, readingProject } from '../../support/worlds/projects.js';

describe.each(journeyWorlds)('in $title', ({ start, governors, words }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await start();
  });
  afterAll(() => service.stop());

  /** A draft with a draft of this year in it. */
  async function makeDraft(chat: TeamsChat, name: string, year: Record<string, string> = {}): Promise<Seen> {
    const draft = await chat.submit((await chat.say('create a project')).card, { ...readingProject, name });
    const form = await chat.click(draft.card, 'Add a year');
    return chat.submit(form.card, { year: '2026/27', closes: '2027-01-15', ends: '2027-08-31', ...year });
  }

  /** Published, its year open before the organiser. */
  async function publish(chat: TeamsChat, name: string, year: Record<string, string> = {}): Promise<Seen> {
    const made = await makeDraft(chat, name, year);
    const draft = await chat.click(made.card, 'Back to the project');
    const preview = await chat.click(draft.card, 'Preview and publish');
    const published = await chat.click(preview.card, 'Publish now');
    return chat.click(published.card, 'Open', '2026/27');
  }

  /** Schools that take part or wait, beside the ones with a chat. */
  async function enrol(name: string, states: ReadonlyArray<'registered' | 'waiting'>): Promise<string> {
    const { prisma } = service.database;
    const cohort = await prisma.cohort.findFirstOrThrow({ where: { project: { name } } });
    const schools = await prisma.school.findMany({
      where: { phase: 'primary' },
      orderBy: { urn: 'desc' },
      take: states.length,
    });
    for (const [index, state] of states.entries()) {
      const urn = schools[index]?.urn ?? 0;
      const asker = await makeStaff(prisma, { urn });
      await prisma.enrolment.create({ data: { cohortId: cohort.id, urn, state, askedById: asker.personId } });
    }
    return cohort.id;
  }

  const told = (kind: string) => service.database.prisma.delivery.findMany({ where: { kind } });

  describe('an organiser', () => {
    it('makes a project with a year that nobody sees until it is published', async () => {
      const chat = await service.chatAs('organiser', 'p-new');
      const member = await service.chatAs('headteacher', 'p-member');
      const year = await makeDraft(chat, 'Hedgehog readers', { capacity: '12' });
      expect(year.text).toContain('Draft: only organisers see it.');
      expect(year.text).toContain('0 of 12 places taken');
      expect(year.text).toContain('Open until Friday 15 January 2027');
      expect((await member.say('which projects can we join?')).text).not.toContain('Hedgehog');
      expect((await member.say('what is Hedgehog readers?')).text).not.toContain('Reading to each other');
      const draft = await chat.click(year.card, 'Back to the project');
      const preview = await chat.click(draft.card, 'Preview and publish');
      expect(preview.text).toContain('This is what schools will see:');
      expect(preview.text).toContain('Join for 2026/27');
      expect(preview.text).toContain('Published with it: 2026/27.');
      expect((await chat.click(preview.card, 'Publish now')).text).toContain('Published.');
      expect((await member.say('which projects can we join?')).text).toContain('Hedgehog readers 2026/27');
    });

    it('sees each fault beside its field, and keeps everything typed', async () => {
      const chat = await service.chatAs('organiser', 'p-faults');
      const form = await chat.say('create a project');
      const taken = await chat.submit(form.card, { ...readingProject, name: words.project.toLowerCase() });
      expect(taken.text).toContain('There is already one with this name.');
      expect(JSON.stringify(taken.card)).toContain('The reading team');
      const draft = await chat.submit(taken.card, { name: 'Kept readers' });
      const year = await chat.click(draft.card, 'Add a year');
      const wrong = {
        year: '2026/27',
        opens: '2027-02-01',
        closes: '2027-01-01',
        starts: '2027-09-01',
        ends: '2027-08-31',
      };
      const refused = await chat.submit(year.card, { ...wrong, capacity: '0' });
      for (const words of ['close after it opens', 'The last day has to come', 'whole number'])
        expect(refused.text).toContain(words);
      const good = await chat.submit(refused.card, { opens: '', starts: '', capacity: '' });
      const again = await chat.click((await chat.click(good.card, 'Back to the project')).card, 'Add a year');
      expect((await chat.submit(again.card, { year: '2026/27' })).text).toContain('That year already exists.');
    });

    it('adds strands and milestones, changes them and takes them out', async () => {
      const chat = await service.chatAs('organiser', 'p-parts');
      const year = await makeDraft(chat, 'Badger readers');
      let shown = await chat.click(year.card, 'Back to the project');
      for (const name of ['Poems', 'Plays']) {
        shown = await chat.submit((await chat.click(shown.card, 'Add a strand')).card, { name });
      }
      const form = await chat.click(shown.card, 'Change', 'Plays');
      shown = await chat.submit(form.card, { remove: 'true' });
      expect(shown.text).toContain('The strand has been removed.');
      shown = await chat.click(shown.card, 'Open', '2026/27');
      const places = await chat.click(shown.card, 'Places', 'Poems');
      shown = await chat.submit(places.card, { capacity: '7' });
      expect(await chat.readOn(shown)).toContain('0 of 7 places taken');
      shown = await chat.submit((await chat.click(shown.card, 'Add a milestone')).card, {
        title: 'Evaluate',
        due: '2027-06-01',
      });
      shown = await chat.submit((await chat.click(shown.card, 'Add a milestone')).card, {
        title: 'First visit',
        due: '2027-02-01',
      });
      const read = await chat.readOn(shown);
      expect(read.indexOf('First visit')).toBeLessThan(read.indexOf('Evaluate'));
      shown = await chat.submit((await chat.click(shown.card, 'Change', 'Evaluate')).card, { remove: 'true' });
      expect(shown.text).toContain('The milestone has been removed.');
      expect(await chat.readOn(shown)).not.toContain('Evaluate');
    });

    it('adds places, which go to waiting schools, and cannot go below the number taken', async () => {
      const chat = await service.chatAs('organiser', 'p-places');
      const year = await publish(chat, 'Otter readers', { capacity: '2' });
      await enrol('Otter readers', ['registered', 'registered', 'waiting']);
      const form = await chat.click(year.card, 'Places');
      expect((await chat.submit(form.card, { capacity: '1' })).text).toContain(
        '2 places are already taken, so give at least 2.',
      );
      const done = await chat.submit(form.card, { capacity: '5' });
      expect(done.text).toContain('1 waiting school now has a place.');
      expect((await chat.click(done.card, 'Open the year')).text).toContain('3 of 5 places taken');
      expect(await told('enrolment-passed')).toHaveLength(1);
    });

    it('closes joining and opens it again', async () => {
      const chat = await service.chatAs('organiser', 'p-joining');
      const member = await service.chatAs('headteacher', 'p-joiner');
      const year = await publish(chat, 'Heron readers');
      const closed = await chat.click(year.card, 'Close joining now');
      expect(closed.text).toContain('Joining is closed.');
      expect((await member.say('which projects can we join?')).text).not.toContain('Heron');
      await chat.click(closed.card, 'Open joining now');
      expect((await member.say('which projects can we join?')).text).toContain('Heron');
    });

    it('copies a year to the next, deadlines past the holidays, once', async () => {
      const chat = await service.chatAs('organiser', 'p-copy');
      const year = await publish(chat, 'Stoat readers', { closes: '2026-12-25', capacity: '9', starts: '2026-09-01' });
      const copy = await chat.click(year.card, 'Copy');
      expect(copy.text).toContain('This is a draft copy for 2027/28.');
      expect(copy.text).toContain('0 of 9 places taken');
      expect(copy.text).toContain('From 1 September 2027 until 31 August 2028');
      expect(copy.text).toMatch(/Open until (Monday|Tuesday|Wednesday|Thursday|Friday) \d+ \w+ 20(27|28)/);
      expect(copy.text).not.toContain('Saturday 25 December');
      expect((await chat.click(year.card, 'Copy')).text).toContain('2027/28 already exists.');
      const preview = await chat.click(copy.card, 'Preview and publish');
      expect(preview.text).toContain('This is what schools will see:');
      expect((await chat.click(preview.card, 'Publish now')).text).toContain('Published.');
    });

    it('cancels a year after the count and a reason, and tells everybody once', async () => {
      const chat = await service.chatAs('organiser', 'p-cancel');
      const year = await publish(chat, 'Weasel readers');
      const member = await service.chatAs('headteacher', 'p-enrolled');
      const join = await member.say('which projects can we join?');
      const form = await member.click(join.card, 'Register my school', 'Weasel');
      await member.submit(form.card, {});
      await enrol('Weasel readers', ['waiting']);
      service.clock.advance(2 * 60 * 60_000);
      await member.say('hello');
      const ask = await chat.click(year.card, 'Cancel this year');
      expect(ask.text).toMatch(/\d+( people)? will be told, each once/);
      expect((await chat.submit(ask.card, { reason: ' ' })).text).toContain('Please say why');
      const done = await chat.submit(ask.card, { reason: 'The reading team has moved on.' });
      expect(done.text).toMatch(/✓ Cancelled\. \d+ (people are|person is) being told/);
      expect((await chat.submit(ask.card, { reason: 'Again' })).text).toContain('already been cancelled');
      service.clock.advance(31_000);
      await eventually(() => {
        const seen = service.connector.posted.filter(({ conversationId }) => conversationId.includes('p-enrolled'));
        expect(JSON.stringify(seen)).toContain('The reading team has moved on.');
      });
      const people = (await told('project-cancelled')).map(({ personId }) => personId);
      expect(new Set(people).size).toBe(people.length);
      expect((await member.say('my projects')).text).not.toContain('Weasel');
    });

    it('gives a project its web page and the paper it is from, which people then see, and takes them away again', async () => {
      const chat = await service.chatAs('organiser', 'p-page');
      const member = await service.chatAs('headteacher', 'p-reader');
      const asked = 'what is Dormouse readers?';
      const year = await publish(chat, 'Dormouse readers');
      const shown = await chat.click(year.card, 'Back to the project');
      let form = await chat.click(shown.card, 'Edit');
      for (const link of ['www.reading.example', 'http://reading.example/', 'javascript:alert(1)']) {
        form = await chat.submit(form.card, { link });
        expect(form.text).toContain('Give the whole address, beginning with https://.');
      }
      const link = 'https://reading.example/dormouse';
      form = await chat.submit(form.card, { link, newPublisher: 'County council' });
      expect(form.text).toContain('Say what that paper is called.');
      form = await chat.submit(form.card, { newPublisher: '', newSource: 'Reading plan 2026' });
      expect(form.text).toContain('Say who published that paper.');
      expect((await member.say(asked)).text).not.toContain('Reading plan');
      const published = { newPublisher: 'County council', newPublishedOn: '2026-05-01' };
      form = await chat.submit(form.card, { ...published, newUrl: 'javascript:alert(1)' });
      expect(form.text).toContain('Give its whole address, which begins with https://.');
      const address = 'https://council.example/reading-plan.pdf';
      let saved = await chat.submit(form.card, { newUrl: address });
      const paper = 'Reading plan 2026, County council, 1 May 2026';
      expect(saved.text).toContain(paper);
      const seen = await member.say(asked);
      expect(seen.text).toContain(`Source: ${paper}.`);
      for (const opens of [link, address]) expect(JSON.stringify(seen.card)).toContain(`"url":"${opens}"`);
      for (const words of ['where can i read more about Dormouse readers?', 'has it a website?'])
        expect((await member.say(words)).text).toContain(`Dormouse readers has its own web page: ${link}`);

      saved = await chat.submit((await chat.click(saved.card, 'Edit')).card, { summary: 'Reading twice a day.' });
      expect(saved.text).toContain(paper);
      expect(JSON.stringify(saved.card)).toContain(link);

      saved = await chat.submit((await chat.click(saved.card, 'Edit')).card, { link: '', source: 'None' });
      expect(saved.text).toContain('Saved.');
      const bare = await member.say(asked);
      expect(bare.text).toContain('Reading twice a day.');
      expect(bare.text).not.toContain(paper);
      expect(JSON.stringify(bare.card)).not.toContain(link);
      const none = await member.say('does Dormouse readers have a web page?');
      expect(none.text).toContain('No web page is on record for Dormouse readers.');
    });

    it('keeps the paper of a project that is changed, however many newer papers there are', async () => {
      const { prisma } = service.database;
      const old = { id: 'old-paper', title: 'First words on reading', publisher: 'County council' };
      await prisma.source.create({ data: { ...old, publishedOn: new Date('1999-03-01') } });
      await prisma.source.createMany({
        data: Array.from({ length: 95 }, (_, index) => ({
          id: `newer-${index}`,
          title: `Newer paper ${index}`,
          publisher: 'County council',
          publishedOn: new Date('2026-06-01'),
        })),
      });
      const chat = await service.chatAs('organiser', 'p-old-paper');
      const shown = await chat.click((await publish(chat, 'Shrew readers')).card, 'Back to the project');
      await prisma.project.updateMany({ where: { name: 'Shrew readers' }, data: { sourceId: old.id } });
      const form = await chat.click(shown.card, 'Edit');
      const saved = await chat.submit(form.card, { summary: 'Reading to younger children.' });
      expect(saved.text).toContain('Saved.');
      expect(saved.text).toContain('First words on reading, County council, 1 March 1999');
    });

    it('enters what somebody said of a project with their consent, shown from its approval until that is withdrawn', async () => {
      const chat = await service.chatAs('organiser', 'p-quotes');
      const member = await service.chatAs('headteacher', 'p-hears');
      const asked = 'what did people say about Marten readers?';
      await service.database.prisma.quote.updateMany({
        where: { moderation: 'pending' },
        data: { moderation: 'rejected' },
      });
      const shown = await chat.click((await publish(chat, 'Marten readers')).card, 'Back to the project');
      const form = await chat.click(shown.card, 'Add a quote');
      const words = 'Even the caretaker reads at lunch now.';
      const said = { words, position: 'Teacher', phase: 'primary' };
      expect(() => chat.submit(form.card, said)).toThrow('consent is missing');
      const saved = await chat.submit(form.card, { ...said, consent: 'public' });
      expect(saved.text).toContain('Nobody sees it until it has been moderated');
      const twice = await chat.submit(form.card, { ...said, consent: 'public' });
      expect(twice.text).toContain('These words are there already.');
      expect((await member.say(asked)).text).not.toContain(words);

      const waiting = await chat.click(saved.card, 'Moderate');
      for (const part of ['1 quote to moderate', words, 'Teacher, primary school', 'Marten readers', 'public papers'])
        expect(waiting.text).toContain(part);
      await chat.click(waiting.card, 'Approve');
      expect((await member.say(asked)).text).toContain(words);

      const approved = await chat.say('approved quotes');
      await chat.click(approved.card, 'Withdraw approval', 'Marten readers');
      expect((await member.say(asked)).text).not.toContain(words);
      const again = await chat.say('quotes to moderate');
      expect(again.text).toContain(words);
      expect((await chat.click(again.card, 'Reject')).text).toContain('Rejected.');
    });

    it('retires a project only when no year of it runs', async () => {
      const chat = await service.chatAs('organiser', 'p-retire');
      const year = await publish(chat, 'Vole readers');
      const shown = await chat.click(year.card, 'Back to the project');
      const ask = await chat.click(shown.card, 'Retire');
      expect((await chat.click(ask.card, 'Yes, retire it')).text).toContain('One of its years is still running.');
      const cancel = await chat.click(shown.card, 'Cancel the project');
      expect(cancel.text).toContain('Nobody is in it, so nobody will be told.');
      expect((await chat.submit(cancel.card, { reason: 'No takers.' })).text).toContain('Cancelled.');
      expect((await chat.click(shown.card, 'Edit')).text).toContain('Change the project');
    });
  });

  describe('an organiser of a single series', () => {
    it('does not run projects', async () => {
      const { prisma } = service.database;
      const whole = await service.chatAs('organiser', 'p-whole');
      const list = await whole.say('manage projects');
      const chat = await service.chatAs('headteacher', 'p-governors');
      const account = await prisma.account.findFirstOrThrow({ where: { user: 'p-governors' } });
      const series = await prisma.series.findFirstOrThrow({ where: { name: governors.series } });
      await prisma.grant.create({ data: { accountId: account.id, role: 'organiser', seriesId: series.id } });
      expect((await chat.say('manage projects')).text).toContain('Only the partnership’s organisers');
      expect((await chat.click(list.card, 'Open')).text).toContain('Only the partnership’s organisers');
    });
  });
});
