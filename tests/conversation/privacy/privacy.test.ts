import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heldKinds, sayKept } from '../../../src/app/privacy/register-of-held-data.js';
import type { TestService } from '../../support/service.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { makeSession } from '../../support/worlds/programme.js';

describe.each(journeyWorlds)('in $title', ({ start, head, board }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await start();
  });
  afterAll(() => service.stop());

  describe('one’s own data', () => {
    it('is shown, and downloaded by a link that ends', async () => {
      const chat = await service.chatAs('headteacher', 'asks');
      await makeSession(service.database.prisma, service.clock.now(), { capacity: 2, title: 'Heather cutting' });
      expect((await chat.say('book heather cutting')).text).toContain('Your place is booked.');
      const held = await chat.say('what do you hold about me?');
      expect(held.text).toContain(`Name: ${head.name}`);
      expect(held.text).toContain(`Headteacher, ${head.shortly}`);
      const offered = await chat.say('download my data');
      const url = /"url":"([^"]+my-data[^"]+)"/.exec(JSON.stringify(offered.card))?.[1] ?? '';
      const address = `${service.baseUrl}${new URL(url).pathname}`;
      // A program that follows every link is given a page; the file comes by its button.
      expect(await (await fetch(address)).text()).not.toContain(head.name);
      const file = await fetch(address, { method: 'POST' });
      const data = (await file.json()) as { person: { name: string }; registrations: unknown[] };
      expect(data.person.name).toBe(head.name);
      expect(data.registrations.length).toBeGreaterThan(0);
      service.clock.advance(16 * 60_000);
      for (const method of ['GET', 'POST']) expect((await fetch(address, { method })).status).toBe(404);
    });

    it('is erased after a confirmation, with a receipt, and the counts stay right', async () => {
      const { prisma } = service.database;
      const { personId } = board;
      const sessionId = await makeSession(prisma, service.clock.now(), { capacity: 1, title: 'Gorse burning' });
      const chat = await service.chatAs('board', 'leaves');
      expect((await chat.say('book gorse burning')).text).toContain('Your place is booked.');
      const waiter = await service.chatAs('headteacher', 'waits');
      await waiter.say('put me on the waiting list for gorse burning');
      const count = () => prisma.attendance.count({ where: { present: true } });
      const attended = await count();
      const question = await chat.say('forget me');
      expect((await prisma.person.findUniqueOrThrow({ where: { id: personId } })).erasedAt).toBeNull();
      const receipt = await chat.click(question.card, 'Yes, forget me');
      expect(receipt.text).toContain('I have forgotten you.');
      const reference = /Reference: (\S+)/.exec(receipt.text)?.[1];
      const noted = await prisma.auditEntry.findFirstOrThrow({ where: { act: 'erase' } });
      expect(noted.detail).toMatchObject({ reference });
      const person = await prisma.person.findUniqueOrThrow({
        where: { id: personId },
        include: { accounts: true, posts: true },
      });
      expect([person.name, person.email, person.accounts, person.posts]).toEqual(['Erased person', null, [], []]);
      expect(await count()).toBe(attended);
      const offered = await prisma.registration.count({ where: { sessionId, state: 'offered' } });
      expect(offered).toBe(1);
      expect((await chat.say('who am I')).text).toContain('Tell me your school');
      const everything = JSON.stringify(await prisma.person.findMany({ where: { id: personId } }));
      expect(everything).not.toContain(board.name);
    });

    it('of the last administrator is not erased', async () => {
      const chat = await service.chatAs('administrator', 'alone');
      const question = await chat.say('forget me');
      expect((await chat.click(question.card, 'Yes, forget me')).text).toContain('You are the last administrator.');
    });
  });

  describe('channels of the board', () => {
    it('are added and removed by organisers, and by nobody else', async () => {
      await service.chatAs('organiser', 'adds');
      const place = { kind: 'channel', id: '19:board@thread.tacv2', team: '19:team', name: 'Board' } as const;
      const channel = await service.chat('adds', { place });
      expect((await channel.say('send summaries here')).text).toContain(
        'A summary after each event will be sent here from now on.',
      );
      expect((await channel.say('send the digest here')).text).toContain(
        'The weekly digest will be sent here from now on',
      );
      const own = await service.chat('adds');
      const list = await own.say('which channels?');
      expect(list.text).toContain('Board (Teams)');
      const stranger = await service.chat('stranger', { place });
      expect((await stranger.say('stop sending here')).text).toContain(
        'Only organisers and board members can decide what I send to a channel.',
      );
      expect((await own.click(list.card, 'Stop')).text).toContain('I will not send anything there any more.');
      expect((await own.say('which channels?')).text).toContain('I am not sending anything to any channel.');
    });
  });

  describe('the register of what is held', () => {
    it('is told of in the chat and shown on the page, from the table that the nightly retention uses', async () => {
      const chat = await service.chatAs('headteacher', 'register');
      const told = await chat.say('how long do you keep my data?');
      const page = await (await fetch(`${service.baseUrl}/privacy`)).text();
      expect(told.text).toContain(`There are ${heldKinds.length} kinds of data that I may hold.`);
      expect(JSON.stringify(told.card)).toContain('/privacy');
      for (const held of heldKinds) {
        expect(page).toContain(`>${held.what}</td>`);
        expect(page).toContain(`>${held.why}</td>`);
        expect(page).toContain(`>${sayKept(held)}</td></tr>`);
      }
      expect((await chat.say('what do you hold about me')).text).toContain(
        'What you answer about food and access: kept 14 days after the event, then deleted.',
      );
    });
  });
});
