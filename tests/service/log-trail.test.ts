import { afterAll, beforeAll, expect, it } from 'vitest';
import { personas } from '../../prisma/demo/personas.js';
import { type BothPlatforms, startBothPlatforms, teamsTenant } from '../support/both-platforms.js';
import { eventually } from '../support/eventually.js';
import { team } from '../support/slack/slack-workspace.js';

let service: BothPlatforms;
beforeAll(async () => {
  service = await startBothPlatforms('2026-11-22T10:00:00Z', 0, 'debug');
});
afterAll(() => service.stop());

const lines = () => service.logged.map((line): Record<string, unknown> => JSON.parse(line));
const linesOf = (message: string) => lines().filter(({ msg }) => msg === message);

async function head(platform: 'teams' | 'slack', user: string): Promise<string> {
  const key = { platform, tenant: platform === 'teams' ? teamsTenant : team, user };
  const { id } = await service.database.prisma.account.create({
    data: { ...key, personId: personas.headteacher.personId },
  });
  return id;
}

it('one message is followed in the log from the request to the message that it caused, without its text', async () => {
  const accountId = await head('teams', 'head');
  const chat = await service.inTeams('head');
  service.connector.fail({ status: 403 });
  await chat.say('book me on the Lincoln briefing');
  await eventually(() => expect(linesOf('delivery settled')).toHaveLength(1));
  const [answered] = linesOf('turn answered');
  const { requestId, activity, replica } = answered ?? {};
  expect(answered).toMatchObject({ verb: 'book', outcome: 'answered', accountId });
  expect(activity).toMatch(new RegExp(`^teams:${teamsTenant}:`));
  expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
  const followed = lines().filter((line) => line.requestId === requestId);
  expect(followed.map(({ msg }) => msg)).toEqual([
    'turn answered',
    'an answer could not be posted',
    'request served',
    'delivery settled',
  ]);
  expect(linesOf('delivery settled')[0]).toMatchObject({ requestId, activity, job: expect.any(String) });
  expect(lines().every((line) => line.replica === replica)).toBe(true);
  expect(service.logged.join('')).not.toContain('Lincoln');
});

it('in Slack too, where what goes on after the request has the ids of the message', async () => {
  const accountId = await head('slack', 'UHEAD');
  await service.inSlack('UHEAD').say('my bookings');
  const [answered] = linesOf('turn answered').filter(({ accountId: of }) => of === accountId);
  expect(answered).toMatchObject({ verb: 'my-bookings', requestId: expect.any(String) });
  expect(answered?.activity).toMatch(new RegExp(`^slack:${team}:`));
});

it('two messages at once are kept apart', async () => {
  const [one, two] = [await service.inTeams('one'), await service.inTeams('two')];
  await Promise.all([one.say('help'), two.say("what's on")]);
  const [help] = linesOf('turn answered').filter(({ verb }) => verb === 'help');
  const [whatsOn] = linesOf('turn answered').filter(({ verb }) => verb === 'whats-on');
  for (const key of ['requestId', 'activity', 'accountId']) {
    expect(help?.[key]).toEqual(expect.any(String));
    expect(help?.[key]).not.toBe(whatsOn?.[key]);
  }
});
