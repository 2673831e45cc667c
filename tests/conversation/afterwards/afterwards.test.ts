import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askForFeedback } from '../../../src/app/feedback/feedback-requests.js';
import { eventually } from '../../support/eventually.js';
import { pdfText } from '../../support/pdf-text.js';
import type { TestService } from '../../support/service.js';
import { personalChatOf, type Seen, type TeamsChat } from '../../support/teams/teams.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { makeSchool, makeSession } from '../../support/worlds/programme.js';

describe.each(journeyWorlds)('in $title', (world) => {
  let service: TestService;
  let organiser: TeamsChat;
  const chats = new Map<string, TeamsChat>();
  let eventId: string;
  const title = 'Orchard conference';
  const hour = 3_600_000;

  const prismaOf = () => service.database.prisma;
  const postedTo = (user: string) =>
    JSON.stringify(service.connector.posted.filter(({ conversationId }) => conversationId === personalChatOf(user)));

  beforeAll(async () => {
    // A Monday at ten.
    service = await world.start('2026-11-23T10:00:00Z');
    const startsAt = new Date(service.clock.now().getTime() - 24 * hour);
    const sessionId = await makeSession(prismaOf(), service.clock.now(), { capacity: 20, title, startsAt });
    ({ eventId } = await prismaOf().session.findUniqueOrThrow({ where: { id: sessionId } }));
    const urn = await makeSchool(prismaOf(), { name: 'Orchard School' });
    for (const [name, present] of [
      ['Zoë Ångström', true],
      ['Bo Bell', true],
      ['Cy Cole', false],
    ] as const) {
      const user = `a-${name.slice(0, 2)}`;
      const chat = await service.chat(user, { name });
      await chat.say('hello');
      chats.set(name, chat);
      const person = await prismaOf().person.create({
        data: { name, posts: { create: { urn, position: 'headteacher' } } },
      });
      await prismaOf().account.updateMany({ where: { user }, data: { personId: person.id } });
      await prismaOf().registration.create({ data: { sessionId, personId: person.id, urn, state: 'confirmed' } });
      await prismaOf().attendance.create({
        data: { sessionId, personId: person.id, urn, source: 'organiser', present },
      });
    }
    organiser = await service.chatAs('organiser', 'a-organiser');
  });
  afterAll(() => service.stop());

  const chatOf = (name: string) => chats.get(name) as TeamsChat;

  async function pdfBehind(shown: unknown): Promise<string> {
    const url = /https?:\/\/[^"]*\/certificates\/[^"]*\.pdf/.exec(JSON.stringify(shown))?.[0] ?? '';
    const response = await fetch(url.replace(/^https?:\/\/[^/]*/, service.baseUrl));
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    return pdfText(Buffer.from(await response.arrayBuffer()));
  }

  describe('a certificate of attendance', () => {
    it('is for whoever is recorded as there, with name, event, day and length', async () => {
      const seen = await chatOf('Zoë Ångström').say('my certificate for the Orchard conference');
      expect(seen.text).toContain(title);
      const text = await pdfBehind(seen.card);
      for (const words of ['Zoë Ångström', title, 'Sunday 22 November 2026', '2 hours 30 minutes']) {
        expect(text).toContain(words);
      }
    });

    it('is for nobody else, whatever they booked, and ends with the record', async () => {
      expect((await chatOf('Cy Cole').say('my certificates')).text).toContain('no certificate yet');
      const seen = await chatOf('Bo Bell').say('my certificates');
      const url = /https?:\/\/[^"]*\/certificates\/[^"]*\.pdf/.exec(JSON.stringify(seen.card))?.[0] ?? '';
      const open = () => fetch(url.replace(/^https?:\/\/[^/]*/, service.baseUrl));
      expect((await open()).status).toBe(200);
      await prismaOf().attendance.updateMany({ where: { person: { name: 'Bo Bell' } }, data: { present: false } });
      expect((await open()).status).toBe(404);
      await prismaOf().attendance.updateMany({ where: { person: { name: 'Bo Bell' } }, data: { present: true } });
    });
  });

  describe('feedback', () => {
    it('is given in one tap, and what is said later stays with it', async () => {
      await askForFeedback(service.core);
      const chat = chatOf('Bo Bell');
      const asked = await chat.say('feedback');
      expect(asked.text).toContain('feedback');
      const request = await prismaOf().feedbackRequest.findFirstOrThrow({
        where: { eventId, person: { name: 'Bo Bell' } },
      });
      await eventually(() => expect(postedTo('a-Bo')).toContain('5: excellent'));
      const card = service.connector.posted
        .filter(({ conversationId }) => conversationId === personalChatOf('a-Bo'))
        .flatMap(({ activity }) => activity.attachments ?? [])
        .map(({ content }) => content)
        .find((content) => JSON.stringify(content).includes('5: excellent')) as Seen['card'];
      const rated = await chat.click(card, '4: good');
      expect(rated.text).toContain('Thank you: 4 of 5.');
      const response = () => prismaOf().feedbackResponse.findUniqueOrThrow({ where: { requestId: request.id } });
      expect((await response()).rating).toBe(4);
      await prismaOf().feedbackResponse.update({ where: { requestId: request.id }, data: { toChange: 'More tea.' } });
      expect((await chat.click(card, '5: excellent')).text).toContain('I have changed it.');
      expect(await response()).toMatchObject({ rating: 5, toChange: 'More tea.' });
    });
  });

  describe('thanks', () => {
    const form = async () => {
      const event = await organiser.click((await organiser.say('manage events')).card, 'Open', title);
      return organiser.click(event.card, 'Thank those who came');
    };

    it('are refused where a link is none, and keep what was typed', async () => {
      const refused = await organiser.submit((await form()).card, { words: 'Thank you all.', slides: 'slides.pdf' });
      expect(refused.text).toContain('This is not a web address.');
      expect(JSON.stringify(refused.card)).toContain('slides.pdf');
    });

    it('go once to those who came, after half a minute, with slides and certificate', async () => {
      const preview = await organiser.submit((await form()).card, {
        words: 'Thank you all.',
        slides: 'https://files.example/slides',
      });
      expect(preview.text).toContain('To those recorded as there: 2 people, in their own chat.');
      const links = () =>
        prismaOf().event.findUniqueOrThrow({ where: { id: eventId }, select: { slides: true, recording: true } });
      const first = await organiser.click(preview.card, 'Thank 2 people');
      expect(await links()).toEqual({ slides: 'https://files.example/slides', recording: null });
      await organiser.click(first.card, 'Undo');
      expect(await links()).toEqual({ slides: null, recording: null });
      await prismaOf().event.update({ where: { id: eventId }, data: { recording: 'https://files.example/film' } });
      expect(JSON.stringify((await form()).card)).toContain('https://files.example/film');
      const again = await organiser.submit((await form()).card, {
        words: 'Thank you all.',
        slides: 'https://files.example/slides',
        recording: 'https://files.example/film',
      });
      const sent = await organiser.click(again.card, 'Thank 2 people');
      expect(await links()).toEqual({
        slides: 'https://files.example/slides',
        recording: 'https://files.example/film',
      });
      expect(sent.text).toContain('Nobody gets it for 30 seconds');
      expect((await organiser.click(again.card, 'Thank 2 people')).text).toContain('Nobody gets it twice.');
      service.clock.advance(31_000);
      await eventually(() => expect(postedTo('a-Zo')).toContain('https://files.example/slides'));
      expect(await pdfBehind(JSON.parse(postedTo('a-Zo')))).toContain('Zoë Ångström');
      expect(postedTo('a-Cy')).not.toContain('Thank you all.');
      expect(await prismaOf().delivery.count({ where: { kind: 'event-thanks' } })).toBe(2);
    });
  });

  describe('the card of an event that is over', () => {
    it('closes with how many came and what they let us quote, and nothing else of what they said', async () => {
      const quote = { eventId, words: 'It was worth the drive.', attribution: 'Headteacher' };
      await prismaOf().quote.create({ data: { ...quote, consentPublic: true, moderation: 'approved' } });
      await prismaOf().quote.create({ data: { ...quote, words: 'Not yet read.', consentPublic: true } });
      const seen = await chatOf('Bo Bell').send({
        type: 'invoke',
        name: 'adaptiveCard/action',
        value: {
          action: { type: 'Action.Execute', verb: 'event', data: { $: { verb: 'event', data: { event: eventId } } } },
        },
      });
      expect(seen.text).toContain('2 people came, from 1 school.');
      expect(seen.text).toContain('It was worth the drive.');
      for (const words of ['Not yet read.', 'More tea.', 'of 5']) expect(seen.text).not.toContain(words);
    });
  });
});
