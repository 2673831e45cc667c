import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedRequest, signedText, slackFixture } from '../../support/slack/slack-payloads.js';
import { signingSecret } from '../../support/slack/slack-workspace.js';
import { type SlackTestService, slackService } from './service.js';

let service: SlackTestService;

beforeAll(async () => {
  service = await slackService();
});
afterAll(() => service.stop());

async function post(body: string, headers: Record<string, string>) {
  const response = await fetch(`${service.baseUrl}/slack/events`, { method: 'POST', body, headers });
  return { status: response.status, text: await response.text() };
}

const now = () => Math.floor(Date.now() / 1000);

describe('a request', () => {
  it.each([
    ['now', 0],
    ['four minutes ago', -240],
    ['in four minutes, by a clock that is ahead', 240],
  ])('that Slack signed %s is taken', async (_when, seconds) => {
    const before = service.turns.length;
    const { body, headers } = signedRequest('event', freshMessage(), { secret: signingSecret, at: now() + seconds });
    expect((await post(body, headers)).status).toBe(200);
    expect(service.turns.length).toBe(before + 1);
  });

  it.each([
    ['signed with another secret', { secret: 'another' }],
    ['signed six minutes ago', { secret: signingSecret, at: now() - 360 }],
    ['signed for tomorrow', { secret: signingSecret, at: now() + 86_400 }],
  ])('%s is refused with 401', async (_what, signing) => {
    await expectRefused(signedRequest('event', freshMessage(), signing));
  });

  it.each<[string, Record<string, string | undefined>]>([
    ['without a signature', { 'x-slack-signature': undefined }],
    ['without a time', { 'x-slack-request-timestamp': undefined }],
    ['with a time that is none', { 'x-slack-request-timestamp': 'tomorrow' }],
    ['with half a signature', { 'x-slack-signature': 'v0' }],
    ['with an empty signature', { 'x-slack-signature': 'v0=' }],
  ])('%s is refused with 401', async (_what, changes) => {
    const { body, headers } = signedRequest('event', freshMessage(), { secret: signingSecret });
    const changed = Object.entries({ ...headers, ...changes }).filter((entry): entry is [string, string] => !!entry[1]);
    await expectRefused({ body, headers: Object.fromEntries(changed) });
  });

  it('whose body was changed after it was signed is refused with 401', async () => {
    const { body, headers } = signedRequest('event', freshMessage(), { secret: signingSecret });
    await expectRefused({ body: body.replace('U0SAM', 'U0EVE'), headers });
  });

  it('without a signature cannot smuggle a payload past an ssl_check', async () => {
    const body = new URLSearchParams({
      ssl_check: '1',
      payload: JSON.stringify(slackFixture('block-actions-message')),
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await expectRefused({ body: body.toString(), headers });
  });

  it('that is signed but unreadable is refused with 400, and one that is huge with 413', async () => {
    const { headers } = signedRequest('event', {}, { secret: signingSecret });
    const garbled = signedText('{"type":', 'event', { secret: signingSecret });
    expect((await post(garbled.body, garbled.headers)).status).toBe(400);
    for (const text of ['null', '"a"', '7']) {
      const bare = signedText(text, 'event', { secret: signingSecret });
      expect((await post(bare.body, bare.headers)).status).toBe(400);
    }
    expect((await post('x'.repeat(600_000), headers)).status).toBe(413);
  });

  it('that is huge and has no length header is refused with 413, and uses no more memory than the limit', async () => {
    const body = new ReadableStream({
      start: (controller) => {
        for (let at = 0; at < 20; at += 1) controller.enqueue(new TextEncoder().encode('x'.repeat(50_000)));
        controller.close();
      },
    });
    const request = { method: 'POST', body, duplex: 'half' } as RequestInit;
    expect((await fetch(`${service.baseUrl}/slack/events`, request)).status).toBe(413);
  });

  it('that is signed byte for byte is accepted in any language', async () => {
    const before = service.turns.length;
    const message = freshMessage();
    (message.event as Record<string, unknown>).text = 'Bonjour, ça va? 你好 😀';
    const { body, headers } = signedRequest('event', message, { secret: signingSecret });
    expect((await post(body, headers)).status).toBe(200);
    expect(service.turns[before]?.input).toEqual({ kind: 'said', text: 'Bonjour, ça va? 你好 😀' });
  });

  it('of an unknown kind is refused with 404', async () => {
    const { body, headers } = signedRequest('event', { type: 'no such kind' }, { secret: signingSecret });
    expect((await post(body, headers)).status).toBe(404);
  });

  it('to verify the URL gets its challenge back', async () => {
    const { body, headers } = signedRequest(
      'event',
      { type: 'url_verification', challenge: 'abc' },
      { secret: signingSecret },
    );
    expect(await post(body, headers)).toEqual({ status: 200, text: '{"challenge":"abc"}' });
  });

  it('that is not a POST is refused with 405', async () => {
    const response = await fetch(`${service.baseUrl}/slack/events`);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  async function expectRefused({ body, headers }: { body: string; headers: Record<string, string> }) {
    const before = [service.turns.length, service.slack.calls.length];
    const { status, text } = await post(body, headers);
    expect(status).toBe(401);
    expect(text).toBe('');
    expect([service.turns.length, service.slack.calls.length]).toEqual(before);
  }
});

describe('the log', () => {
  it('has requests, and never what people wrote, who they are, or a secret', async () => {
    await service.chat({ user: 'U0QUIET' }).say('my cousin Balthazar is ill');
    service.slack.fail('chat.postMessage', { status: 200, body: { ok: false, error: 'invalid_blocks' } });
    await service.chat({ user: 'U0QUIET' }).say('my cousin Balthazar is better');
    const log = JSON.stringify(service.lines);
    expect(service.lines.length).toBeGreaterThan(0);
    expect(log).toContain('invalid_blocks');
    // Ids of messages are there, with the chat that Slack counts them in; the person's is not.
    expect(log).not.toMatch(/Balthazar|U0QUIET|Heard|xoxb|school\.example/i);
  });
});

let messages = 0;

function freshMessage() {
  messages += 1;
  const message = slackFixture('message-im') as { event: Record<string, unknown> };
  message.event.ts = `1795341600.${String(messages).padStart(6, '0')}`;
  return message;
}
