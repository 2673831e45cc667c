import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const say = async (words: string) => (await service.chatAs('headteacher', `books-${words}`)).say(words);

describe('somebody who books what is not on', () => {
  it.each([
    'book me on the website workshop',
    'book me on the websites and marketing workshop',
    'put me down for the workshop about websites',
    'register us for the website workshop in December',
    'book my deputy and me on the website workshop',
    'Book the website workshop',
    'please reserve the website design workshop for me',
  ])('hears so, and is put on nothing else of its kind: %s', async (words) => {
    const before = await service.database.prisma.registration.count();
    const { text } = await say(words);
    // The nearest stands first, each event with its button.
    expect(text).toMatch(
      /^Coming up\s+I found nothing like that. This is what is coming up.\s+Success workshop: reading aloud/,
    );
    expect(text.match(/See details/g)?.length).toBeGreaterThan(3);
    expect(text).toContain('Leadership briefing');
    expect(text).not.toContain('you would be');
    expect(await service.database.prisma.registration.count()).toBe(before);
  });

  it('does not get another event of the same kind', async () => {
    const before = await service.database.prisma.registration.count();
    const { text } = await say('book the sports hall for a workshop');
    expect(text).toContain('I found nothing like that. This is what is coming up.');
    expect(await service.database.prisma.registration.count()).toBe(before);
  });

  it('opens the nearest by its button', async () => {
    const chat = await service.chatAs('headteacher', 'opens-nearest');
    const { card } = await chat.say('book me on the budget briefing');
    expect((await chat.click(card, 'See details')).text).toContain('Lincoln, Boston or Grantham');
  });
});

describe('somebody who books what is on', () => {
  it.each([
    ['book me on the workshop', 'Success workshop: reading aloud, every day, in every class is full'],
    ['book me on the wrkshop in Sleaford please', 'Success workshop: reading aloud, every day, in every class is full'],
    ['put me down for the confrence', 'Annual conference 2027'],
    ['book the Lincln breifing', 'Leadership briefing, autumn term 2026/27: Lincoln'],
    ['book me on the grnthm briefing', 'Leadership briefing, autumn term 2026/27'],
    ['book me on the school leaders briefing', 'Leadership briefing, autumn term 2026/27'],
    ['book me on the free morning briefing in Boston', 'Where: Stumpview Centre, 19 Wormgate Parade, Boston'],
    [
      'book me on the briefing in Grantham, gluten free lunch if I may',
      'Where: Spitalfold Rooms, 2 Foundry Court, Grantham',
    ],
  ])('may fill it with other words, add to it and misspell it: %s', async (words, title) => {
    const { text } = await say(words);
    expect(text).toContain(title);
    expect(text).not.toContain('I found nothing');
  });
});
