import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Destination } from '../../../src/channels/port.js';
import type { Card } from '../../../src/rendering/card.js';
import { team } from '../../support/slack/slack-workspace.js';
import { type SlackTestService, slackService } from './service.js';

const card: Card<string> = { fallback: 'A place is yours', blocks: [{ kind: 'text', text: 'A place is yours' }] };
let service: SlackTestService;

beforeAll(async () => {
  service = await slackService();
});
afterAll(() => service.stop());

let channels = 0;
let channel: string;
let destination: Destination;

beforeEach(async () => {
  channels += 1;
  channel = `C0PORT${channels}`;
  const row = await service.database.prisma.conversation.create({
    data: { platform: 'slack', tenant: team, externalId: channel, kind: 'channel', reference: {} },
  });
  destination = { kind: 'conversation', conversationId: row.id };
});

const post = (key?: string) => service.channel.port.post(destination, card, key);

async function posted(key: string): Promise<string> {
  const sending = await post(key);
  if (sending.kind !== 'taken') throw new Error(`It was ${sending.kind}`);
  return sending.messageId;
}

describe('a message that the bot sends of its own accord', () => {
  it('arrives in the channel, and can be replaced', async () => {
    const messageId = await posted('place-passed:1');
    expect(service.slack.state.in(channel)).toMatchObject([{ ts: messageId, text: 'A place is yours' }]);
    await service.channel.port.update(destination, messageId, { ...card, fallback: 'It was yours' });
    expect(service.slack.state.in(channel)).toMatchObject([{ ts: messageId, text: 'It was yours', edits: 1 }]);
  });

  it("arrives in a person's own chat, which is opened when there is none yet", async () => {
    const account = await service.database.prisma.account.create({
      data: { platform: 'slack', tenant: team, user: 'U0UNOPENED' },
    });
    await service.channel.port.post({ kind: 'account', accountId: account.id }, card);
    expect(service.slack.state.in('D0UNOPENED')).toMatchObject([{ text: 'A place is yours' }]);
  });

  it('is sent once: no answer, an error of Slack or a broken connection leaves the outcome unknown', async () => {
    for (const trouble of [
      { status: 500 },
      { status: 200, body: { ok: false, error: 'fatal_error' } },
      'cut',
    ] as const) {
      const before = service.slack.callsOf('chat.postMessage').length;
      service.slack.fail('chat.postMessage', trouble);
      expect(await post(randomUUID())).toMatchObject({ kind: 'unknown' });
      expect(service.slack.callsOf('chat.postMessage').length - before).toBe(1);
    }
  });

  it('respects Retry-After', async () => {
    service.slack.fail('chat.postMessage', { status: 429, headers: { 'retry-after': '7' } });
    expect(await post()).toMatchObject({ kind: 'not-taken', why: 'busy', retryAfterMs: 7_000 });
    // And so does the next one, without asking Slack.
    const before = service.slack.callsOf('chat.postMessage').length;
    const next = await post('next');
    expect(next).toMatchObject({ kind: 'not-taken', why: 'our-turn' });
    expect(next.kind === 'not-taken' && next.retryAfterMs).toBeGreaterThan(5_000);
    expect(service.slack.callsOf('chat.postMessage').length).toBe(before);
  });

  it.each([
    ['channel_not_found', { kind: 'gone', of: 'recipient' }],
    ['not_in_channel', { kind: 'gone', of: 'recipient' }],
    ['is_archived', { kind: 'gone', of: 'recipient' }],
    ['invalid_blocks', { kind: 'gone', of: 'message' }],
    ['account_inactive', { kind: 'not-taken', why: 'sign-in' }],
    ['org_login_required', { kind: 'not-taken', why: 'sign-in' }],
  ])('%s is told apart from what may yet arrive', async (code, outcome) => {
    service.slack.state.shut.set(channel, code);
    expect(await post()).toMatchObject(outcome);
  });

  it('is not taken, and may be sent again, when the gate answers before Slack does', async () => {
    service.slack.fail('chat.postMessage', { status: 503 }, { status: 401 });
    expect(await post()).toMatchObject({ kind: 'not-taken', why: 'away' });
    expect(await post()).toMatchObject({ kind: 'not-taken', why: 'sign-in' });
    expect(await post()).toMatchObject({ kind: 'taken' });
  });

  it('never goes to another workspace or an unknown conversation', async () => {
    const stranger = await service.database.prisma.account.create({
      data: { platform: 'slack', tenant: 'T9ELSEWHERE', user: 'U9' },
    });
    const { port } = service.channel;
    const gone = { kind: 'gone', of: 'recipient' };
    expect(await port.post({ kind: 'account', accountId: stranger.id }, card)).toMatchObject(gone);
    expect(await port.post({ kind: 'conversation', conversationId: randomUUID() }, card)).toMatchObject(gone);
  });
});

describe('a burst of messages to one channel', () => {
  it('is sent at about one a second, none lost and none requeued twice', async () => {
    const keys = Array.from({ length: 6 }, (_, index) => `digest:${index}`);
    let putOff = 0;
    const deliver = async (key: string): Promise<void> => {
      const sending = await service.channel.port.post(destination, card, key);
      if (sending.kind === 'taken') return;
      if (sending.kind !== 'not-taken' || sending.retryAfterMs === undefined) throw new Error(`It was ${sending.kind}`);
      const { retryAfterMs } = sending;
      putOff += 1;
      await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
      await deliver(key);
    };
    await Promise.all(keys.map(deliver));
    const sent = service.slack.callsOf('chat.postMessage').filter(({ args }) => args.channel === channel);
    const arrived = sent.map(({ args }) => (args.metadata as { event_payload: { key: string } }).event_payload.key);
    expect(arrived.sort()).toEqual(keys);
    const gaps = sent.slice(1).map(({ at }, index) => at - (sent[index]?.at ?? 0));
    // A busy machine may hand one over late and the next in time: the whole keeps the pace, and no two come together.
    expect(gaps.reduce((sum, gap) => sum + gap, 0)).toBeGreaterThan(900 * gaps.length);
    expect(Math.min(...gaps)).toBeGreaterThan(300);
    expect(putOff).toBeLessThanOrEqual(keys.length);
  });

  it('does not hold up other channels', async () => {
    const other = await service.database.prisma.conversation.create({
      data: { platform: 'slack', tenant: team, externalId: `${channel}B`, kind: 'channel', reference: {} },
    });
    await post();
    const ended: string[] = [];
    await Promise.all([
      post().then(() => ended.push('the same')),
      service.channel.port
        .post({ kind: 'conversation', conversationId: other.id }, card)
        .then(() => ended.push('other')),
    ]);
    expect(ended).toEqual(['other', 'the same']);
  });
});

describe('a message with an unknown outcome', () => {
  const since = new Date();
  const find = (key: string) => service.channel.port.find?.(destination, key, since);

  beforeEach(() => {
    service.slack.state.granted.add('channels:history');
  });

  it('is found by its key if it arrived', async () => {
    const messageId = await posted('place-passed:1');
    service.slack.fail('chat.postMessage', 'cut');
    await post('place-passed:2');
    expect(await find('place-passed:1')).toEqual({ kind: 'found', messageId });
    expect(await find('place-passed:2')).toMatchObject({ kind: 'found' });
    expect(await find('place-passed:3')).toEqual({ kind: 'absent' });
  });

  it('cannot be seen in a channel without the scope, or the bot in it', async () => {
    service.slack.state.granted.delete('channels:history');
    expect(await find('place-passed:1')).toEqual({ kind: 'unseen' });
  });
});
