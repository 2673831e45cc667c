import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestService } from '../../support/service.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { makeActors, makeSession } from '../../support/worlds/programme.js';

describe.each(journeyWorlds)('in $title', ({ start, governors }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await start();
  });
  afterAll(() => service.stop());

  /** A full session that somebody waits for; its holder gives the place up after `change`. @returns until when it is offered */
  async function offeredUntil(title: string, change: () => Promise<unknown>): Promise<string | undefined> {
    const { prisma } = service.database;
    const sessionId = await makeSession(prisma, service.clock.now(), { capacity: 1, title });
    const [waiter] = await makeActors(prisma, 1);
    const holder = await service.chatAs('headteacher', `hold-${title.replaceAll(' ', '-')}`);
    expect((await holder.say(`book ${title}`)).text).toContain('Your place is booked');
    const waiting = await prisma.registration.create({
      data: { sessionId, personId: waiter?.personId ?? '', state: 'waiting' },
    });
    await change();
    const ask = await holder.say(`cancel my place at the ${title}`);
    await holder.click(ask.card, 'Yes, cancel my place');
    const offered = await prisma.registration.findUniqueOrThrow({ where: { id: waiting.id } });
    expect(offered.state).toBe('offered');
    return offered.offerExpiresAt?.toISOString();
  }

  describe('how long an offered place is held', () => {
    it('is set in the form of the event', async () => {
      const chat = await service.chatAs('organiser', 'hold-set');
      const until = await offeredUntil('Thatching', async () => {
        const event = await chat.click((await chat.say('manage events')).card, 'Open', 'Thatching');
        const saved = await chat.submit((await chat.click(event.card, 'Edit')).card, { hold: '2' });
        expect(await chat.readOn(saved)).toContain('offered places held 2 working hours');
      });
      // From Sunday morning: two hours from 8am on Monday.
      expect(until).toBe('2026-11-23T10:00:00.000Z');
    });

    it('is the partnership’s setting when the form is left empty, even later', async () => {
      const chat = await service.chatAs('organiser', 'hold-empty');
      const until = await offeredUntil('Coracle making', async () => {
        const event = await chat.click((await chat.say('manage events')).card, 'Open', 'Coracle making');
        const form = await chat.click(event.card, 'Edit');
        await chat.submit(form.card, { hold: '2' });
        expect((await chat.submit(form.card, { hold: '' })).text).not.toContain('offered places held');
      });
      expect(until).toBe('2026-11-25T12:00:00.000Z');
    });

    it('must be a whole number of hours; anything else shows a fault beside the field', async () => {
      const chat = await service.chatAs('organiser', 'hold-faults');
      const form = await chat.say('create an event');
      for (const hold of ['0', '201', '1.5', 'a while']) {
        const refused = await chat.submit(form.card, { series: governors.series, title: 'Kept title', hold });
        expect(refused.text).toContain('Give a whole number of hours from 1 to 200');
        expect(JSON.stringify(refused.card)).toContain('Kept title');
      }
      const made = await chat.submit(form.card, { series: governors.series, title: 'Kept title', hold: '12' });
      expect(made.text).toContain('offered places held 12 working hours');
    });
  });
});
