import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstWords } from '../../../src/conversation/everyday/first-words.js';
import { type BothPlatforms, startBothPlatforms } from '../../support/both-platforms.js';
import { slackPayload } from '../../support/slack/slack-payloads.js';
import { memberOf } from '../../support/slack/slack-state.js';
import { chatOf } from '../../support/slack/slack-workspace.js';
import { type SlackTestService, slackService } from './service.js';

const thread = '1795341600.000100';
const prompts = firstWords.map((words) => ({ title: words, message: words }));
const promptCalls = () => service.slack.callsOf('assistant.threads.setSuggestedPrompts').length;

let service: BothPlatforms;
beforeAll(async () => {
  service = await startBothPlatforms();
  service.slack.state.granted.add('assistant:write');
});
afterAll(() => service.stop());

describe('an app that is declared an agent', () => {
  it('offers words to say first above the box where one writes', async () => {
    const chat = service.inSlack('U0AGENT');
    await chat.openHome('messages');
    expect(service.slack.state.prompts.get(chatOf('U0AGENT'))).toEqual(prompts);
    for (const words of firstWords) expect((await chat.say(words)).text).not.toContain("I don't know that");
  });

  it('answers in the thread that a message begins, and goes on in it', async () => {
    const chat = service.inSlack('U0AGENT');
    const app_context = { entities: [{ type: 'slack#/types/channel_id', value: 'C0HEADS', team_id: 'T0PARTNERS' }] };
    const { message } = await chat.say("what's on", { ts: thread, app_context });
    expect(message).toMatchObject({ channel: chatOf('U0AGENT'), thread });
    const pressed = await chat.click(message, 'See details', 'Leadership briefing');
    expect(pressed.messages.map((one) => one.thread)).toEqual([thread]);
  });

  it('welcomes in an assistant’s thread of the older kind once, and offers the words in each', async () => {
    const chat = service.inSlack('U0ASSISTED');
    const started = (thread_ts: string) =>
      chat.send(
        'event',
        slackPayload('assistant-thread-started', {
          event: { assistant_thread: { user_id: 'U0ASSISTED', channel_id: chatOf('U0ASSISTED'), thread_ts } },
          event_id: `Ev${thread_ts}`,
        }),
      );
    const first = await started(thread);
    expect(first.messages.map((one) => [one.thread, one.text])).toEqual([
      [thread, expect.stringContaining('I am Staffroom')],
    ]);
    expect((await started('1795341700.000100')).messages).toEqual([]);
    for (const at of [thread, '1795341700.000100'])
      expect(service.slack.state.prompts.get(`${chatOf('U0ASSISTED')}:${at}`)).toEqual(prompts);
  });

  it('takes the title that Slack gives such a thread for nothing that somebody said', async () => {
    const root = { subtype: 'assistant_app_thread', text: 'Chats from this morning', ts: thread };
    const seen = await service.inSlack('U0ASSISTED').send(
      'event',
      slackPayload('message-im-changed', {
        event: {
          channel: chatOf('U0ASSISTED'),
          message: { ...root, user: 'U0ASSISTED', edited: { user: 'U0ASSISTED', ts: '1795341601.000000' } },
          previous_message: { subtype: 'assistant_app_thread', text: 'New chat', ts: thread },
        },
        event_id: 'EvTitle',
      }),
    );
    expect(seen).toMatchObject({ status: 200, messages: [] });
  });

  it('offers nothing to strangers', async () => {
    service.slack.state.users.set('U9NOBODY', memberOf('U9NOBODY', { team_id: 'T9ELSEWHERE', is_stranger: true }));
    await service.inSlack('U9NOBODY', { team: 'T9ELSEWHERE' }).send(
      'event',
      slackPayload('app-home-opened', {
        event: { user: 'U9NOBODY', channel: 'D9NOBODY', tab: 'messages' },
        event_id: 'EvStranger',
      }),
    );
    expect(service.slack.state.prompts.has('D9NOBODY')).toBe(false);
  });
});

describe('an app that is no agent', () => {
  it('welcomes whoever opens its chat all the same, and does not ask again for what was not granted', async () => {
    service.slack.state.granted.delete('assistant:write');
    const before = promptCalls();
    expect((await service.inSlack('U0FIRST').openHome('messages')).text).toContain('I am Staffroom');
    expect((await service.inSlack('U0SECOND').openHome('messages')).text).toContain('I am Staffroom');
    expect(promptCalls()).toBe(before + 1);
    expect(service.slack.state.prompts.has(chatOf('U0FIRST'))).toBe(false);
  });
});

describe('while an answer takes longer than a moment', () => {
  let scripted: SlackTestService;
  let slowMs = 0;
  beforeAll(async () => {
    scripted = await slackService({
      say: async () => {
        await new Promise((resolve) => setTimeout(resolve, slowMs));
        return [{ kind: 'text', text: 'Here it is.' }];
      },
    });
  });
  afterAll(() => scripted.stop());
  const said = () => scripted.slack.state.statusesSaid;

  it('a thread says that it is being looked up, until the answer stands there', async () => {
    slowMs = 900;
    const { message } = await scripted.chat({ channel: 'C0HEADS' }).say('hello');
    expect(message).toMatchObject({ text: 'Here it is.' });
    expect(said()[0]).toBe('is looking that up…');
    expect([...scripted.slack.state.statuses]).toEqual([]);
  });

  it('a chat without threads, and a quick answer, say nothing', async () => {
    const before = said().length;
    await scripted.chat().say('hello');
    slowMs = 0;
    await scripted.chat({ channel: 'C0HEADS' }).say('hello again');
    expect(said().length).toBe(before);
  });

  it('the answer comes where Slack refuses the status, which is not asked for again soon', async () => {
    slowMs = 900;
    const body = { ok: false, error: 'not_allowed_token_type' };
    scripted.slack.fail('assistant.threads.setStatus', { status: 200, body });
    const { message } = await scripted.chat({ channel: 'C0HEADS' }).say('and again');
    expect(message).toMatchObject({ text: 'Here it is.' });
    const calls = scripted.slack.callsOf('assistant.threads.setStatus').length;
    await scripted.chat({ channel: 'C0HEADS' }).say('once more');
    expect(scripted.slack.callsOf('assistant.threads.setStatus').length).toBe(calls);
  });
});
