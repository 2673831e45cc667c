import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.js';
import type { TestService } from '../../support/service.js';
import type { Seen, TeamsChat } from '../../support/teams/teams.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { readingProject } from '../../support/worlds/projects.js';

describe.each(journeyWorlds)('in $title', ({ start }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await start();
  });
  afterAll(() => service.stop());

  /** A published project, its year open before the organiser, with the school of one member in it. */
  async function makeJoined(chat: TeamsChat, name: string, user: string): Promise<{ year: Seen; member: TeamsChat }> {
    const draft = await chat.submit((await chat.say('create a project')).card, { ...readingProject, name });
    await chat.submit((await chat.click(draft.card, 'Add a year')).card, { year: '2026/27', ends: '2027-08-31' });
    const open = await chat.click((await chat.say('manage projects')).card, 'Open', name);
    const preview = await chat.click(open.card, 'Preview and publish');
    const published = await chat.click(preview.card, 'Publish now');
    const year = await chat.click(published.card, 'Open', '2026/27');
    const member = await service.chatAs('headteacher', user);
    const join = await member.say('which projects can we join?');
    await member.submit((await member.click(join.card, 'Register my school', name)).card, {});
    return { year, member };
  }

  const told = (user: string) =>
    JSON.stringify(service.connector.posted.filter(({ conversationId }) => conversationId.includes(user)));

  async function atWork(member: TeamsChat): Promise<void> {
    service.clock.advance(2 * 60 * 60_000);
    await member.say('hello');
  }

  describe('an organiser who changes the days of a published year', () => {
    it('sees who will be told, and they are told once, with the old dates', async () => {
      const chat = await service.chatAs('organiser', 'mv-days');
      const { year, member } = await makeJoined(chat, 'Falcon readers', 'mv-falcon');
      await atWork(member);
      const form = await chat.click(year.card, 'Change the days');
      const ask = await chat.submit(form.card, { starts: '2027-01-11', venue: 'The Drill Hall' });
      expect(ask.text).toContain('Now: until 31 August 2027');
      expect(ask.text).toContain('New: from 11 January 2027 until 31 August 2027, The Drill Hall');
      expect(ask.text).toMatch(/1 person will be told, each once/);
      expect(told('mv-falcon')).not.toContain('Drill Hall');
      const done = await chat.click(ask.card, 'Yes, change it and tell them');
      expect(done.text).toContain('Changed. 1 person is being told.');
      expect((await chat.click(done.card, 'Open the year')).text).toContain('Where: The Drill Hall');
      expect((await chat.click(ask.card, 'Yes, change it and tell them')).text).toContain('Nobody is told twice');
      expect(told('mv-falcon')).not.toContain('Drill Hall');
      service.clock.advance(31_000);
      await eventually(() => expect(told('mv-falcon')).toContain('The Drill Hall'));
      expect(told('mv-falcon')).toContain('It was: until 31 August 2027');
      expect(await service.database.prisma.delivery.count({ where: { kind: 'project-moved' } })).toBe(1);
      expect((await member.say('what is Falcon readers?')).text).toContain('Where: The Drill Hall');
    });

    it('confirms a changed milestone in the same way, but not a change that concerns nobody', async () => {
      const chat = await service.chatAs('organiser', 'mv-parts');
      const { year, member } = await makeJoined(chat, 'Kestrel readers', 'mv-kestrel');
      await atWork(member);
      const add = await chat.click(year.card, 'Add a milestone');
      const ask = await chat.submit(add.card, { title: 'First visit', due: '2027-02-01' });
      expect(ask.text).toContain('New milestone: First visit, by 1 February 2027');
      const added = await chat.click(ask.card, 'Yes, change it and tell them');
      expect(added.text).toContain('1 person is being told');
      expect((await chat.click(ask.card, 'Yes, change it and tell them')).text).toContain('Nobody is told twice');
      const again = await chat.click(added.card, 'Open the year');
      const change = await chat.click(again.card, 'Change', 'First visit');
      expect((await chat.submit(change.card, { title: 'The first visit' })).text).toContain('Saved.');
      const moved = await chat.submit(change.card, { title: 'The first visit', due: '2027-03-01' });
      expect(moved.text).toContain('New: The first visit, by 1 March 2027');
      const left = await chat.readOn(await chat.click(moved.card, 'Leave it'));
      expect(left).toContain('by 1 February 2027');
      const out = await chat.submit(change.card, { remove: 'true' });
      expect((await chat.click(out.card, 'Yes, change it and tell them')).text).toContain('1 person is being told');
      service.clock.advance(31_000);
      await eventually(() => expect(told('mv-kestrel')).toContain('No longer needed: The first visit'));
      const days = await chat.click(year.card, 'Change the days');
      expect((await chat.submit(days.card, { closes: '2027-05-01' })).text).toContain('Saved.');
    });

    it('cannot confirm a change that somebody else was asked about', async () => {
      const chat = await service.chatAs('organiser', 'mv-mine');
      const { year } = await makeJoined(chat, 'Osprey readers', 'mv-osprey');
      const ask = await chat.submit((await chat.click(year.card, 'Change the days')).card, { starts: '2027-01-11' });
      const other = await service.chatAs('organiser', 'mv-other');
      expect((await other.click(ask.card, 'Yes, change it and tell them')).text).toContain('too long ago');
      const member = await service.chatAs('headteacher', 'mv-member');
      expect((await member.click(ask.card, 'Yes, change it and tell them')).text).toContain('organisers can');
    });
  });
});
