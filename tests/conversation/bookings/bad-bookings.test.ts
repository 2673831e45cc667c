import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forge } from '../../support/every-verb.js';
import type { TestService } from '../../support/service.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { makeSession } from '../../support/worlds/programme.js';

describe.each(journeyWorlds)('in $title', ({ start }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await start();
    await makeSession(service.database.prisma, service.clock.now(), { capacity: 5, title: 'Sorrel evening' });
  });
  afterAll(() => service.stop());

  const day = 24 * 60 * 60_000;
  const registrations = () => service.database.prisma.registration.count();

  describe('what cannot be booked', () => {
    it('includes a past date, by message and by button', async () => {
      const { prisma } = service.database;
      const startsAt = new Date(service.clock.now().getTime() - 7 * day);
      const gone = await makeSession(prisma, service.clock.now(), { capacity: 5, title: 'Vetch evening', startsAt });
      const chat = await service.chatAs('headteacher', 'past');
      const before = await registrations();
      expect((await forge(chat, 'book', { session: gone })).text).toContain(
        'Vetch evening was on Sunday 15 November 2026, 10am, so it can no longer be booked.',
      );
      const said = await chat.say('book me on the briefing on 15 November 2026');
      expect(said.text).toMatch(/past|nothing|no event|on the programme/i);
      expect(await registrations()).toBe(before);
    });

    it('includes an unknown school, and keeps what was typed', async () => {
      const chat = await service.chat('nowhere');
      const form = await chat.say('book me on the Sorrel evening');
      const refused = await chat.submit(form.card, { school: 'Hogwarts', position: 'headteacher' });
      expect(refused.text).toContain('No school matches that.');
      expect(JSON.stringify(refused.card)).toContain('Hogwarts');
      const urn = await chat.submit(refused.card, { school: '999999', position: 'headteacher' });
      expect(urn.text).toContain('No school matches that.');
    });

    it.each([
      [
        'two roles',
        'Sam Field, headteacher and chair of governors',
        'One role each, please: the one they are coming in.',
      ],
      ['a name with markup', '<img src=x onerror=alert(1)>, governor', 'A name has letters'],
      ['a name with a mention', '<!channel>, governor', 'A name has letters'],
      ['300 colleagues', Array.from({ length: 300 }, (_, at) => `A B${at}, governor`).join('\n'), '300 people'],
      ['twenty thousand letters', 'x'.repeat(20_000), 'A name has letters'],
    ])('is said of %s, and nobody is booked', async (_what, others, words) => {
      const chat = await service.chatAs('headteacher', 'bad-group');
      const form = await chat.say('book colleagues on the Sorrel evening');
      const before = await registrations();
      const fields = { me: 'tick', others: 'text' };
      const { session } = JSON.parse(/\{"session":"[^"]+"\}/.exec(JSON.stringify(form.card))?.[0] ?? '{}');
      const refused = await forge(chat, 'book-group', { session }, { fields, typed: { me: 'false', others } });
      expect(refused.text).toContain(words);
      expect(await registrations()).toBe(before);
    });

    it('includes an impossible number of places', async () => {
      const { prisma } = service.database;
      const { id } = await prisma.session.findFirstOrThrow({ where: { event: { title: 'Sorrel evening' } } });
      const chat = await service.chatAs('organiser', 'no-places');
      for (const capacity of ['0', '-3', '2.5', 'plenty', '9999999']) {
        const fields = { capacity: 'number' };
        const refused = await forge(chat, 'organise-resize', { session: id }, { fields, typed: { capacity } });
        expect([capacity, refused.text]).toEqual([capacity, expect.stringContaining('whole number')]);
      }
      expect((await prisma.session.findUniqueOrThrow({ where: { id } })).capacity).toBe(5);
    });
  });
});
