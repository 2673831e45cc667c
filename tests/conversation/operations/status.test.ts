import { afterAll, beforeAll, expect, it } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import { type BothPlatforms, startBothPlatforms, teamsTenant } from '../../support/both-platforms.js';
import type { TeamsChat } from '../../support/teams/teams.js';

let service: BothPlatforms;
let administrator: TeamsChat;
beforeAll(async () => {
  service = await startBothPlatforms();
  await service.grant({ platform: 'teams', user: 'ada' }, 'administrator');
  administrator = await service.inTeams('ada');
});
afterAll(() => service.stop());

it('tells an administrator that all is well, in words', async () => {
  const { text } = await administrator.say('is the service running?');
  expect(text).toContain('Everything is running as it should.');
  expect(text).toContain('everybody who asked something got an answer');
  expect(text).toContain('none failed in the last day');
});

it('says what is wrong: apologies, messages that fail and those that wait', async () => {
  await service.database.pool.query(`ALTER TABLE "Inbound" ADD CONSTRAINT "no_turns" CHECK (key = 'x') NOT VALID`);
  await administrator.say('help');
  await service.database.pool.query(`ALTER TABLE "Inbound" DROP CONSTRAINT "no_turns"`);
  const { personId } = personas.headteacher;
  const due = (minutes: number) => new Date(service.clock.now().getTime() - minutes * 60_000);
  const common = { kind: 'reminder', personId, payload: {} };
  await service.database.prisma.delivery.createMany({
    data: [
      { ...common, key: 'status:1', state: 'failed', fault: 'The platform refused it.', dueAt: due(60) },
      { ...common, key: 'status:2', state: 'scheduled', dueAt: due(7) },
      { ...common, key: 'status:3', state: 'failed', fault: 'Long ago.', dueAt: due(26 * 60) },
    ],
  });
  const seen = await administrator.say('status');
  expect(seen.text).toContain('3 things to look at.');
  expect(seen.text).toMatch(/1 of \d+ messages ended with an apology/);
  expect(seen.text).toContain('1 failed in the last day');
  expect(seen.text).toContain('1 message, the oldest for 7 minutes');
  const shown = await administrator.click(seen.card, 'Failed messages');
  expect(shown.text).toContain('The platform refused it.');
});

it('is told to administrators only', async () => {
  const account = { platform: 'teams', tenant: teamsTenant, user: 'head' } as const;
  await service.database.prisma.account.create({ data: { ...account, personId: personas.headteacher.personId } });
  const head = await service.inTeams('head');
  const { text } = await head.say('how is the service doing?');
  expect(text).toContain('Only the partnership’s administrators can see how the service is running.');
  await service.grant({ platform: 'teams', user: 'organiser' }, 'organiser');
  const organiser = await service.inTeams('organiser');
  expect((await organiser.say('status')).text).not.toContain('failed in the last day');
});
