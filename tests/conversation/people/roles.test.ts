import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applySettingsAdministrators } from '../../../src/app/people/settings-administrators.js';
import { readConfig } from '../../../src/settings/config.js';
import type { TestService } from '../../support/service.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';

describe.each(journeyWorlds)('in $title', ({ start, head, governors }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await start();
  });
  afterAll(() => service.stop());

  const tenant = '6f0f3e1c-3a3e-4b0c-9d43-0d9c5b1d7a11';

  /** Somebody who has said who they are. */
  async function introduce(user: string, name: string) {
    const chat = await service.chat(user, { name });
    const form = await chat.say('change my school');
    const found = await chat.submit(form.card, { school: head.shortly.toLowerCase(), position: 'headteacher' });
    await chat.click(found.card, "That's mine");
    return chat;
  }

  describe('roles in the chat', () => {
    it('are given after a search by name, a scope and a confirmation, and removed after a confirmation', async () => {
      const ruth = await introduce('ruth-1234', 'Ruth Ferriby');
      await introduce('ruth-5678', 'Ruth Ferriby');
      const admin = await service.chatAs('administrator', 'chief');
      const found = await admin.say('make Ruth Ferriby an organiser');
      expect(found.text).toContain(`Teams, account …h-1234 · Headteacher, ${head.shortly}`);
      expect(found.text).toContain('Teams, account …h-5678');
      const scope = await admin.click(found.card, 'Choose', 'h-1234');
      const question = await admin.submit(scope.card, { series: governors.series });
      expect(question.text).toContain(`Make Ruth Ferriby an organiser for the series ${governors.series}?`);
      const given = await admin.click(question.card, 'Yes, give the role');
      expect(given.text).toContain(`Ruth Ferriby is now an organiser for the series ${governors.series}.`);
      expect((await admin.click(question.card, 'Yes, give the role')).text).toContain('is already an organiser');
      expect((await ruth.say('help')).text).toContain('For organisers and the board');
      const roles = await admin.say('who has a role?');
      const ask = await admin.click(roles.card, 'Remove', 'Ruth Ferriby');
      expect((await admin.click(ask.card, 'Yes, remove it')).text).toContain('The role has been removed');
      expect((await ruth.say('help')).text).not.toContain('For organisers and the board');
      const acts = await service.database.prisma.auditEntry.findMany({
        where: { act: { in: ['grant-role', 'revoke-role'] } },
      });
      expect(acts.map(({ act, outcome }) => [act, outcome])).toEqual([
        ['grant-role', 'granted'],
        ['revoke-role', 'revoked'],
      ]);
    });

    it('show the verified address, because anybody can give any name', async () => {
      await introduce('ruth-9999', 'Vouched Ferriby');
      const account = { user: 'ruth-9999' };
      await service.database.prisma.account.updateMany({
        where: account,
        data: { vouchedEmail: 'ruth@school.example' },
      });
      const admin = await service.chatAs('administrator', 'chief-9');
      expect((await admin.say('make Vouched Ferriby an organiser')).text).toContain('…h-9999 · ruth@school.example ·');
    });

    it('belong to the account, not to the person: another account of theirs has none', async () => {
      const { prisma } = service.database;
      await introduce('twin-one', 'Twin Account');
      const other = await introduce('twin-two', 'Twin Account');
      const [one, two] = await Promise.all(
        ['twin-one', 'twin-two'].map((user) => prisma.account.findFirstOrThrow({ where: { user } })),
      );
      await prisma.account.update({ where: { id: two?.id ?? '' }, data: { personId: one?.personId ?? null } });
      await prisma.grant.create({ data: { accountId: one?.id ?? '', role: 'administrator' } });
      expect((await other.say('who has a role?')).text).toContain('administrators can');
      await prisma.grant.updateMany({ where: { accountId: one?.id ?? '' }, data: { revokedAt: new Date() } });
    });

    it('are politely refused to others, by message and button, and the refusal is recorded', async () => {
      const admin = await service.chatAs('administrator', 'chief-2');
      const roles = await admin.say('who has a role?');
      const refusals = { where: { outcome: 'not-allowed' } };
      const logged = () => service.logged.filter((line) => line.includes('"act refused"')).length;
      const before = { noted: await service.database.prisma.auditEntry.count(refusals), logged: logged() };
      for (const persona of ['headteacher', 'board', 'organiser'] as const) {
        const other = await service.chatAs(persona, `not-chief-${persona}`);
        expect((await other.say('make Ruth Ferriby an administrator')).text).toContain('administrators can');
        expect((await other.click(roles.card, 'Remove', 'administrator')).text).toContain('administrators can');
      }
      expect((await service.database.prisma.auditEntry.count(refusals)) - before.noted).toBe(6);
      expect(logged() - before.logged).toBe(6);
    });

    it('always leave one administrator', async () => {
      const { prisma } = service.database;
      const admin = await service.chatAs('administrator', 'the-last');
      const account = await prisma.account.findFirstOrThrow({ where: { user: 'the-last' } });
      await prisma.grant.updateMany({
        where: { role: 'administrator', accountId: { not: account.id } },
        data: { revokedAt: new Date() },
      });
      const ask = await admin.click((await admin.say('who has a role?')).card, 'Remove', 'an administrator');
      expect((await admin.click(ask.card, 'Yes, remove it')).text).toContain('the last administrator');
      expect((await admin.say('who has a role?')).text).toContain('an administrator');
    });

    it('say what is missing, and keep the form', async () => {
      const admin = await service.chatAs('administrator', 'chief-3');
      const form = await admin.say('add an organiser');
      const refused = await admin.submit(form.card, { name: '100%_', role: 'board' });
      expect(refused.text).toContain('I do not know anybody by that name');
      expect(JSON.stringify(refused.card)).toContain('100%_');
    });
  });

  describe('administrators of the settings', () => {
    const key = { platform: 'teams', tenant, user: 'aaaaaaaa-0000-4000-8000-000000000001' } as const;
    const apply = (...named: Array<typeof key>) =>
      applySettingsAdministrators(service.database.prisma, service.clock, named);
    const held = () =>
      service.database.prisma.grant.count({
        where: { account: { user: key.user }, role: 'administrator', revokedAt: null },
      });

    it('get the role once, cannot lose it in the chat, and lose it when no longer named', async () => {
      expect(await apply(key)).toMatchObject({ raised: 1, lowered: 0 });
      expect(await apply(key)).toMatchObject({ raised: 0, lowered: 0 });
      expect(await held()).toBe(1);
      const chat = await service.chat(key.user, { name: 'First Administrator' });
      const ask = await chat.click((await chat.say('roles')).card, 'Remove', '000001');
      expect((await chat.click(ask.card, 'Yes, remove it')).text).toContain('named in the settings');
      expect(await apply()).toMatchObject({ raised: 0, lowered: 1 });
      expect(await held()).toBe(0);
    });

    it('keep a role that was given in the chat', async () => {
      const account = await service.database.prisma.account.findFirstOrThrow({ where: { user: key.user } });
      await service.database.prisma.grant.create({ data: { accountId: account.id, role: 'administrator' } });
      await apply(key);
      await apply();
      expect(await held()).toBe(1);
    });

    it.each([
      ['head@school.example', 'is an address'],
      ['teams:nonsense', 'must be teams:<tenant id>'],
      ['slack:T0/U1', 'must be teams:'],
    ])('%s is refused with a remedy', (setting, words) => {
      expect(() => readConfig({ ADMINISTRATORS: setting })).toThrow(words);
    });

    it('must be of a tenant that may use the bot', () => {
      const id = 'aaaaaaaa-0000-4000-8000-000000000001';
      const teams = { TEAMS_APP_ID: id, TEAMS_APP_PASSWORD: 'x', TEAMS_APP_TENANT_ID: id };
      expect(() => readConfig({ ...teams, ADMINISTRATORS: `teams:${tenant}/${id}` })).toThrow('TEAMS_ALLOWED_TENANTS');
      expect(
        readConfig({ ...teams, ADMINISTRATORS: `teams:${id}/${id}, slack:T012AB3CD/U012AB3CD` }).administrators,
      ).toEqual([
        { platform: 'teams', tenant: id, user: id },
        { platform: 'slack', tenant: 'T012AB3CD', user: 'U012AB3CD' },
      ]);
    });
  });
});
