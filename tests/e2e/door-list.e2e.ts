import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service.js';
import { makeSession } from '../support/worlds/programme.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

it('ticks and unticks people on a tablet, and shows the ticks of a second device', async () => {
  const { prisma } = service.database;
  const startsAt = new Date(service.clock.now().getTime() + 30 * 60_000);
  const sessionId = await makeSession(prisma, service.clock.now(), { capacity: 5, title: 'Hedge laying', startsAt });
  for (const name of ['Ada Fenwick', '<b>Bob</b> & Co']) {
    const person = await prisma.person.create({ data: { name } });
    await prisma.registration.create({ data: { sessionId, personId: person.id, state: 'confirmed' } });
  }
  const chat = await service.chatAs('organiser', 'at-the-door');
  const event = await chat.click((await chat.say('manage events')).card, 'Open', 'Hedge laying');
  const session = await chat.click(event.card, 'Open');
  const link = /"url":"([^"]+\/door\/[^"]+)"/.exec(JSON.stringify(session.card))?.[1] ?? '';
  const address = `${service.baseUrl}${new URL(link).pathname}`;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    const tablet = { viewport: { width: 768, height: 1024 }, hasTouch: true, locale: 'en-GB' };
    const [first, second] = await Promise.all([browser.newContext(tablet), browser.newContext(tablet)]);
    const [one, two] = await Promise.all([first.newPage(), second.newPage()]);
    const faults: string[] = [];
    one.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await Promise.all([one.goto(address), two.goto(address)]);
    const ada = one.getByRole('button', { name: 'Fenwick, Ada' });
    expect((await ada.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(60);
    await one.getByRole('button', { name: 'Co, <b>Bob</b> &' }).waitFor();
    await ada.tap();
    await one.getByText('1 of 2 here').waitFor();
    await two.getByText('1 of 2 here').waitFor({ timeout: 10_000 });
    expect(await two.getByRole('button', { name: 'Fenwick, Ada' }).getAttribute('aria-pressed')).toBe('true');
    await two.getByRole('button', { name: 'Fenwick, Ada' }).tap();
    await one.getByText('0 of 2 here').waitFor({ timeout: 10_000 });
    await one.getByLabel('Find').fill('bob');
    await expect.poll(() => ada.isVisible()).toBe(false);
    expect(await prisma.attendance.count({ where: { sessionId } })).toBe(0);
    expect(faults).toEqual([]);
  } finally {
    await browser.close();
  }
});
