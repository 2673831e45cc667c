import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendDigests } from '../../../src/app/board/digest.js';
import { eventually } from '../../support/eventually.js';
import { startSmtp, type TestSmtp } from '../../support/mail/smtp.js';
import type { TestService } from '../../support/service.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';

describe.each(journeyWorlds)('in $title', ({ start }) => {
  let smtp: TestSmtp;
  let service: TestService;
  beforeAll(async () => {
    smtp = await startSmtp();
    service = await start('2026-11-22T10:00:00Z', { mail: smtp.settings });
  });
  afterAll(async () => {
    await service.stop();
    await smtp.stop();
  });

  const week = 7 * 24 * 60 * 60_000;
  const carol = () => service.database.prisma.person.findUniqueOrThrow({ where: { email: 'carol@trust.example' } });

  describe('the weekly digest to an address', () => {
    it('is for organisers to start, to an address that is one, of somebody with a name', async () => {
      const member = await service.chatAs('headteacher');
      expect((await member.say('send the digest to Carol Vane carol@trust.example')).text).toContain('Only');
      const chat = await service.chatAs('organiser');
      expect((await chat.say('send the digest to carol@trust.example')).text).toContain('Say whose it is');
      expect((await chat.say('send the digest to Carol Vane carol@trust')).text).toContain('I found no e-mail address');
      expect(await service.database.prisma.digestReader.count()).toBe(0);
    });

    it('comes once a week, with one POST to unsubscribe from it, until somebody stops it', async () => {
      const chat = await service.chatAs('organiser');
      const added = await chat.say('send the digest to Carol Vane &lt;mailto:Carol@Trust.example&gt;.');
      expect(added.text).toContain('Carol Vane, carol@trust.example, gets the weekly digest from now on');
      expect((await chat.say('who gets the digest?')).text).toContain('Carol Vane\nby e-mail');
      service.clock.advance(week);
      await sendDigests(service.core);
      expect(await sendDigests(service.core)).toBe(0);
      await eventually(() => expect(smtp.taken).toHaveLength(1));
      const [taken] = smtp.taken;
      expect(taken?.to).toEqual(['carol@trust.example']);
      expect(taken?.mail.subject).toContain('Weekly digest');
      expect(taken?.mail.text).toContain('Dear Carol Vane,');
      expect(taken?.raw.replace(/\r\n[ \t]/g, ' ')).toMatch(/List-Unsubscribe: <http[^>]+\/my\/[^>]+>/);
      expect(taken?.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
      const stopped = await chat.click((await chat.say('who gets the digest?')).card, 'Stop', 'Carol Vane');
      expect(stopped.text).toContain('They do not get the digest any more.');
      service.clock.advance(week);
      expect(await sendDigests(service.core)).toBe(0);
    });

    it('does not come to somebody who has unsubscribed', async () => {
      const chat = await service.chatAs('organiser');
      await chat.say('send the digest to carol@trust.example');
      const { id } = await carol();
      await service.database.prisma.person.update({ where: { id }, data: { mails: 'own' } });
      expect((await chat.say('who gets the digest?')).text).toContain('has unsubscribed');
      service.clock.advance(week);
      expect(await sendDigests(service.core)).toBe(0);
      expect(smtp.taken).toHaveLength(1);
    });
  });
});
