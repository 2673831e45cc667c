import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partnershipKey } from '../../../src/app/setup/partnership.js';
import { startServiceOn, type TestService } from '../../support/service.js';
import { buttonsOf } from '../../support/teams/adaptive-card.js';
import { makeSession } from '../../support/worlds/programme.js';
import { addTrustHistory } from '../../support/worlds/trust-history.js';
import { headsSchool, loadTrustPartnership } from '../../support/worlds/trust-partnership.js';

let service: TestService;
beforeAll(async () => {
  service = await startServiceOn(async (database, clock) => {
    const personas = await loadTrustPartnership(database, clock);
    await addTrustHistory(database.prisma);
    return personas;
  });
});
afterAll(() => service.stop());

let users = 0;
function chatOf(persona: 'headteacher' | 'board') {
  users += 1;
  return service.chatAs(persona, `names-areas-${users}`);
}

/** People who came to a forum, each once at an event, by local authority, as the attendance lists have it. */
async function cameToForum(): Promise<ReadonlyMap<string, number>> {
  const rows = await service.database.prisma.$queryRaw<Array<{ authority: string; people: number }>>`
    SELECT c."localAuthority" AS authority, count(DISTINCT (a."personId", e.id))::int AS people
      FROM "Attendance" a JOIN "Session" s ON s.id = a."sessionId" JOIN "Event" e ON e.id = s."eventId"
      JOIN "Series" r ON r.id = e."seriesId" JOIN "School" c ON c.urn = a.urn
     WHERE r.slug = 'heads-forum' AND a.present GROUP BY 1`;
  return new Map(rows.map(({ authority, people }) => [authority, people]));
}

describe('a local authority, where the schools lie in several', () => {
  it('is counted by, counted in, and held against another', async () => {
    const came = await cameToForum();
    const by = await (await chatOf('board')).say('which local authority had the most people at the heads forum?');
    for (const [name, people] of came) expect(by.text).toContain(`\n${name}\n${people}\n`);
    expect(by.text).toContain('the most of 2 local authorities');
    const against = await (await chatOf('board')).say('compare westmark and estmere for the heads forum');
    for (const [name, people] of came) expect(against.text).toContain(`${name}: ${people} people came`);
    const chat = await chatOf('board');
    const last = await chat.say('how many people from estmere schools came to the last heads forum?');
    expect(last.text).toContain('schools of Estmere');
    expect((await (await chatOf('board')).say('how many schools in westmark?')).text).toContain(
      '9 schools of Westmark',
    );
    const mixed = await (await chatOf('board')).say('how many schools in thornby and lower westmark?');
    for (const row of ['Upper Westmark\n5', 'Lower Westmark\n4']) expect(mixed.text).toContain(row);
  });

  it('stands beside the school that did not come, and finds a school', async () => {
    const absent = await (await chatOf('board')).say('which schools of estmere did not come to the last heads forum?');
    expect(absent.text).toMatch(/Oxmoor, Estmere · /);
    const chat = await service.chat('looks-for-school', { name: 'Looks' });
    const asked = await chat.say('my school is quay westmark');
    const found = await chat.submit(asked.card, { school: 'quay westmark', position: 'deputy_headteacher' });
    expect(found.text).toContain(headsSchool.name);
  });

  it('that nobody is said to be in is said to be unknown, with what figures can be told apart by', async () => {
    const { prisma } = service.database;
    const before = await prisma.school.findMany({ select: { urn: true, localAuthority: true } });
    await prisma.school.updateMany({ data: { localAuthority: null } });
    // What is on record is kept for a minute, or until the programme changes.
    await prisma.series.updateMany({
      where: { slug: 'subject-day' },
      data: { summary: 'A day for those who lead one.' },
    });
    try {
      const asked = await (await chatOf('board')).say('heads forum attendance by local authority');
      expect(asked.text).toContain('I do not know which local authority any school is in');
      expect(asked.text).toMatch(/by event, year, term, place, hub, district, phase and trust/);
      expect(buttonsOf(asked.card)).toEqual(expect.arrayContaining(['By hub', 'By phase']));
    } finally {
      for (const { urn, localAuthority } of before)
        await prisma.school.update({ where: { urn }, data: { localAuthority } });
      await prisma.series.updateMany({ where: { slug: 'subject-day' }, data: { summary: 'A day for subject leads.' } });
    }
  });
});

