import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestService } from '../../support/service.js';
import type { TeamsChat } from '../../support/teams/teams.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';

describe.each(journeyWorlds)('in $title', ({ start, governors }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await start();
  });
  afterAll(() => service.stop());

  const session = { venue: 'The Walnut Room', town: 'Lincoln', date: '2027-01-20', start: '09:30', end: '12:00' };

  async function makeDraft(chat: TeamsChat, title: string) {
    const form = await chat.say('create an event');
    const draft = await chat.submit(form.card, { series: governors.series, title });
    return chat.submit((await chat.click(draft.card, 'Add a session')).card, session);
  }

  async function publish(chat: TeamsChat, title: string) {
    const preview = await chat.click((await makeDraft(chat, title)).card, 'Preview and publish');
    return chat.click(preview.card, 'Publish now');
  }

  const eventOf = (title: string) => service.database.prisma.event.findFirstOrThrow({ where: { title } });

  describe('audience and places', () => {
    it('begin with those of the series, and are changed in a form of their own', async () => {
      const chat = await service.chatAs('organiser', 'a-form');
      const draft = await makeDraft(chat, 'Sedge cutting');
      const { audience } = await eventOf('Sedge cutting');
      const series = await service.database.prisma.series.findFirstOrThrow({ where: { name: governors.series } });
      expect(audience).toEqual(series.audience);
      const form = await chat.click(draft.card, 'Change', 'Audience and places');
      const [locality] = await service.database.prisma.school.findMany({
        distinct: ['locality'],
        orderBy: { locality: 'asc' },
      });
      const saved = await chat.submit(form.card, {
        audience: 'headteacher',
        phases: 'primary',
        localities: ` ${locality?.locality.toUpperCase() ?? ''} ,`,
        membersOnly: 'false',
        perSchool: '2',
        cutOff: '2027-01-13',
      });
      const read = await chat.readOn(saved);
      expect(read).toContain(
        `Headteacher, primary schools, in ${locality?.locality} · open to others too · 2 from one school`,
      );
      expect(read).toContain('catering cut-off Wednesday 13 January 2027, 5pm');
      expect(await eventOf('Sedge cutting')).toMatchObject({ membersOnly: false, placesPerSchool: 2 });
      const edit = await chat.submit((await chat.click(saved.card, 'Edit')).card, { title: 'Sedge cutting' });
      expect(await chat.readOn(edit)).toContain('2 from one school');
    });

    it('are refused beside the field, with everything kept', async () => {
      const chat = await service.chatAs('organiser', 'a-faults');
      const draft = await makeDraft(chat, 'Reed cutting');
      const form = await chat.click(draft.card, 'Change', 'Audience and places');
      const strange = await chat.submit(form.card, { localities: 'Atlantis' });
      expect(strange.text).toContain('I do not know one of them.');
      const refused = await chat.submit(form.card, { perSchool: '0', cutOff: '2027-01-13' });
      expect(refused.text).toContain('Give a whole number from 1');
      expect(JSON.stringify(refused.card)).toContain('2027-01-13');
    });

    it('give a warning when the cut-off is too late', async () => {
      const chat = await service.chatAs('organiser', 'a-late');
      const draft = await makeDraft(chat, 'Moss gathering');
      const form = await chat.click(draft.card, 'Change', 'Audience and places');
      const saved = await chat.submit(form.card, { cutOff: '2027-02-01' });
      expect(saved.text).toContain('The catering cut-off comes after a session has started.');
    });

    it('apply at booking', async () => {
      const chat = await service.chatAs('organiser', 'a-hold');
      const published = await publish(chat, 'Fern drawing');
      const form = await chat.click(published.card, 'Change', 'Audience and places');
      await chat.submit(form.card, { audience: 'clerk' });
      const member = await service.chatAs('headteacher', 'a-member');
      expect((await member.say('book fern drawing')).text).toContain('is for: Clerk to the governors');
    });
  });

  describe('questions at booking', () => {
    it('are added, shown in the preview, and asked', async () => {
      const chat = await service.chatAs('organiser', 'q-add');
      const draft = await makeDraft(chat, 'Lichen listing');
      await service.database.prisma.event.updateMany({ where: { title: 'Lichen listing' }, data: { audience: [] } });
      let shown = await chat.click(draft.card, 'Questions');
      expect(shown.text).toContain('There are no questions yet.');
      const form = await chat.click(shown.card, 'Add a question');
      const refused = await chat.submit(form.card, { kind: 'choice', prompt: 'Which workshop?', options: 'Maths' });
      expect(refused.text).toContain('Give two to 20 choices');
      shown = await chat.submit(refused.card, { options: 'Maths\nMusic\n\nMusic', required: 'true' });
      expect(shown.text).toContain('Maths, Music · required');
      shown = await chat.submit((await chat.click(shown.card, 'Add a question')).card, { kind: 'dietary' });
      expect(shown.text).toContain('Is there anything that you cannot eat?');
      const preview = await chat.click((await chat.click(shown.card, 'Back to the event')).card, 'Preview and publish');
      expect(preview.text).toContain('Asked at booking: Which workshop? (required)');
      await chat.click(preview.card, 'Publish now');
      const member = await service.chatAs('headteacher', 'q-member');
      expect((await member.say('book lichen listing')).text).toContain('Which workshop?');
    });

    it('may be answered with yes or no, and are counted by it', async () => {
      const chat = await service.chatAs('organiser', 'q-yes');
      const draft = await makeDraft(chat, 'Sedge surveying');
      await service.database.prisma.event.updateMany({ where: { title: 'Sedge surveying' }, data: { audience: [] } });
      const questions = await chat.click(draft.card, 'Questions');
      const form = await chat.click(questions.card, 'Add a question');
      const shown = await chat.submit(form.card, { kind: 'yes_no', prompt: 'Will you park?', required: 'true' });
      expect(shown.text).toContain('Yes or no · required');
      const preview = await chat.click((await chat.click(shown.card, 'Back to the event')).card, 'Preview and publish');
      await chat.click(preview.card, 'Publish now');
      const { id } = await service.database.prisma.bookingQuestion.findFirstOrThrow({
        where: { event: { title: 'Sedge surveying' } },
      });
      const member = await service.chatAs('headteacher', 'q-drives');
      const asked = await member.say('book sedge surveying');
      expect((await member.submit(asked.card, { [id]: 'Yes' })).text).toContain('Your place is booked.');
      const board = await service.chatAs('board', 'q-counts');
      expect((await board.say('booking answers for sedge surveying')).text).toMatch(/Yes: 1.*No: 0/s);
    });

    it('keep existing answers: the kind and chosen options cannot change, and removing a question says what is lost', async () => {
      const { prisma } = service.database;
      const chat = await service.chatAs('organiser', 'q-kept');
      await makeDraft(chat, 'Heather burning');
      const event = await eventOf('Heather burning');
      const question = await prisma.bookingQuestion.create({
        data: { eventId: event.id, kind: 'choice', prompt: 'Which walk?', options: ['North', 'South'] },
      });
      const where = await prisma.session.findFirstOrThrow({ where: { eventId: event.id } });
      const person = await prisma.person.create({ data: { name: 'Somebody' } });
      const place = { sessionId: where.id, personId: person.id, state: 'confirmed' as const };
      await prisma.registration.create({
        data: { ...place, answers: { create: { questionId: question.id, answer: 'North' } } },
      });
      const list = await chat.click((await chat.say('event drafts')).card, 'Open', 'Heather burning');
      const form = await chat.click((await chat.click(list.card, 'Questions')).card, 'Change');
      expect(form.text).toContain('1 person has answered it. If you remove it, their answers go too.');
      const wrong: ReadonlyArray<Record<string, string>> = [{ kind: 'text' }, { options: 'South\nEast' }];
      for (const typed of wrong) {
        expect((await chat.submit(form.card, typed)).text).toContain('Somebody has already answered or joined');
      }
      expect((await chat.submit(form.card, { options: 'North\nEast' })).text).toContain('North, East · 1 answered');
      expect((await chat.submit(form.card, { remove: 'true' })).text).toContain('The question has been removed.');
      expect(await prisma.bookingAnswer.count({ where: { questionId: question.id } })).toBe(0);
    });

    it('are copied with the event', async () => {
      const chat = await service.chatAs('organiser', 'q-copy');
      const published = await publish(chat, 'Gorse clearing');
      const shown = await chat.click(published.card, 'Questions');
      await chat.submit((await chat.click(shown.card, 'Add a question')).card, { kind: 'access' });
      const copy = await chat.click(published.card, 'Copy');
      expect((await chat.click(copy.card, 'Questions')).text).toContain('step-free access');
    });
  });
});
