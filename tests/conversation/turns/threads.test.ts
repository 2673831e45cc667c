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

describe('what somebody opens from a message for all', () => {
  const others = { teams: 'asks-for-all', slack: 'UASKSFORALL' };

  it('comes to them alone in Slack, and the talk goes on in the thread of what was pressed', async () => {
    await known('slack', 'UPRESSES');
    const asker = world.inSlack(others.slack, { channel: 'CHEADS' });
    const presser = world.inSlack('UPRESSES', { channel: 'CHEADS' });
    const [one, two] = [await asker.say("what's on"), await asker.say("what's on")];
    const opened = await presser.click(one.message, 'See details', 'Cluster facilitator');
    await presser.click(two.message, 'See details', 'Peer review training, Lincoln');
    expect(opened.messages).toMatchObject([{ only: 'UPRESSES', thread: one.message.thread }]);
    expect(opened.text).toContain('Horncastle');
    expect([one.message.edits, two.message.edits]).toEqual([0, 0]);
    await presser.say('book me on it', { thread_ts: one.message.thread });
    expect(await booked()).toEqual(['Horncastle']);
    // What is pressed in a message that only they see is answered there, the personal part of it too.
    const own = await presser.click(opened.message, "What's on");
    expect(own.messages).toMatchObject([{ ts: opened.message.ts, only: 'UPRESSES' }]);
    expect((await presser.click(own.message, 'My bookings')).messages).toMatchObject([{ only: 'UPRESSES' }]);
  });

  it('comes to them alone in Teams, and the talk goes on in the thread of what was pressed', async () => {
    await known('teams', 'presses');
    const place = { kind: 'channel', id: '19:heads@thread.tacv2', team: '19:team', name: 'Heads' } as const;
    const [one, two] = [await world.inTeams('presses', { place }), await world.inTeams('presses', { place })];
    const [listed, again] = [await one.say("what's on"), await two.say("what's on")];
    const opened = await one.click(listed.card, 'See details', 'Cluster facilitator');
    await two.click(again.card, 'See details', 'Peer review training, Lincoln');
    expect(opened.replaced).toBeDefined();
    expect(opened.messages).toEqual([]);
    const booking = await one.say('book me on it');
    expect(booking.elsewhere.length).toBeGreaterThan(0);
    expect(await booked()).toEqual(['Horncastle']);
  });

  it('is never posted for all in Teams, though its button keeps the card', async () => {
    const place = { kind: 'channel', id: '19:heads@thread.tacv2', team: '19:team', name: 'Heads' } as const;
    const chat = await world.inTeams(others.teams, { place });
    const { card } = await chat.say('why are you changing things');
    const asked = await chat.click(card, 'Not what I meant');
    expect(asked.messages).toEqual([]);
    expect(asked.text).toContain('Sorry');
  });
});
