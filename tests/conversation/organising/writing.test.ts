import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestService } from '../../support/service.js';
import type { TeamsChat } from '../../support/teams/teams.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { makeSchool, makeSession } from '../../support/worlds/programme.js';

describe.each(journeyWorlds)('in $title', ({ start }) => {
  let service: TestService;
  let chat: TeamsChat;
  const urns: number[] = [];
  beforeAll(async () => {
    service = await start();
    const { prisma } = service.database;
    const first = await makeSession(prisma, service.clock.now(), { capacity: 2, title: 'Bramble cutting' });
    const { eventId, startsAt, endsAt } = await prisma.session.findUniqueOrThrow({ where: { id: first } });
    const { id: second } = await prisma.session.create({ data: { eventId, label: 'Afternoon', startsAt, endsAt } });
    urns.push(
      await makeSchool(prisma, { name: 'Quillback School' }),
      await makeSchool(prisma, { name: 'Zander School' }),
    );
    const [quillback = 0, zander = 0] = urns;
    for (const [sessionId, urn, state] of [
      [first, quillback, 'confirmed'],
      [first, quillback, 'waiting'],
      [first, zander, 'waiting'],
      [second, zander, 'confirmed'],
    ] as const) {
      const person = await prisma.person.create({ data: { name: `Somebody of ${urn}` } });
      await prisma.account.create({
        data: { platform: 'teams', tenant: 'tenant', user: person.id, personId: person.id },
      });
      await prisma.registration.create({ data: { sessionId, personId: person.id, urn, state } });
    }
    chat = await service.chatAs('organiser', 'w-writer');
  });
  afterAll(() => service.stop());

  async function preview(typed: Readonly<Record<string, string>>) {
    const event = await chat.click((await chat.say('manage events')).card, 'Open', 'Bramble cutting');
    const form = await chat.click(event.card, 'Write to them');
    return chat.submit(form.card, { words: 'Bring gloves.', ...typed });
  }

  describe('writing to those registered', () => {
    it.each([
      [{ to: 'Everybody registered' }, 'To everybody registered: 4 people, in their own chat.'],
      [{ to: 'Those with a place' }, 'To those with a place: 2 people, in their own chat.'],
      [{ to: 'Those waiting' }, 'To those waiting: 2 people, in their own chat.'],
      [
        { to: 'Everybody registered', school: 'Quillback' },
        'To everybody registered, of Quillback School: 2 people, in their own chat.',
      ],
      [{ to: 'Those waiting', school: 'Zander' }, 'To those waiting, of Zander School: 1 person, in their own chat.'],
    ])('says to how many before it does: %o', async (typed, words) => {
      const written = () => service.database.prisma.delivery.count({ where: { kind: 'organiser-message' } });
      const before = await written();
      expect((await preview(typed)).text).toContain(words);
      expect(await written()).toBe(before);
    });

    it('keeps what was typed when a school is not found', async () => {
      const refused = await preview({ to: 'Everybody registered', school: 'Xyzzyqq' });
      expect(refused.text).toContain('No school matches that.');
      expect(JSON.stringify(refused.card)).toContain('Bring gloves.');
    });

    it('sends to the chosen people only, and only once', async () => {
      const shown = await preview({ to: 'Everybody registered', school: 'Quillback' });
      await chat.click(shown.card, 'Send it to 2 people');
      await chat.click(shown.card, 'Send it to 2 people');
      const sent = await service.database.prisma.delivery.findMany({
        where: { kind: 'organiser-message' },
        select: { person: { select: { name: true } } },
      });
      expect(sent.map(({ person }) => person?.name)).toEqual(Array(2).fill(`Somebody of ${urns[0]}`));
    });
  });
});
