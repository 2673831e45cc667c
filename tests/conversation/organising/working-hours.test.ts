import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forge } from '../../support/every-verb.js';
import type { TestService } from '../../support/service.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { makeSession } from '../../support/worlds/programme.js';

describe.each(journeyWorlds)('in $title', ({ start, board }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await start('2026-11-20T16:00:00Z');
    await service.database.prisma.schoolHoliday.deleteMany();
  });
  afterAll(() => service.stop());

  /** Somebody waits for the only place, whose holder gives it up. @returns until when the place is kept */
  async function offerNow(title: string): Promise<Date | null> {
    const { prisma } = service.database;
    const id = await makeSession(prisma, service.clock.now(), { capacity: 1, title });
    const holder = await service.chatAs('headteacher', 'gives-up');
    await holder.say(`book the ${title}`);
    const waiter = await service.chatAs('board', 'waits');
    await waiter.say(`put me on the waiting list for the ${title}`);
    await holder.say(`cancel my place at the ${title}`);
    await holder.say('yes');
    const offered = await prisma.registration.findFirstOrThrow({ where: { sessionId: id, state: 'offered' } });
    expect(offered.personId).toBe(board.personId);
    return offered.offerExpiresAt;
  }

  describe('working hours, hold and holidays', () => {
    it('are shown, changed in a form with their present values, and count for the next offer', async () => {
      const chat = await service.chatAs('organiser', 'sets-hours');
      const shown = await chat.say('working hours');
      expect(shown.text).toContain('Monday to Friday, 8am to 6pm');
      expect(shown.text).toContain('24 working hours');
      // Friday 4pm: two hours are left of the day, ten on Monday and on Tuesday, two on Wednesday.
      expect((await offerNow('Teasel forum'))?.toISOString()).toBe('2026-11-25T10:00:00.000Z');
      const form = await chat.click(shown.card, 'Change the hours');
      const saved = await chat.submit(form.card, { weekdays: ['1', '2', '3', '4'], from: '9am', to: '3pm', hold: '8' });
      expect(saved.text).toContain('Monday to Thursday, 9am to 3pm');
      expect(saved.text).toContain('8 working hours');
      const again = await chat.click(saved.card, 'Change the hours');
      expect(JSON.stringify(again.card)).toContain('"value":"1,2,3,4"');
      // Six hours on Monday, two on Tuesday.
      expect((await offerNow('Burdock forum'))?.toISOString()).toBe('2026-11-24T11:00:00.000Z');
      const holiday = await chat.click(saved.card, 'Add a holiday');
      const added = await chat.submit(holiday.card, { name: 'Snow week', first: '2026-11-23', last: '2026-11-27' });
      expect(added.text).toContain('Snow week');
      expect(added.text).toContain('23 November 2026 to 27 November 2026');
      expect((await offerNow('Yarrow forum'))?.toISOString()).toBe('2026-12-01T11:00:00.000Z');
      const change = await chat.click(added.card, 'Change', 'Snow week');
      expect(JSON.stringify(change.card)).toContain('2026-11-27');
      const shorter = await chat.submit(change.card, { last: '2026-11-23' });
      expect(shorter.text).toContain('Snow week\n23 November 2026');
      const gone = await chat.submit((await chat.click(shorter.card, 'Change', 'Snow week')).card, { remove: 'true' });
      expect(gone.text).toContain('The holiday has been removed.');
      expect(gone.text).toContain('No holidays are listed.');
      expect(await service.database.prisma.auditEntry.count({ where: { act: 'set-working-hours' } })).toBe(4);
    });

    it.each([
      ['an end before the beginning', { from: '5pm', to: '9am' }, 'It has to end later than it begins.'],
      ['a hold of no hours', { hold: '0' }, 'a whole number of hours from 1 to 200'],
      ['a hold in words', { hold: 'a day' }, 'a whole number of hours from 1 to 200'],
    ])('refuse %s beside the field, and stay as they were', async (_what, typed, words) => {
      const { prisma } = service.database;
      const chat = await service.chatAs('organiser', 'bad-hours');
      const before = await prisma.setting.findMany();
      const form = await chat.click((await chat.say('working hours')).card, 'Change the hours');
      expect((await chat.submit(form.card, typed)).text).toContain(words);
      expect(await prisma.setting.findMany()).toEqual(before);
    });

    it('refuse values that no form of ours sends', async () => {
      const chat = await service.chatAs('organiser', 'forges-hours');
      const fields = { weekdays: 'choices', from: 'choice', to: 'choice', hold: 'number' };
      const typed = { weekdays: '9', from: '99', to: '18', hold: '1e9' };
      const refused = await forge(chat, 'working-hours-save', {}, { fields, typed });
      expect(refused.text).toContain('Choose at least one day.');
      expect(refused.text).toContain('Choose an hour from the list.');
      expect(refused.text).toContain('a whole number of hours from 1 to 200');
      expect((await forge(chat, 'holiday-edit', { holiday: 'x' })).text).toContain('no longer in the calendar');
    });

    it.each([
      ['one that is over', { name: 'Old', first: '2026-10-19', last: '2026-10-23' }, 'That is in the past.'],
      ['one that ends first', { name: 'Odd', first: '2027-02-15', last: '2027-02-12' }, 'cannot be before the first'],
      ['a day that is none', { name: 'None', first: '2027-02-30', last: '2027-03-02' }, 'Please fill this in.'],
      [
        'a year of holiday',
        { name: 'Long', first: '2027-01-01', last: '2027-12-31' },
        'longer than any school holiday',
      ],
      ['another century', { name: 'Far', first: '2126-01-01', last: '2126-01-05' }, 'more than four years away'],
      ['one without a name', { name: '  ', first: '2027-02-15', last: '2027-02-19' }, 'Please fill this in.'],
    ])('refuse %s', async (_what, typed, words) => {
      const chat = await service.chatAs('organiser', 'bad-days');
      const form = await chat.click((await chat.say('school holidays')).card, 'Add a holiday');
      expect((await chat.submit(form.card, typed)).text).toContain(words);
      expect(await service.database.prisma.schoolHoliday.count()).toBe(0);
    });

    it('are for organisers of the whole programme, not for members or organisers of one series', async () => {
      const organiser = await service.chatAs('organiser', 'may-set');
      const shown = await organiser.say('working hours');
      const form = await organiser.click(shown.card, 'Change the hours');
      const member = await service.chatAs('headteacher', 'may-not');
      expect((await member.say('working hours')).text).not.toContain('Change the hours');
      expect((await member.submit(form.card, { hold: '1' })).text).toContain('organisers can');
      const { prisma } = service.database;
      const one = await service.chatAs('headteacher', 'one-series');
      const { id: accountId } = await prisma.account.findFirstOrThrow({ where: { user: 'one-series' } });
      const { id: seriesId } = await prisma.series.findFirstOrThrow();
      await prisma.grant.create({ data: { accountId, role: 'organiser', seriesId } });
      expect((await one.submit(form.card, { hold: '1' })).text).toContain('organisers can');
    });
  });
});
