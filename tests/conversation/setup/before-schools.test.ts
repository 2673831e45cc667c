import { expect, it } from 'vitest';
import { startServiceOn } from '../../support/service.js';

it('a head books before any school is on record, is asked for no school that nobody could find, and says it later', async () => {
  const service = await startServiceOn(async ({ prisma }) => {
    const session = {
      ...{ label: '', town: 'Corley', venue: 'Assembly Rooms', capacity: 40 },
      ...{ startsAt: new Date('2027-01-20T09:30:00Z'), endsAt: new Date('2027-01-20T12:00:00Z') },
    };
    await prisma.series.create({
      data: {
        ...{ slug: 'briefing', name: 'Leadership briefing', summary: '', description: '' },
        events: {
          create: {
            ...{ slug: 'first', title: 'Leadership briefing', academicYear: 2026, term: 'spring', status: 'published' },
            sessions: { create: session },
          },
        },
      },
    });
    return undefined;
  });
  const { prisma } = service.database;
  const head = await service.chat('head-without-school', { name: 'Rosa Lindqvist' });
  const asked = await head.say('book me on the leadership briefing');
  const booked = await head.submit(asked.card, { school: 'Corley Primary', position: 'headteacher' });
  expect(booked.text).toContain('No schools are on record yet.');
  expect(booked.text).toContain('Your place is booked.');
  await prisma.school.create({
    data: {
      ...{ urn: 300_001, name: 'Corley Primary School', phase: 'primary', type: 'community' },
      ...{ district: 'Upper Vale', locality: 'Corley', town: 'Corley', postcode: 'ZZ1 1AA' },
    },
  });
  const found = await head.say('my school is corley primary');
  expect((await head.click(found.card, "That's mine")).text).toContain('Headteacher, Corley Primary School.');
  await service.stop();
});
