import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestService } from '../../support/service.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { makeSession } from '../../support/worlds/programme.js';

describe.each(journeyWorlds)('in $title', ({ start, head, past }) => {
  let service: TestService;
  let sessionId: string;
  beforeAll(async () => {
    service = await start();
    const startsAt = new Date(service.clock.now().getTime() + 30 * 60_000);
    const { prisma } = service.database;
    sessionId = await makeSession(prisma, service.clock.now(), { capacity: 5, title: 'Hedge laying', startsAt });
    const hostile = await prisma.person.create({ data: { name: '=HYPERLINK("http://evil.example")<script>' } });
    await prisma.registration.create({
      data: { sessionId, personId: hostile.id, state: 'confirmed', confirmedAt: service.clock.now() },
    });
    const head = await service.chatAs('headteacher', 'goes');
    await head.say('book hedge laying');
  });
  afterAll(() => service.stop());

  /** The address of a link on a card, at this service. */
  function linkOf(card: unknown, part: string): string {
    const found = [...JSON.stringify(card).matchAll(/"url":"([^"]+)"/g)].map((match) => match[1] ?? '');
    const url =
      found.find((one) => one.includes(part) && !one.endsWith('.xlsx')) ?? found.find((one) => one.includes(part));
    return url ? `${service.baseUrl}${new URL(url).pathname}` : '';
  }

  async function openDoorList(user: string) {
    const chat = await service.chatAs('organiser', user);
    const event = await chat.click((await chat.say('manage events')).card, 'Open', 'Hedge laying');
    const session = await chat.click(event.card, 'Open');
    return linkOf(session.card, '/door/');
  }

  describe('who is coming', () => {
    it('is shown to organisers, with files in which nothing is a formula', async () => {
      const chat = await service.chatAs('organiser', 'lister');
      const list = await chat.say('who is coming to the hedge laying?');
      expect(list.text).toContain(head.name);
      expect(list.text).toContain('2 of 5 places');
      const csv = linkOf(list.card, '.csv');
      const file = await fetch(csv, { method: 'POST' });
      expect(file.headers.get('content-type')).toContain('text/csv');
      const text = await file.text();
      expect(text).toContain('"\'=HYPERLINK(""http://evil.example"")<script>"');
      expect(text).toContain(`"${head.name}","Headteacher","${head.school}"`);
      const xlsx = await fetch(csv.replace('.csv', '.xlsx'), { method: 'POST' });
      const parts = unzipSync(new Uint8Array(await xlsx.arrayBuffer()));
      const sheet = new TextDecoder().decode(parts['xl/worksheets/sheet1.xml']);
      expect(Object.keys(parts)).toContain('xl/worksheets/sheet1.xml');
      expect(sheet).not.toContain('<f>');
    });

    it('says how many came to a past event, and never shows the list of another event', async () => {
      const chat = await service.chatAs('organiser', 'past');
      const { text } = await chat.say(`who is coming to the ${past.said}?`);
      expect(text).toContain(past.title);
      expect(text).toContain(past.came);
      expect(text).not.toContain(head.name);
    });

    it('is not shown to others, and its link ends with the role or after some time', async () => {
      const curious = await service.chatAs('headteacher', 'curious');
      expect((await curious.say('who is coming to the hedge laying?')).text).not.toContain(head.name);
      const chat = await service.chatAs('organiser', 'lowered');
      const csv = linkOf((await chat.say('who is coming to the hedge laying?')).card, '.csv');
      expect((await fetch(csv, { method: 'POST' })).status).toBe(200);
      expect((await fetch(csv.replace('/attendees/', '/door/').replace('.csv', ''))).status).toBe(404);
      await service.database.prisma.grant.updateMany({
        where: { account: { user: 'lowered' } },
        data: { revokedAt: service.clock.now() },
      });
      expect((await fetch(csv, { method: 'POST' })).status).toBe(404);
      const again = await service.chatAs('organiser', 'late');
      const late = linkOf((await again.say('who is coming to the hedge laying?')).card, '.csv');
      service.clock.advance(31 * 60_000);
      expect((await fetch(late, { method: 'POST' })).status).toBe(404);
    });
  });

  describe('the door list', () => {
    it('is a page whose names are plain text and can be ticked and unticked', async () => {
      const door = await openDoorList('door');
      const page = await fetch(door);
      const html = await page.text();
      expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
      expect(html).toContain(head.name.split(' ').reverse().join(', '));
      expect(html).toContain('counter(pages)');
      expect(html).toMatch(/day \d+ \w+ \d{4}, \d+(:\d\d)?[ap]m<\/p>/);
      expect(html).not.toContain('<script>"');
      expect(html).toContain('0 of 2 here');
      const personId = new RegExp(`data-person="([^"]+)"[^>]*>.*?${head.name.split(' ')[0]}`).exec(
        html.replaceAll('</li>', '\n'),
      )?.[1];
      const post = (body: unknown) =>
        fetch(`${door}/mark`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
      const marked = (await (await post({ personId, present: true })).json()) as { roll: Array<{ present: boolean }> };
      expect(marked.roll.filter(({ present }) => present)).toHaveLength(1);
      expect(await service.database.prisma.attendance.count({ where: { sessionId, source: 'organiser' } })).toBe(1);
      expect(await (await fetch(door)).text()).toContain('1 of 2 here');
      await post({ personId, present: false });
      expect(await service.database.prisma.attendance.count({ where: { sessionId } })).toBe(0);
      for (const bad of [{}, { personId: 7, present: true }, [], { personId: 'x'.repeat(900), present: true }]) {
        expect((await post(bad)).status).toBeLessThan(500);
      }
      expect((await post({ personId: '00000000-0000-4000-8000-000000000000', present: true })).status).toBe(409);
    });

    it('is refused to anybody else', async () => {
      const door = await openDoorList('door-2');
      expect((await fetch(`${door.slice(0, -2)}xx`)).status).toBe(404);
      expect((await fetch(`${service.baseUrl}/door/${'a'.repeat(5_000)}`)).status).toBe(404);
      const { prisma } = service.database;
      await prisma.grant.updateMany({ where: { account: { user: 'door-2' } }, data: { revokedAt: new Date() } });
      expect((await fetch(door)).status).toBe(404);
    });
  });
});
