import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply, Turn } from '../../../src/conversation/talk/turn.js';
import type { Card } from '../../../src/rendering/card.js';
import { buttonIn } from '../../support/slack/slack-form.js';
import { chatOf } from '../../support/slack/slack-workspace.js';
import { type SlackTestService, slackService } from './service.js';

const card: Card = {
  fallback: 'Briefing on Thursday',
  blocks: [{ kind: 'text', text: 'Briefing <!channel> on Thursday' }],
  actions: [{ kind: 'act', label: 'Book', verb: 'book', data: { session: 's1' } }],
};
let service: SlackTestService;
let say: (turn: Turn) => Promise<readonly Reply[]> | readonly Reply[] = () => [];

beforeAll(async () => {
  service = await slackService({ say: (turn) => say(turn) });
});
afterAll(() => service.stop());

describe('a direct message', () => {
  it('reaches the conversation as typed, with the display name, and is answered there', async () => {
    say = () => [
      { kind: 'text', text: 'Heard.' },
      { kind: 'card', card },
    ];
    const seen = await service.chat().say('what&amp;s on <https://a.example|here>?');
    expect(service.turns.at(-1)).toMatchObject({
      account: { platform: 'slack', tenant: 'T0PARTNERS', user: 'U0SAM' },
      displayName: 'sam Slack',
      place: { kind: 'personal', id: 'D0SAM' },
      input: { kind: 'said', text: 'what&s on here?' },
    });
    expect(seen).toMatchObject({ status: 200, text: 'Heard.\nBriefing <!channel> on Thursday\n[Book]' });
    expect(seen.messages[1]?.text).toBe('Briefing on Thursday');
    expect(seen.messages.every((message) => message.thread === undefined)).toBe(true);
  });

  it('in a thread is answered in the thread', async () => {
    say = () => [{ kind: 'text', text: 'Heard.' }];
    const seen = await service.chat().say('and now?', { thread_ts: '1795341600.000100' });
    expect(seen.message.thread).toBe('1795341600.000100');
  });

  it('that is delivered again acts once', async () => {
    const chat = service.chat({ user: 'U0TWICE' });
    let answered = 0;
    say = () => (answered++ === 0 ? [{ kind: 'text', text: 'Heard.' }] : [{ kind: 'nothing' }]);
    await chat.say('book me');
    const again = await chat.again(1);
    const [first, second] = service.turns.slice(-2);
    expect(second?.id).toBe(first?.id);
    // The conversation knows the turn again; nothing is shown for it. It never opened here, so that Slack asks again.
    expect(again).toMatchObject({ status: 503, text: '' });
  });

  it.each([
    ['message-im-changed', 1],
    ['message-im-own', 0],
    ['message-channel-mention', 1],
  ])('%s is told apart', async (name, turns) => {
    const { slackFixture } = await import('../../support/slack/slack-payloads.js');
    const before = service.turns.length;
    const seen = await service.chat().send('event', slackFixture(name));
    expect(seen.status).toBe(200);
    expect(service.turns.length - before).toBe(turns);
  });

  it('that was changed is answered anew within the minute, and not for a link that unfurled', async () => {
    say = () => [{ kind: 'text', text: 'Heard.' }];
    const { slackPayload } = await import('../../support/slack/slack-payloads.js');
    const changed = (message: object) =>
      service.chat().send('event', slackPayload('message-im-changed', { event: { message } }));
    const before = service.turns.length;
    await changed({ ts: '1795341700.000100', edited: { ts: '1795341730.000000' }, text: "what's on in May?" });
    expect(service.turns.at(-1)?.input).toEqual({ kind: 'said', text: "what's on in May?" });
    await changed({ ts: '1795341700.000100', edited: { ts: '1795341761.000000' }, text: "what's on in June?" });
    await changed({ ts: '1795341700.000100', edited: undefined });
    expect(service.turns.length - before).toBe(1);
  });
});

