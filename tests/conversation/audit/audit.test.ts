import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestService } from '../../support/service.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { makeSession } from '../../support/worlds/programme.js';

describe.each(journeyWorlds)('in $title', ({ start, head, organiser }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await start();
  });
  afterAll(() => service.stop());

  const day = 24 * 60 * 60_000;

  /** An event that an organiser has changed yesterday, and a place at it that a headteacher booked today. */
  async function somethingDone() {
    const { prisma } = service.database;
    const sessionId = await makeSession(prisma, service.clock.now(), { capacity: 9, title: 'Willow weaving' });
    const organiser = await service.chatAs('organiser', 'does');
    const list = await organiser.say('manage events');
    const event = await organiser.click(list.card, 'Open', 'Willow weaving');
    await organiser.click(event.card, 'Close booking now');
    service.clock.advance(day);
    await organiser.click((await organiser.click(list.card, 'Open', 'Willow weaving')).card, 'Open booking now');
    const head = await service.chatAs('headteacher', 'books');
    expect((await head.say('book willow weaving')).text).toContain('Your place is booked.');
    return sessionId;
  }

  describe('the audit trail', () => {
    it('is searched by event, person, role, kind and days, latest first, and each search is recorded', async () => {
      await somethingDone();
      const chat = await service.chatAs('administrator', 'looks');
      const changed = await chat.say('who changed willow weaving?');
      expect(changed.text).toContain(`${organiser.name} opened booking`);
      expect(changed.text).toContain(`${organiser.name} closed booking`);
      expect(changed.text.indexOf('opened booking')).toBeLessThan(changed.text.indexOf('closed booking'));
      expect(changed.text).not.toContain(head.name);
      const whole = await chat.say('audit trail for willow weaving');
      expect(whole.text).toContain(`${head.name} booked a place`);
      expect(whole.text).toContain('Willow weaving');
      const today = await chat.say('audit trail for willow weaving today');
      expect(today.text).toContain('opened booking');
      expect(today.text).not.toContain('closed booking');
      const person = await chat.say(`what did ${head.name} do this week?`);
      expect(person.text).toContain(`${head.name} booked a place`);
      expect(person.text).not.toContain(organiser.name);
      const looks = await chat.say('audit log of administrators');
      expect(looks.text).toContain('looked at the audit trail');
      const lost = await chat.say('audit trail for xyzzy plugh');
      expect(lost.text).toContain('I do not know anybody or anything called “xyzzy plugh”');
      const entries = await service.database.prisma.auditEntry.count({ where: { act: 'read-audit' } });
      expect(entries).toBe(6);
    });

    it('comes in pages', async () => {
      const { prisma } = service.database;
      const at = service.clock.now();
      await prisma.auditEntry.createMany({
        data: Array.from({ length: 25 }, (_, index) => ({
          act: 'write',
          subject: 'event',
          outcome: `number-${index}`,
          at,
        })),
      });
      const chat = await service.chatAs('administrator', 'pages');
      const first = await chat.say('audit trail of what was written');
      expect(first.text).toContain('number 24');
      expect(first.text).not.toContain('number 14');
      const second = await chat.click(first.card, 'Older');
      expect(second.text).toContain('number 14');
      const third = await chat.click(second.card, 'Older');
      expect(third.text).toContain('number 0');
      expect(JSON.stringify(third.card)).not.toContain('"Older"');
    });

    it('is a file for administrators, by a link that expires, without formulas', async () => {
      const { prisma } = service.database;
      await prisma.auditEntry.create({ data: { act: '=1+1', subject: 'x', outcome: 'y', at: service.clock.now() } });
      const chat = await service.chatAs('administrator', 'files');
      const seen = await chat.say('audit trail today');
      const url = /"url":"([^"]+\/audit\/[^"]+)"/.exec(JSON.stringify(seen.card))?.[1] ?? '';
      const path = new URL(url).pathname;
      const file = await fetch(`${service.baseUrl}${path}`, { method: 'POST' });
      const text = await file.text();
      expect(text).toContain('"id","at","who"');
      expect(text).toContain(`"'=1+1"`);
      expect(text.trim().split('\r\n').length).toBeGreaterThan(20);
      expect(await prisma.auditEntry.count({ where: { act: 'read-audit', outcome: 'exported' } })).toBe(1);
      const account = await prisma.account.findFirstOrThrow({ where: { user: 'files' } });
      await prisma.grant.updateMany({ where: { accountId: account.id }, data: { revokedAt: service.clock.now() } });
      expect((await fetch(`${service.baseUrl}${path}`, { method: 'POST' })).status).toBe(404);
      await prisma.grant.updateMany({ where: { accountId: account.id }, data: { revokedAt: null } });
      service.clock.advance(31 * 60_000);
      expect((await fetch(`${service.baseUrl}${path}`, { method: 'POST' })).status).toBe(404);
    });

    it('is a file of all there is, however long', async () => {
      await service.database.prisma.$executeRaw`
      INSERT INTO "AuditEntry" (at, act, subject, outcome)
      SELECT ${service.clock.now()}::timestamptz, 'tidy', 'heap', 'number-' || n FROM generate_series(1, 21000) AS n`;
      const chat = await service.chatAs('administrator', 'long');
      const seen = await chat.say('audit trail');
      const url = /"url":"([^"]+\/audit\/[^"]+)"/.exec(JSON.stringify(seen.card))?.[1] ?? '';
      const text = await (await fetch(`${service.baseUrl}${new URL(url).pathname}`, { method: 'POST' })).text();
      const outcomes = text.match(/"heap","","","","number-\d+"/g) ?? [];
      expect(outcomes).toHaveLength(21_000);
      expect(new Set(outcomes).size).toBe(21_000);
      const taken = await service.database.prisma.auditEntry.findFirstOrThrow({
        where: { act: 'read-audit', outcome: 'exported' },
        orderBy: { id: 'desc' },
      });
      expect(Object(taken.detail).count).toBe(text.trim().split('\r\n').length - 1);
    });

    it('is politely refused to organisers', async () => {
      const organiser = await service.chatAs('organiser', 'curious');
      for (const words of [
        'audit trail',
        'who changed willow weaving?',
        'what did organisers do last week',
        'export everything',
      ])
        expect((await organiser.say(words)).text).toContain('administrators can');
    });

    it('does not catch ordinary questions that use the same words', async () => {
      const chat = await service.chatAs('administrator', 'asks');
      for (const words of ['who is coming to willow weaving', 'what can you do', "what's on", 'what did the board say'])
        expect((await chat.say(words)).text).not.toContain('Audit trail:');
    });
  });
});
