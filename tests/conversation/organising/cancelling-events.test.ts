import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestService } from '../../support/service.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { makeSession } from '../../support/worlds/programme.js';
import { type MadeCohort, makeCohort } from '../../support/worlds/projects.js';

describe.each(journeyWorlds)('in $title', ({ start }) => {
  const names = ['Lapwing readers', 'Plover readers', 'Dunlin readers', 'Curlew readers'];
  const made = new Map<string, MadeCohort>();
  let service: TestService;
  beforeAll(async () => {
    service = await start();
    // All of them before the first question: the names that can be asked for are read then.
    for (const name of names) made.set(name, await makeCohort(service.database.prisma, { name }));
  });
  afterAll(() => service.stop());

  /** A project that schools can join, as anybody is told of it; and then with something of it over. */
  async function tell(name: string, end: { status?: 'retired' | 'cancelled'; year?: 'cancelled' }) {
    const { prisma } = service.database;
    const { id = '', slug = '' } = made.get(name) ?? {};
    const chat = await service.chatAs('headteacher', `off-${slug}`);
    const ask = async () => chat.say(`what is ${name}?`);
    const before = await ask();
    if (end.year) await prisma.cohort.update({ where: { id }, data: { status: end.year } });
    if (end.status) await prisma.project.update({ where: { slug }, data: { status: end.status } });
    return { chat, before, after: await ask() };
  }

  describe('the card of a project', () => {
    it('says that its year is cancelled, and cannot be joined', async () => {
      const { chat, before, after } = await tell('Lapwing readers', { year: 'cancelled' });
      expect(before.text).toContain('Register my school');
      expect(before.text).not.toContain('cancelled');
      expect(after.text).toContain('Lapwing readers is cancelled for 2026/27.');
      expect(after.text).not.toContain('Register my school');
      expect(after.text).not.toContain('Join for 2026/27');
      const mine = await chat.click(after.card, 'Is my school in it?');
      expect(mine.text).toContain('Lapwing readers is cancelled for 2026/27.');
      expect(mine.text).not.toContain('Schools can join');
      const old = await chat.click(before.card, 'Register my school');
      expect(old.text).not.toContain('Which strands');
      const enrolled = await service.database.prisma.enrolment.count({
        where: { cohort: { project: { name: 'Lapwing readers' } } },
      });
      expect(enrolled).toBe(0);
    });

    it.each([
      ['retired', 'Plover readers', 'Plover readers is over.'],
      ['cancelled', 'Dunlin readers', 'Dunlin readers is cancelled.'],
    ] as const)('says that the whole of it is %s', async (status, name, words) => {
      const { before, after } = await tell(name, { status });
      expect(before.text).toContain('Register my school');
      expect(after.text).toContain(words);
      expect(after.text).not.toContain('Register my school');
    });

    it('does not mention a cancelled year when another one is running', async () => {
      const { prisma } = service.database;
      const { id = '' } = made.get('Curlew readers') ?? {};
      const { projectId } = await prisma.cohort.update({ where: { id }, data: { status: 'cancelled' } });
      await prisma.cohort.create({ data: { projectId, academicYear: 2026, label: 'Second group' } });
      const chat = await service.chatAs('headteacher', 'off-curlew');
      const told = await chat.say('what is Curlew readers?');
      expect(told.text).not.toContain('is cancelled');
      expect(told.text).toContain('Register my school');
    });
  });

  describe('who is coming', () => {
    it('marks a session that is cancelled, on the card and in the file', async () => {
      const { prisma } = service.database;
      const first = await makeSession(prisma, service.clock.now(), {
        capacity: 5,
        title: 'Hedge laying',
        label: 'Boston',
      });
      const { eventId, startsAt, endsAt } = await prisma.session.findUniqueOrThrow({ where: { id: first } });
      await prisma.session.create({ data: { eventId, label: 'Louth', startsAt, endsAt } });
      const member = await service.chatAs('headteacher', 'off-member');
      expect((await member.say('book hedge laying in Boston')).text).toContain('Your place is booked');
      const chat = await service.chatAs('organiser', 'off-list');
      expect((await chat.say('who is coming to the hedge laying?')).text).not.toContain('cancelled');
      await prisma.session.update({ where: { id: first }, data: { status: 'cancelled' } });
      const event = await chat.click((await chat.say('manage events')).card, 'Open', 'Hedge laying');
      const list = await chat.click(event.card, 'Who is coming');
      expect(list.text).toMatch(/Boston · .+ · cancelled · 1 of 5 places/);
      expect(list.text).toMatch(/Louth · .+pm · 0 coming/);
      const [, csv = ''] = /"url":"([^"]+\.csv)"/.exec(JSON.stringify(list.card)) ?? [];
      const file = await (await fetch(`${service.baseUrl}${new URL(csv).pathname}`, { method: 'POST' })).text();
      expect(file).toContain('"Boston (cancelled)"');
    });
  });
});
