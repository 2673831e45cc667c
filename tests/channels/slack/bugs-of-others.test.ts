import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BothPlatforms, startBothPlatforms } from '../../support/both-platforms.js';
import { readSlack } from '../../support/readable-text.js';
import { fakeSlack } from '../../support/slack/slack-api.js';
import { slackPayload } from '../../support/slack/slack-payloads.js';
import { memberOf } from '../../support/slack/slack-state.js';
import { chatOf } from '../../support/slack/slack-workspace.js';
import { type SlackTestService, slackService } from './service.js';

/** What went wrong in other bots by their public reports, each tried here. */
let service: BothPlatforms;
beforeAll(async () => {
  service = await startBothPlatforms();
}, 120_000);
afterAll(() => service.stop());

const ownChat = (user: string) => service.slack.state.in(chatOf(user)).flatMap(({ blocks }) => readSlack(blocks));

describe('a mention in a channel where the bot may not write', () => {
  // github.com/slackhq/slack-api-docs/issues/85, github.com/dust-tt/dust/pull/28230, github.com/slackapi/slack-github-action/pull/5
  it.each(['restricted_action_read_only_channel', 'restricted_action', 'is_archived', 'not_in_channel'])(
    '%s: the answer comes in their own chat',
    async (code) => {
      const user = `U0${code.replaceAll('_', '').toUpperCase()}`;
      service.slack.state.shut.set('C0QUIET', code);
      const seen = await service.inSlack(user, { channel: 'C0QUIET' }).say("what's on");
      service.slack.state.shut.delete('C0QUIET');
      expect(seen.status).toBe(200);
      expect(ownChat(user).join('\n')).toContain('briefing');
    },
  );
});

describe('very long words', () => {
  // github.com/seratch/ChatGPT-in-Slack/issues/102, github.com/slackapi/bolt-js/issues/2509, .../2867
  it('are answered, and so is a shortcut of a message that has them', async () => {
    const long = 'Where can I park? '.repeat(2_200);
    const chat = service.inSlack('U0LONG');
    const seen = await chat.say(long);
    expect(seen.status).toBe(200);
    expect(seen.messages.length).toBeGreaterThan(0);
    const opened = await chat.send(
      'interaction',
      slackPayload('message-shortcut', {
        user: { id: 'U0LONG', username: 'long', team_id: 'T0PARTNERS' },
        trigger_id: service.slack.state.trigger('U0LONG'),
        message: { text: long },
      }),
    );
    expect(opened.modal?.shown.callback_id).toBe('form');
  });
});

describe('somebody who is mentioned', () => {
  // github.com/dgurkaynak/slack-poker-planner/issues/20, github.com/monzo/response/issues/214
  it('and is unknown to Slack, or deactivated, breaks nothing', async () => {
    const chat = service.inSlack('U0ASKS');
    await service.grant({ platform: 'slack', user: 'U0ASKS' }, 'administrator');
    await chat.say('hello');
    service.slack.fail('users.info', { status: 200, body: { ok: false, error: 'user_not_found' } });
    expect((await chat.say('make <@U0NOBODY> an organiser')).text).toContain('not spoken to me yet');
    service.slack.state.users.set('U0GONE', memberOf('U0GONE', { deleted: true }));
    expect((await chat.say('make <@U0GONE> an organiser')).text).toContain('not spoken to me yet');
  });
});

describe('an app of the whole organisation', () => {
  // github.com/slackapi/bolt-js/issues/1510, .../1614, .../pull/521: workspaces are left out of what comes from it
  it('hears a command and a form that name no workspace', async () => {
    const { state } = service.slack;
    state.enterprise = 'E0ORG';
    const response_url = state.responseUrl('C0HEADS', 'U0ORG');
    const command = slackPayload('slash-command', { user_id: 'U0ORG', text: "what's on", response_url });
    const { team_id: _, ...rest } = command;
    const seen = await service
      .inSlack('U0ORG')
      .send('command', { ...rest, trigger_id: state.trigger('U0ORG'), channel_id: 'C0HEADS' });
    state.enterprise = undefined;
    expect(
      state
        .in('C0HEADS', 'U0ORG')
        .flatMap(({ blocks }) => readSlack(blocks))
        .join('\n'),
    ).toContain('briefing');
    expect(seen.status).toBe(200);
  });
});

describe('an app that is installed in the whole organisation, by a token of no workspace', () => {
  let org: SlackTestService;
  beforeAll(async () => {
    const slack = await fakeSlack();
    Object.assign(slack.state, { enterprise: 'E0ORG', isOrgWide: true });
    org = await slackService({
      slack,
      say: ({ place }) =>
        place.kind === 'personal'
          ? [{ kind: 'text', text: 'Heard.' }]
          : [{ kind: 'aside', replies: [{ kind: 'text', text: 'Yours.' }], notice: 'In our chat.', unreachable: '' }],
    });
  });
  afterAll(async () => {
    await org.stop();
    await org.slack.close();
  });

  it('serves the people of each of its workspaces under the organisation, and leads to no workspace that is none', async () => {
    const member = memberOf('U0EAST', {
      team_id: 'T0EAST',
      enterprise_user: { id: 'U0EAST', enterprise_id: 'E0ORG', teams: ['T0EAST'] },
    });
    org.slack.state.users.set('U0EAST', member);
    const seen = await org.chat({ user: 'U0EAST', team: 'T0EAST' }).say('hello');
    expect(seen.text).toContain('Heard.');
    expect(org.turns.at(-1)?.account).toEqual({ platform: 'slack', tenant: 'E0ORG', user: 'U0EAST' });
    const inChannel = await org.chat({ user: 'U0EAST', team: 'T0EAST', channel: 'C0EAST' }).say('my bookings');
    const notice = JSON.stringify(inChannel.messages.map(({ blocks }) => blocks));
    expect(notice).toContain('https://slack.com/app_redirect?channel=D0EAST"');
    const stranger = memberOf('U9WEST', {
      team_id: 'T9WEST',
      enterprise_user: { enterprise_id: 'E9', teams: ['T9WEST'] },
    });
    org.slack.state.users.set('U9WEST', stranger);
    expect((await org.chat({ user: 'U9WEST', team: 'T9WEST' }).say('hello')).text).toContain('different organisation');
  });
});

describe('a press in a thread', () => {
  // github.com/slackapi/bolt-js/issues/963, .../2170
  it('is answered in that thread also where only its address is left', async () => {
    const inChannel = service.inSlack('U0THREAD', { channel: 'C0TALK' });
    const { message } = await inChannel.say("what's on", { thread_ts: '1795341600.000100' });
    service.slack.state.shut.set('C0TALK', 'restricted_action_thread_locked');
    await inChannel.click(message, 'See details', 'briefing');
    service.slack.state.shut.delete('C0TALK');
    const calls = service.slack.callsOf('response_url').map(({ args }) => args.thread_ts);
    expect(calls).toContain('1795341600.000100');
  });
});

describe('what other bots say', () => {
  // github.com/slackapi/bolt-js/issues/580, github.com/howdyai/botkit/issues/110
  it('is no turn, also when it mentions this one', async () => {
    const { text } = await service
      .inSlack('U0OTHERBOT', { channel: 'C0HEADS' })
      .say("what's on", { bot_id: 'B0OTHER' });
    expect(text).toBe('');
  });
});