describe('a mention in a channel', () => {
  it('is answered in its thread', async () => {
    say = () => [{ kind: 'text', text: 'Heard.' }];
    const seen = await service.chat({ channel: 'C0HEADS' }).say("what's on?");
    expect(service.turns.at(-1)).toMatchObject({
      place: { kind: 'channel', id: 'C0HEADS', name: 'heads' },
      input: { kind: 'said', text: "what's on?" },
    });
    expect(seen.message).toMatchObject({ channel: 'C0HEADS', thread: expect.stringMatching(/^\d+\.\d+$/) });
  });

  it('that comes as message and as app_mention acts once, even at the same time', async () => {
    const chat = service.chat({ channel: 'C0HEADS' });
    say = async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return [{ kind: 'text', text: 'Heard.' }];
    };
    const { slackPayload } = await import('../../support/slack/slack-payloads.js');
    const ts = service.slack.state.nextTs();
    const before = service.turns.length;
    const posted = service.slack.callsOf('chat.postMessage').length;
    await Promise.all(
      ['message-channel-mention', 'app-mention'].map((name) =>
        chat.send('event', slackPayload(name, { event: { ts }, event_id: name })),
      ),
    );
    expect(service.turns.length - before).toBe(1);
    expect(service.slack.callsOf('chat.postMessage').length - posted).toBe(1);
  });

  it('about personal matters is answered in the own chat, and only the sender is told so', async () => {
    say = () => [
      { kind: 'aside', replies: [{ kind: 'card', card }], notice: 'See your chat.', unreachable: 'Write to me.' },
    ];
    const seen = await service.chat({ channel: 'C0HEADS' }).say('my bookings');
    expect(seen.elsewhere.map(({ channel }) => channel)).toEqual([chatOf('U0SAM')]);
    expect(seen.messages).toMatchObject([{ only: 'U0SAM', text: 'See your chat.' }]);
    // In a thread without an answer Slack would not show it.
    expect(seen.message.thread).toBeUndefined();
    const inThread = await service.chat({ channel: 'C0HEADS' }).say('my bookings', { thread_ts: '1795341700.000300' });
    expect(inThread.message).toMatchObject({ only: 'U0SAM', thread: '1795341700.000300' });
  });

  it('asks them to write to the bot when no chat can be opened', async () => {
    service.slack.state.shut.set('U0SHUT', 'cannot_dm_bot');
    const seen = await service.chat({ channel: 'C0HEADS', user: 'U0SHUT' }).say('my bookings');
    expect(seen).toMatchObject({ text: 'Write to me.', elsewhere: [] });
  });
});

describe('a reply that Slack does not take', () => {
  const refused = (error: string) => ({ status: 200, body: { ok: false, error } });
  const troubles = [
    { status: 500 },
    refused('channel_not_found'),
    refused('invalid_blocks'),
    refused('account_inactive'),
  ];
  const form: Reply = {
    kind: 'form',
    form: {
      title: 'Your school',
      fields: [{ kind: 'text', id: 'school', label: 'School' }],
      submit: { label: 'Find', verb: 'find-school', data: {} },
      fallback: 'Say "my school is …"',
    },
  };
  const aside: Reply = {
    kind: 'aside',
    replies: [{ kind: 'card', card }],
    notice: 'See.',
    unreachable: 'Write to me.',
  };
  const methods = ['chat.postMessage', 'chat.update', 'chat.postEphemeral', 'views.open'] as const;

  it.each([...troubles, 'cut' as const])(
    'answers the request with 200 all the same, and acts once: %j',
    async (trouble) => {
      const chat = service.chat({ user: 'U0LOST' });
      say = () => [{ kind: 'card', card }];
      const { message } = await chat.say("what's on");
      const book = buttonIn(message.blocks, 'Book');
      const before = service.turns.length;
      const during = async (replies: readonly Reply[], act: () => Promise<{ readonly status: number }>) => {
        say = () => replies;
        for (const method of methods) service.slack.fail(method, trouble);
        const { status } = await act();
        service.slack.mend();
        return status;
      };
      const channel = service.chat({ channel: 'C0HEADS', user: 'U0LOST' });
      const statuses = [
        await during([{ kind: 'text', text: 'Heard.' }], () => chat.say('book me')),
        await during([{ kind: 'card', card }], () => chat.press(message, book)),
        await during([form], () => chat.press(message, book)),
        await during([aside], () => channel.say('my bookings')),
      ];
      expect(statuses).toEqual([200, 200, 200, 200]);
      expect(service.turns.length - before).toBe(4);
    },
  );
});
