import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdfText } from '../../support/pdf-text.js';
import type { TestService } from '../../support/service.js';
import type { Seen, TeamsChat } from '../../support/teams/teams.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { makeSchool, makeSession } from '../../support/worlds/programme.js';

describe.each(journeyWorlds)('in $title', ({ start }) => {
  let service: TestService;
  let chat: TeamsChat;
  let eventId: string;

  const people = [
    ['Zoë Allen', 'vegetarian', 'Bread'],
    ['Łukasz Ångström', 'Vegetarian please', 'Bread'],
    ['Ana van der Berg', 'Vegan, and a nut allergy', 'Cheese'],
    ['Bo Bell', 'I am coeliac', 'Cheese'],
    ['Cy Cole', 'not vegetarian any more', ''],
    ['Di Dunn', 'none', 'Bread'],
    ['Ed Eaves', '', 'Bread'],
  ] as const;

  beforeAll(async () => {
    service = await start();
    const { prisma } = service.database;
    const sessionId = await makeSession(prisma, service.clock.now(), { capacity: 50, title: 'Larder conference' });
    ({ eventId } = await prisma.session.findUniqueOrThrow({ where: { id: sessionId } }));
    const urn = await makeSchool(prisma, { name: 'Sainte-Hélène Primary School' });
    const ask = (kind: 'dietary' | 'choice', prompt: string, order: number, options: string[] = []) =>
      prisma.bookingQuestion.create({ data: { eventId, kind, prompt, order, options } });
    const food = await ask('dietary', 'What do you eat?', 0);
    const workshop = await ask('choice', 'Which workshop?', 1, ['Bread', 'Cheese', 'Pickles']);
    for (const [name, diet, room] of people) {
      const post = { create: { urn, position: 'deputy_headteacher' as const } };
      const person = await prisma.person.create({ data: { name, posts: post } });
      const answers = [
        ...(diet ? [{ questionId: food.id, answer: diet }] : []),
        ...(room ? [{ questionId: workshop.id, answer: room }] : []),
      ];
      await prisma.registration.create({
        data: { sessionId, personId: person.id, urn, state: 'confirmed', answers: { create: answers } },
      });
    }
    const waiting = await prisma.person.create({ data: { name: 'Wilma Waiting' } });
    await prisma.registration.create({
      data: {
        ...{ sessionId, personId: waiting.id, state: 'waiting' },
        answers: { create: [{ questionId: food.id, answer: 'vegan' }] },
      },
    });
    chat = await service.chatAs('organiser', 'l-organiser');
  });
  afterAll(() => service.stop());

  /** The file behind a link of a card. */
  async function download({ card }: Seen, ending: string): Promise<string> {
    const url = JSON.stringify(card).match(new RegExp(`https?://[^"]*${ending}`))?.[0] ?? '';
    const response = await fetch(url.replace(/^https?:\/\/[^/]*/, service.baseUrl), { method: 'POST' });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    return pdfText(Buffer.from(await response.arrayBuffer()));
  }

  describe('food and other needs', () => {
    it('are counted without names, of those who have a place, and what is not plain stays as it was written', async () => {
      const seen = await chat.say('catering numbers for the Larder conference');
      for (const line of ['2 vegetarian', '1 vegan, nut allergy', '1 coeliac', '“not vegetarian any more”']) {
        expect(seen.text).toContain(line);
      }
      expect(seen.text).toContain('2 with nothing to say');
      expect(seen.text).toContain('7 coming');
      for (const [name] of people) expect(seen.text).not.toContain(name);
    });

    it('come with names when an organiser asks for them, which is noted', async () => {
      const named = await chat.click(
        (await chat.say('dietary requirements for the Larder conference')).card,
        'With names',
      );
      expect(named.text).toContain('2 vegetarian: Zoë Allen, Łukasz Ångström');
      expect(named.text).not.toContain('Wilma');
      expect(await service.database.prisma.auditEntry.count({ where: { act: 'show-needs', subjectId: eventId } })).toBe(
        1,
      );
    });

    it('are not shown to a member', async () => {
      const head = await service.chatAs('headteacher', 'l-head');
      const seen = await head.say('catering numbers for the Larder conference');
      expect(seen.text).not.toContain('vegetarian');
    });
  });

  describe('room sheets', () => {
    it('say how many are in each workshop and who has not chosen, and print names by surname', async () => {
      const seen = await chat.say('room sheets for the Larder conference');
      expect(seen.text).toMatch(/Bread\n[^\n]*4 people/);
      expect(seen.text).toMatch(/Pickles\n[^\n]*0 people/);
      expect(seen.text).toContain('1 person has not chosen yet.');
      const pages = (await download(seen, 'rooms\\.pdf')).split('\f');
      const bread = pages.find((page) => page.includes('\nBread\n')) ?? '';
      expect(bread.match(/Allen, Zoë|Ångström, Łukasz|Dunn, Di|Eaves, Ed/g)).toEqual([
        ...['Allen, Zoë', 'Ångström, Łukasz', 'Dunn, Di', 'Eaves, Ed'],
      ]);
      expect(bread).not.toContain('Cole, Cy');
      expect(pages.find((page) => page.includes('Not chosen yet'))).toContain('Cole, Cy');
    });
  });

  describe('badges', () => {
    it('print name, role and school of everybody with a place, with every accent', async () => {
      const seen = await chat.say('badges for the Larder conference');
      expect(seen.text).toContain('7 badges');
      const text = await download(seen, 'badges\\.pdf');
      for (const [name] of people) expect(text.replaceAll('\n', ' ')).toContain(name);
      expect(text.match(/Deputy headteacher/g)).toHaveLength(people.length);
      expect(text).toContain('Sainte-Hélène');
      expect(text).not.toContain('Wilma');
      expect(text).not.toContain('\ufffd');
    });
  });
});
