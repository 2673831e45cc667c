import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Service, startService } from '../support/service-process.js';
import { type Chat, openChat } from './playground-page.js';

/** One person in one browser, from the first hello to Ctrl-C; each step goes on from the one before. */
describe('a newcomer in the browser', () => {
  let dataDir: string;
  let service: Service;
  let chat: Chat;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'staffroom-e2e-data-'));
    service = await startService({ dataDir, quiet: true });
    chat = await openChat(service.playgroundUrl);
  });

  afterAll(async () => {
    await chat?.close();
    await service?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('is welcomed, and can act as a headteacher', async () => {
    await chat.card('I am Staffroom');
    await chat.say('act as headteacher');
    await chat.card('You are now Amara Whitfield');
    await chat.screenshot('1-welcome');
  });

  it('asks what is on, and opens an event by its button', async () => {
    await chat.say("what's on");
    const programme = await chat.card('Leadership briefing');
    await chat.screenshot('2-programme');
    await chat.press(programme, 'See details');
    await chat.press(await chat.card('Places'), 'Details');
    await chat.card('Agenda');
    await chat.screenshot('3-event');
  });

  it('books in words and sees the confirmation', async () => {
    await chat.say('book me on the Lincoln briefing');
    const booking = await chat.card('Your place is booked.');
    expect(await booking.textContent()).toMatch(/Lincoln/);
    expect(
      await booking
        .getByRole('link', { name: 'Add to calendar' })
        .or(booking.getByRole('button', { name: 'Add to calendar' }))
        .count(),
    ).toBe(1);
    await chat.screenshot('4-booked');
  });

  it('finds it among the bookings', async () => {
    await chat.say('my bookings');
    const bookings = await chat.card('You have 2 bookings');
    expect(await bookings.textContent()).toMatch(/Lincoln/);
    await chat.screenshot('5-bookings');
  });

  it('cancels by button, with one confirmation', async () => {
    await chat.press(await chat.card('Your place is booked.'), 'Cancel my place');
    await chat.press(await chat.card('Yes, cancel my place'), 'Yes, cancel my place');
    await chat.card(/cancelled/i);
    await chat.screenshot('6-cancelled');
    await chat.say('my bookings');
    const left = await chat.card('You have 1 booking');
    expect(await left.textContent()).not.toMatch(/Lincoln/);
  });

  it('loads nothing from other hosts, and stops within five seconds', async () => {
    expect(chat.loadedFromAfar).toEqual([]);
    expect(await service.stop()).toBeLessThan(5_000);
    await expect(fetch(service.playgroundUrl)).rejects.toThrow('fetch failed');
  });
});
