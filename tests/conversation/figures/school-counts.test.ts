import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Phase, SchoolType } from '../../../src/db/generated/client.js';
import { startTestService, type TestService } from '../../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const schools = (where: { phase?: Phase; type?: SchoolType } = {}) =>
  service.database.prisma.school.count({
    where: { ...where, inPartnership: true, status: { in: ['open', 'closing'] } },
  });

describe('how many schools there are of a kind', () => {
  it.each<[string, { phase?: Phase; type?: SchoolType }, string]>([
    ['how many academies are in the partnership', { type: 'academy' }, 'academies'],
    ['How many academies do we have?', { type: 'academy' }, 'academies'],
    ['how many schools are academies', { type: 'academy' }, 'academies'],
    [
      'number of secondary academies in the partnership',
      { type: 'academy', phase: 'secondary' },
      'secondary academies',
    ],
    ['how many primary schools are in the partnership', { phase: 'primary' }, 'primary schools'],
    ['how many special schools are there', { phase: 'special' }, 'special schools'],
  ])('is told to anybody from the records: %s', async (question, where, kind) => {
    const { text } = await (await service.chat(`asks-${question}`)).say(question);
    const counted = await schools(where);
    expect(counted).toBeGreaterThan(1);
    expect(text).toContain(`${counted} of the ${await schools()} schools in the partnership are ${kind}.`);
    expect(text).toContain('From our own records as of');
  });

  it('leaves out schools that are closed or no members', async () => {
    const chat = await service.chat('asks-again');
    const { prisma } = service.database;
    const [one, other] = await prisma.school.findMany({ where: { type: 'academy', status: 'open' }, take: 2 });
    const before = await schools({ type: 'academy' });
    await prisma.school.update({ where: { urn: one?.urn ?? 0 }, data: { status: 'closed' } });
    await prisma.school.update({ where: { urn: other?.urn ?? 0 }, data: { inPartnership: false } });
    expect((await chat.say('how many academies are there?')).text).toContain(`${before - 2} of the`);
  });

  it.each([
    ['how many academies take part in peer review', 'Peer review'],
    ['how many schools are in the partnership', 'partnership'],
  ])('is not what is asked of a project, or of the partnership itself: %s', async (question, words) => {
    const { text } = await (await service.chat(`asks-${question}`)).say(question);
    expect(text).toContain(words);
    expect(text).not.toContain('schools in the partnership are');
  });

  it.each([
    'how many academies are in england',
    'how many special schools are there in lincolnshire',
    'how many church schools are there',
  ])('is not known of wider places, nor of a kind that no record tells: %s', async (question) => {
    const { text } = await (await service.chat(`asks-of-${question}`)).say(question);
    expect(text).not.toContain('schools in the partnership are');
  });
});
