import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.js';
import { startSmtp, type TestSmtp } from '../../support/mail/smtp.js';
import type { TestService } from '../../support/service.js';
import type { TeamsChat } from '../../support/teams/teams.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { onFile } from '../../support/worlds/on-file.js';
import { makeSchool, makeSession } from '../../support/worlds/programme.js';

describe.each(journeyWorlds)('in $title', ({ start, words }) => {
  let service: TestService;
  let smtp: TestSmtp;
  let chat: TeamsChat;
  let urn: number;
  beforeAll(async () => {
    smtp = await startSmtp();
    // A Monday at ten.
    service = await start('2026-11-23T10:00:00Z', { mail: smtp.settings });
    chat = await service.chatAs('organiser', 's-organiser');
    urn = await makeSchool(prismaOf(), { name: 'Fen Edge School' });
    await prismaOf().school.update({ where: { urn }, data: { cluster: 'Fenland', inPartnership: true } });
    await clerk('Ada Fen');
    await clerk('Bo Fen');
    await clerk('Cy Fen', { invitationsStopped: true });
    await clerk('Di Fen', { email: null });
  });
  afterAll(async () => {
    await service.stop();
    await smtp.stop();
  });
  beforeEach(() => {
    smtp.taken.length = 0;
  });

  const prismaOf = () => service.database.prisma;

  async function clerk(name: string, more: { readonly invitationsStopped?: boolean; readonly email?: null } = {}) {
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@fen.example`;
    const posts = { create: { urn, position: 'clerk' as const, ...onFile } };
    await prismaOf().person.create({ data: { name, email, posts, ...more } });
  }

  /** Without what the demonstration's own events send meanwhile. */
  const readersOf = () =>
    smtp.taken
      .map(({ to }) => to[0] ?? '')
      .filter((address) => address.endsWith('@fen.example'))
      .sort();

  async function newAudience(name: string) {
    const form = await chat.say('new audience');
    return chat.submit(form.card, { name, audience: ['clerk'], clusters: 'fenland' });
  }

  describe('those of one part of the partnership', () => {
    it('are an audience that is filled in from the words, in the partnership’s own', async () => {
      const form = await chat.say(`write to all clerks in the Fenland ${words.cluster}`);
      expect(form.text).toContain('Save whom you mean as an audience');
      const saved = await chat.submit(form.card, {});
      expect(saved.text).toContain(`Clerk to the governors · of the ${words.cluster} Fenland`);
      const { id } = await prismaOf().audience.findFirstOrThrow({ where: { name: 'Fenland' } });
      await prismaOf().audience.delete({ where: { id } });
    });

    it.each(['write to everyone in the Nowhere', 'email all heads of the Nowhere', 'tell the clerks in our Nowhere'])(
      'are not guessed where no part has the name: %s',
      async (said) => {
        const unknown = await chat.say(`${said} ${words.cluster} about parking`);
        expect(unknown.text).toContain(`No ${words.cluster} on record is called “Nowhere”.`);
        expect(unknown.text).toContain('Saved audiences');
      },
    );
  });

  describe('a saved audience', () => {
    it('is counted by each way, leaves out whoever wants no invitations, and is written to with fields', async () => {
      const saved = await newAudience('Clerks of the fens');
      expect(saved.text).toContain(`of the ${words.cluster} Fenland`);
      expect(saved.text).toContain('3 people: 2 by e-mail and 1 by neither');
      expect(saved.text).toContain('Left out: 1 who wants no invitations.');
      const form = await chat.say('write to the audience clerks of the fens');
      const refused = await chat.submit(form.card, { words: 'Dear {frist name}, bring a map.' });
      expect(refused.text).toContain('I cannot fill in {frist name}.');
      expect(JSON.stringify(refused.card)).toContain('bring a map.');
      const needsEvent = await chat.submit(form.card, { words: 'Dear {first name}, come on {date}.' });
      expect(needsEvent.text).toContain('Choose the event for {day}');
      const preview = await chat.submit(form.card, { words: 'Dear {first name}, is {school} well?' });
      expect(preview.text).toContain('To Clerks of the fens: 3 people: 2 by e-mail and 1 by neither.');
      expect(preview.text).toContain('Dear Ada, is Fen Edge School well?');
      const other = await chat.click(preview.card, 'As somebody else reads it');
      expect(other.text).toContain('Dear Bo, is Fen Edge School well?');
      const send = () => chat.click(other.card, 'Send it to 2 people');
      const sent = await Promise.all([send(), send()]);
      expect(sent.map(({ text }) => text).join(' ')).toContain('until then it can be undone');
      service.clock.advance(31_000);
      await eventually(() => expect(readersOf()).toEqual(['ada.fen@fen.example', 'bo.fen@fen.example']));
      const mail = smtp.taken.find(({ to }) => to[0] === 'bo.fen@fen.example')?.mail;
      expect(mail?.text).toContain('Dear Bo, is Fen Edge School well?');
      expect(mail?.text).toContain('Unsubscribe');
    });

    it('is counted anew when it is used, can be taken back, is renamed and deleted', async () => {
      const saved = await newAudience('Fen clerks');
      await clerk('Ed Fen');
      const taken = await newAudience('fen CLERKS');
      expect(taken.text).toContain('There is an audience of this name already.');
      const form = await chat.click(saved.card, 'Write to them');
      const preview = await chat.submit(form.card, { words: 'Hello.' });
      const sent = await chat.click(preview.card, 'Send it to 3 people');
      const undone = await chat.click(sent.card, 'Undo');
      expect(undone.text).toContain('The message was not sent. Nobody was told.');
      expect(JSON.stringify((await chat.click(undone.card, 'Change the message')).card)).toContain('Hello.');
      service.clock.advance(31_000);
      const renamed = await chat.submit((await chat.click(saved.card, 'Change')).card, { name: 'Clerks, fen' });
      expect(renamed.text).toContain('Clerks, fen');
      const gone = await chat.click((await chat.click(renamed.card, 'Delete')).card, 'Delete it');
      expect(gone.text).toContain('The audience Clerks, fen has been deleted.');
      expect((await chat.click(renamed.card, 'Write to them')).text).toContain('That audience has been deleted');
      expect(readersOf()).toEqual([]);
    });

    it('is invited to an event by its name', async () => {
      await makeSession(prismaOf(), service.clock.now(), { capacity: 9, title: 'Sluice walk' });
      const form = await chat.say('announce the Sluice walk to clerks of the fens');
      const preview = await chat.submit(form.card, { words: 'Do come.' });
      expect(preview.text).toContain('To: Clerks of the fens.');
      expect(preview.text).toContain('4 people: 3 by e-mail and 1 by neither');
      await chat.click(preview.card, 'Tell 3 people');
      const made = await prismaOf().announcement.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
      expect(made.audience).toBe('Clerks of the fens');
      expect(await prismaOf().invitation.count({ where: { announcementId: made.id } })).toBe(3);
    });

    it('of a series is written to about its event, however many events others have made since', async () => {
      const sessionId = await makeSession(prismaOf(), service.clock.now(), { capacity: 9, title: 'Oldest walk' });
      const where = { sessions: { some: { id: sessionId } } };
      const { id: eventId, seriesId } = await prismaOf().event.findFirstOrThrow({ where });
      await prismaOf().event.update({ where: { id: eventId }, data: { createdAt: new Date(0) } });
      const newer = (await prismaOf().event.findMany({ select: { id: true } })).length;
      for (let made = newer; made < 45; made += 1) await makeSession(prismaOf(), service.clock.now(), { capacity: 9 });
      await prismaOf().audience.create({ data: { name: 'Walkers', seriesId, positions: ['clerk'] } });
      const form = await chat.say('write to the audience Walkers');
      expect(JSON.stringify(form.card)).toContain('Oldest walk');
      expect(JSON.stringify(form.card)).not.toContain('Sluice walk');
    });

    it('is of the organisers of its series, whom those of another do not see', async () => {
      const { id } = await prismaOf().audience.findFirstOrThrow({ where: { name: 'Clerks of the fens' } });
      const list = await chat.say('saved audiences');
      const other = await service.chatAs('organiser', 's-other');
      const series = await prismaOf().series.findFirstOrThrow();
      await prismaOf().grant.updateMany({ where: { account: { user: 's-other' } }, data: { seriesId: series.id } });
      expect((await other.say('saved audiences')).text).toContain('There is none yet.');
      const refused = await other.click(list.card, 'Open', 'Clerks of the fens');
      expect(refused.text).toContain('of a series that you do not organise');
      const schools = 'never_came';
      const never = await other.submit((await other.say('new audience')).card, { name: 'Never came', schools });
      expect(never.text).toContain(series.name);
      expect(await prismaOf().audience.count({ where: { id } })).toBe(1);
      const asked = await chat.submit((await chat.say('new audience')).card, { name: 'Away', schools });
      expect(asked.text).toContain('Choose a series above');
    });
  });

  describe('a message template', () => {
    it('is refused where a field is unknown, keeps what was typed, and is sent to those registered as it is', async () => {
      const refused = await chat.submit((await chat.say('new template')).card, {
        name: 'Map',
        words: 'Hi {nmae}, a map.',
      });
      expect(refused.text).toContain('I cannot fill in {nmae}.');
      expect(JSON.stringify(refused.card)).toContain('a map.');
      const saved = await chat.submit(refused.card, { name: 'Map', words: 'Hi {first name}, {event} is at {venue}.' });
      expect(saved.text).toContain('Saved.');
      const sessionId = await makeSession(prismaOf(), service.clock.now(), { capacity: 9, title: 'Dyke walk' });
      const ada = await prismaOf().person.findFirstOrThrow({ where: { name: 'Ada Fen' } });
      await prismaOf().registration.create({ data: { sessionId, personId: ada.id, urn, state: 'confirmed' } });
      const event = await chat.click((await chat.say('manage events')).card, 'Open', 'Dyke walk');
      const form = await chat.click(event.card, 'Write to them');
      expect((await chat.submit(form.card, {})).text).toContain('Write your message, or choose a template.');
      const preview = await chat.submit(form.card, { template: 'Map' });
      expect(preview.text).toContain('As Ada Fen reads it:');
      expect(preview.text).toContain('Hi Ada, Dyke walk is at ');
      const kept = await chat.click(preview.card, 'Save as a template');
      const second = await chat.submit(kept.card, { name: 'Map again' });
      expect(second.text).toContain('{venue}');
      const gone = await chat.click((await chat.click(second.card, 'Delete')).card, 'Delete it');
      expect(gone.text).toContain('The template Map again has been deleted.');
      expect(gone.text).toContain('Map');
    });
  });
});