describe('figures that are asked for by nothing but what tells schools apart', () => {
  it('are of all that was held', async () => {
    for (const [words, heading] of [
      ['figures by area', 'Hub'],
      ['attendance by local authority', 'Local authority'],
    ] as const) {
      const seen = await (await chatOf('board')).say(words);
      expect(seen.text, words).toMatch(/people came/);
      expect(seen.text, words).toContain(`\n${heading}\n`);
    }
  });
});

describe('figures by something that no record tells apart', () => {
  it('are refused with what they can be told apart by', async () => {
    for (const words of ['figures by region', 'attendance by planning area']) {
      const seen = await (await chatOf('board')).say(words);
      expect(seen.text, words).toContain('I can’t count that as you asked it');
      expect(seen.text, words).toContain('hub, district, local authority, phase and trust');
    }
  });
});

describe('a booking in an area that is no town', () => {
  it('is made where one thing is held there, by words alone', async () => {
    const booked = await (await chatOf('headteacher')).say('book me on the heads forum in lower westmark');
    expect(booked.text).toContain('Your place is booked.');
    expect(booked.text).toContain('Calder Point');
  });

  it('is asked about among what is held there, and nothing is booked', async () => {
    const chat = await chatOf('headteacher');
    const asked = await chat.say('book me in westmark');
    expect(asked.text).toContain('Which one shall I book?');
    expect(asked.text).toContain('Thornby');
    expect(asked.text).not.toMatch(/Oxmoor|History subject day/);
    expect(asked.text).not.toContain('Your place is booked.');
  });

  it('that is full there offers to wait, and where it is not held says where the nearest is', async () => {
    const full = await (await chatOf('headteacher')).say('book me on the one in estmere');
    expect(full.text).toContain('Heads forum: Oxmoor is full');
    const chat = await chatOf('headteacher');
    const none = await chat.say('book me on the governors evening in upper westmark');
    expect(none.text).toContain('Nothing like that is on in Upper Westmark itself. The nearest is in Calder Point.');
    expect(none.text).not.toContain('Heads forum');
    expect((await chat.say('my bookings')).text).not.toContain('Governors evening');
  });

  it('after which an event is called is that event, unless it is said to be in it', async () => {
    const { prisma } = service.database;
    await makeSession(prisma, service.clock.now(), { capacity: 9, title: 'Estmere leads meeting' });
    const chat = await chatOf('headteacher');
    const booked = await chat.say('book me on the estmere leads meeting');
    expect(booked.text).toContain('Your place is booked.');
    expect(booked.text).toContain('Estmere leads meeting');
    const none = await (await chatOf('headteacher')).say('book me on the leads meeting in estmere');
    expect(none.text).toContain('Nothing like that is on in Estmere itself.');
  });

  it('of which nobody has said what belongs to it asks for a town', async () => {
    const { prisma } = service.database;
    const row = await prisma.setting.findUniqueOrThrow({ where: { key: partnershipKey } });
    const value = { ...(row.value as Record<string, unknown>), areas: ['Westmark', 'Estmere', 'Farmark'] };
    await prisma.setting.update({ where: { key: partnershipKey }, data: { value: value as never } });
    for (const words of ["what's on in farmark", 'book me in farmark']) {
      const seen = await (await chatOf('headteacher')).say(words);
      expect(seen.text, words).toContain('I do not know which places are in Farmark');
    }
  });
});
