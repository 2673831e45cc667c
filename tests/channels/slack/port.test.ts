import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Destination, RateLimited, Undeliverable } from '../../../src/channels/port.js';
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

describe('a message that the bot sends of its own accord', () => {
  it('arrives in the channel, and can be replaced', async () => {
    const { messageId } = await post('place-passed:1');
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
      const fault = await post(randomUUID()).catch((error: unknown) => error);
      expect(fault).toBeInstanceOf(Error);
      expect(fault).not.toBeInstanceOf(RateLimited);
      expect(fault).not.toBeInstanceOf(Undeliverable);
      expect(service.slack.callsOf('chat.postMessage').length - before).toBe(1);
    }
  });

  it('respects Retry-After', async () => {
    service.slack.fail('chat.postMessage', { status: 429, headers: { 'retry-after': '7' } });
    await expect(post()).rejects.toMatchObject({ retryAfterMs: 7_000 });
    // And so does the next one, without asking Slack.
    const before = service.slack.callsOf('chat.postMessage').length;
    const next = await post('next').catch((error: unknown) => error);
    expect(next).toBeInstanceOf(RateLimited);
    expect((next as RateLimited).retryAfterMs).toBeGreaterThan(5_000);
    expect(service.slack.callsOf('chat.postMessage').length).toBe(before);
  });

  it.each(['channel_not_found', 'not_in_channel', 'is_archived', 'account_inactive'])(
    'that Slack will never take (%s) is told apart',
    async (code) => {
      service.slack.state.shut.set(channel, code);
      await expect(post()).rejects.toThrow(new RegExp(code));
      await expect(post()).rejects.toBeInstanceOf(Undeliverable);
    },
  );

  it('never goes to another workspace or an unknown conversation', async () => {
    const stranger = await service.database.prisma.account.create({
      data: { platform: 'slack', tenant: 'T9ELSEWHERE', user: 'U9' },
    });
    const { port } = service.channel;
    await expect(port.post({ kind: 'account', accountId: stranger.id }, card)).rejects.toBeInstanceOf(Undeliverable);
    await expect(port.post({ kind: 'conversation', conversationId: randomUUID() }, card)).rejects.toBeInstanceOf(
      Undeliverable,
    );
  });
});

describe('a burst of messages to one channel', () => {
  it('is sent at about one a second, none lost and none requeued twice', async () => {
    const keys = Array.from({ length: 6 }, (_, index) => `digest:${index}`);
    let putOff = 0;
    const deliver = async (key: string): Promise<void> => {
      try {
        await service.channel.port.post(destination, card, key);
      } catch (error) {
        if (!(error instanceof RateLimited)) throw error;
        putOff += 1;
        await new Promise((resolve) => setTimeout(resolve, error.retryAfterMs));
        await deliver(key);
      }
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
    const started = performance.now();
    await service.channel.port.post({ kind: 'conversation', conversationId: other.id }, card);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('a message with an unknown outcome', () => {
  const since = new Date();
  const find = (key: string) => service.channel.port.find?.(destination, key, since);

  beforeEach(() => {
    service.slack.state.granted.add('channels:history');
  });

  it('is found by its key if it arrived', async () => {
    const { messageId } = await post('place-passed:1');
    service.slack.fail('chat.postMessage', 'cut');
    await post('place-passed:2').catch(() => undefined);
    expect(await find('place-passed:1')).toEqual({ kind: 'found', messageId });
    expect(await find('place-passed:2')).toMatchObject({ kind: 'found' });
    expect(await find('place-passed:3')).toEqual({ kind: 'absent' });
  });

  it('cannot be seen in a channel without the scope, or the bot in it', async () => {
    service.slack.state.granted.delete('channels:history');
    expect(await find('place-passed:1')).toEqual({ kind: 'unseen' });
  });
});
