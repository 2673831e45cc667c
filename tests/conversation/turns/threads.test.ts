import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import { type BothPlatforms, startBothPlatforms, teamsTenant } from '../../support/both-platforms.js';
import { team } from '../../support/slack/slack-workspace.js';

let world: BothPlatforms;
beforeAll(async () => {
  world = await startBothPlatforms('2026-11-28T10:00:00Z');
});
afterAll(() => world.stop());

async function known(platform: 'teams' | 'slack', user: string): Promise<void> {
  const { prisma } = world.database;
  await prisma.registration.deleteMany({ where: { personId: personas.headteacher.personId } });
  await prisma.account.create({
    data: {
      platform,
      tenant: platform === 'teams' ? teamsTenant : team,
      user,
      personId: personas.headteacher.personId,
      seenAt: world.clock.now(),
    },
  });
}

const booked = async () => {
  const rows = await world.database.prisma.registration.findMany({
    where: { personId: personas.headteacher.personId, state: 'confirmed' },
    select: { session: { select: { town: true } } },
  });
  return rows.map(({ session }) => session.town);
};

const first = 'when is the boston briefing';
const second = 'when is the grantham briefing';

describe('in two threads about two events', () => {
  it('"book me on it" books the event of its own thread, in a channel of Teams', async () => {
    await known('teams', 'reads-threads');
    const chat = await world.inTeams('reads-threads', {
      place: { kind: 'channel', id: '19:heads@thread.tacv2', team: '19:team', name: 'Heads' },
    });
    const say = (thread: string, words: string) =>
      chat.send({
        type: 'message',
        textFormat: 'plain',
        text: `<at>Staffroom</at> ${words}`,
        entities: [
          { type: 'mention', mentioned: { id: '28:staffroom', name: 'Staffroom' }, text: '<at>Staffroom</at>' },
        ],
        conversation: {
          id: `19:heads@thread.tacv2;messageid=${thread}`,
          conversationType: 'channel',
          isGroup: true,
          tenantId: teamsTenant,
        },
      });
    await say('1001', first);
    await say('2002', second);
    await say('1001', 'book me on it');
    expect(await booked()).toEqual(['Boston']);
  });

  it('"yes" in one answers nothing that was asked in the other', async () => {
    await known('slack', 'UYESTHERE');
    const chat = world.inSlack('UYESTHERE');
    await chat.say('book me on the boston briefing', { thread_ts: '100.1' });
    await chat.say('cancel my place', { thread_ts: '100.1' });
    await chat.say('yes', { thread_ts: '200.2' });
    expect(await booked()).toEqual(['Boston']);
    await chat.say('yes', { thread_ts: '100.1' });
    expect(await booked()).toEqual([]);
  });

  it.each([
    ['in a direct message of Slack', undefined, 'UTHREADSONE'],
    ['in a channel of Slack', 'CHEADS', 'UTHREADSTWO'],
  ])('"book me on it" books the event of its own thread, %s', async (_where, channel, user) => {
    await known('slack', user);
    const chat = world.inSlack(user, channel ? { channel } : {});
    await chat.say(first, { thread_ts: '100.1' });
    await chat.say(second, { thread_ts: '200.2' });
    await chat.say('who fires the kiln', { thread_ts: '100.1' });
    await chat.say('book me on it', { thread_ts: '100.1' });
    expect(await booked()).toEqual(['Boston']);
  });
});
