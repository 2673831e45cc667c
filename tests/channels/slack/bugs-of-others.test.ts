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
});
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

  // github.com/slack-go/slack/issues/1157 and 1282: a call that leaves out the team is `missing_argument`
  it('says of which organisation the bot is, where Slack asks for it', async () => {
    await org.channel.settled();
    expect(org.slack.callsOf('bots.info').map(({ args }) => args.team_id)).toEqual(['E0ORG']);
    expect(org.lines.map(({ msg }) => msg)).not.toContain('Slack does not say which app the bot is');
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

describe('a form that Slack does not open', () => {
  const form = 'book a colleague on the Grantham briefing';
  // github.com/slackapi/node-slack-sdk/issues/1131, github.com/slackapi/bolt-js/issues/1662, .../1869, .../1108
  it.each([
    [
      'invalid_arguments',
      { response_metadata: { messages: ['[ERROR] `trigger_id` expired [json-pointer:/trigger_id]'] } },
    ],
    ['expired_trigger_id', {}],
    ['exchanged_trigger_id', {}],
  ])('%s: what was asked for comes as a message', async (error, more) => {
    const user = `U0${error.replaceAll('_', '').toUpperCase()}`;
    await service.grant({ platform: 'slack', user }, 'administrator');
    const chat = service.inSlack(user);
    const asked = await chat.say('give somebody a role');
    service.slack.fail('views.open', { status: 200, body: { ok: false, error, ...more } });
    const pressed = await chat.click(asked.message, 'Fill it in');
    service.slack.mend();
    expect(pressed.status).toBe(200);
    expect(pressed.text).toMatch(/press the button once more|Give somebody a role/);
    expect((await chat.click(asked.message, 'Fill it in')).modal).toBeDefined();
    expect((await chat.say(form)).text).not.toBe('');
  });

  // github.com/slackapi/java-slack-sdk/issues/1220: the person has closed it meanwhile
  it('or update, because it was closed: what was done is told in the chat', async () => {
    const chat = service.inSlack('U0CLOSES');
    const { home } = await chat.openHome();
    const opened = home && (await chat.click(home, "What's on")).modal;
    service.slack.fail('views.update', { status: 200, body: { ok: false, error: 'not_found' } });
    const pressed = opened && (await chat.click(opened, 'See details', 'briefing'));
    service.slack.mend();
    expect(pressed?.status).toBe(200);
    expect(ownChat('U0CLOSES').join('\n')).toContain('briefing');
  });
});

describe('a message in a thread that is sent to the chat, too', () => {
  // github.com/slackapi/bolt-python/issues/488, .../919: a change that is none follows it
  it('is answered once', async () => {
    const chat = service.inSlack('U0BROADCAST');
    const broadcast = { subtype: 'thread_broadcast', thread_ts: '1795341600.000100' };
    const seen = await chat.say('help', broadcast);
    expect(seen.text).toContain('What I can do');
    // As a message that somebody changed, but for when.
    const message = { user: 'U0BROADCAST', text: 'help', edited: null, ...broadcast };
    const changed = { channel: chatOf('U0BROADCAST'), message };
    const again = await chat.send('event', slackPayload('message-im-changed', { event: changed, event_id: 'Ev0FAKE' }));
    expect(again.text).toBe('');
  });
});

describe('a refusal in a thread', () => {
  // github.com/pymc-labs/daimon/issues/96: at the root of the channel nobody sees it
  it('is shown in the thread', async () => {
    const chat = service.inSlack('U9STRANGE', { channel: 'C0HEADS', team: 'T9ELSEWHERE' });
    await chat.say("what's on", { thread_ts: '1795341600.000300' });
    const { args } = service.slack.callsOf('chat.postEphemeral').at(-1) ?? {};
    expect(args).toMatchObject({ channel: 'C0HEADS', user: 'U9STRANGE', thread_ts: '1795341600.000300' });
  });
});

describe('a search that finds nothing', () => {
  // github.com/slackapi/bolt-python/pull/580: without the empty list Slack shows what was found before
  it('answers with an empty list', async () => {
    const chat = service.inSlack('U9STRANGE', { team: 'T9ELSEWHERE' });
    const asked = slackPayload('block-suggestion', {
      user: { id: 'U9STRANGE', team_id: 'T9ELSEWHERE' },
      action_id: 'choice-leads-nominee-x',
    });
    expect((await chat.send('interaction', asked)).body).toEqual({ options: [] });
  });
});

describe('a link that is still being written', () => {
  // github.com/slack-samples/javascript-link-unfurls/issues/12, github.com/slack-ruby/slack-ruby-client/issues/388
  it('is shown by the id of its preview, for there is no message yet', async () => {
    const links = [{ url: 'https://staffroom.example/privacy', domain: 'staffroom.example' }];
    const event = { type: 'link_shared', channel: 'COMPOSER', user: 'U0HEAD', message_ts: 'Uxxxx-1-909b5454', links };
    const written = { ...event, unfurl_id: 'Uxxxx-1-909b5454', source: 'composer' };
    await service.inSlack('U0HEAD').send('event', slackPayload('message-im', { event: written, event_id: 'Ev0LINK' }));
    const { args } = service.slack.callsOf('chat.unfurl').at(-1) ?? {};
    expect(args).toMatchObject({ unfurl_id: 'Uxxxx-1-909b5454', source: 'composer' });
    expect(args).not.toHaveProperty('ts');
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
