import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply, Turn } from '../../../src/conversation/talk/turn.js';
import type { Form } from '../../../src/rendering/card.js';
import { eventually } from '../../support/eventually.js';
import { type FakeSlack, fakeSlack } from '../../support/slack/slack-api.js';
import { slackPayload } from '../../support/slack/slack-payloads.js';
import { type FakeSocket, fakeSocket } from '../../support/slack/slack-socket.js';
import { type SlackTestService, slackService } from './service.js';

const appToken = 'xapp-1-A0STAFFROOM-1-secret';
const heard: readonly Reply[] = [{ kind: 'text', text: 'Heard.' }];
let socket: FakeSocket;
let slack: FakeSlack;
let service: SlackTestService;
let say: (turn: Turn) => Promise<readonly Reply[]> | readonly Reply[] = () => heard;

beforeAll(async () => {
  socket = await fakeSocket();
  slack = await fakeSlack();
  slack.state.appToken = appToken;
  slack.state.socketUrl = socket.url;
  service = await slackService({
    slack,
    settings: { transport: { kind: 'socket', appToken } },
    say: (turn) => say(turn),
  });
  await socket.connected();
});
afterAll(async () => {
  await service.stop();
  await socket.close();
  await slack.close();
});

describe('in Socket Mode', () => {
  it('events, commands and forms come and are answered as over HTTP', async () => {
    say = () => heard;
    const message = await socket.send('events_api', slackPayload('message-im', {}));
    expect(message).toBeDefined();
    expect(slack.state.in('D0SAM')).toMatchObject([{ text: 'Heard.' }]);
    const response_url = slack.state.responseUrl('C0HEADS', 'U0SAM');
    await socket.send('slash_commands', slackPayload('slash-command', { response_url }));
    expect(slack.state.in('C0HEADS', 'U0SAM')).toMatchObject([{ text: 'Heard.', only: 'U0SAM' }]);
    const form: Form = {
      title: 'Your school',
      fields: [{ kind: 'text', id: 'school', label: 'School' }],
      faults: { school: 'No school matches that.' },
      submit: { label: 'Find', verb: 'find-school' },
      fallback: 'x',
    };
    say = () => [{ kind: 'form', form }];
    const sent = await socket.send('interactive', slackPayload('view-submission', {}));
    expect(sent?.payload).toEqual({ response_action: 'errors', errors: { school: 'No school matches that.' } });
  });

  it('an event that cannot be processed or stored is not acknowledged, and acts once when it is sent again', async () => {
    const [client] = await Promise.all([service.database.pool.connect()]);
    let asked = 0;
    say = async () => {
      asked += 1;
      await service.database.prisma.$queryRaw`SELECT 1 AS one`;
      return heard;
    };
    const event = slackPayload('message-im', {
      event: { channel: 'D0STUCK', user: 'U0STUCK', ts: '1795341600.999999' },
    });
    const max = service.database.pool.options.max ?? 1;
    const others = await Promise.all(Array.from({ length: max - 1 }, () => service.database.pool.connect()));
    expect(await socket.send('events_api', event)).toBeUndefined();
    for (const one of [client, ...others]) one.release();
    const again = await socket.send('events_api', event, 1);
    expect(again).toBeDefined();
    await eventually(() => expect(slack.state.in('D0STUCK')).toHaveLength(1));
    expect(asked).toBe(1);
  });

  it('it reconnects when Slack closes the connection', async () => {
    socket.hangUp();
    await socket.connected();
    say = () => heard;
    expect(
      await socket.send('events_api', slackPayload('message-im', { event: { ts: '1795341601.000001' } })),
    ).toBeDefined();
  });

  it('nothing is accepted over HTTP', async () => {
    const response = await fetch(`${service.baseUrl}/slack/events`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(404);
  });
});

describe('a token that Slack refuses', () => {
  it('is told with the remedy when the service starts', async () => {
    const settings = { botToken: 'xoxb-wrong', transport: { kind: 'http', signingSecret: 'x' } } as const;
    await expect(slackService({ slack, settings })).rejects.toThrow(
      /SLACK_BOT_TOKEN \(invalid_auth\).*OAuth & Permissions/,
    );
  });

  it('is told with the remedy when it is the one for Socket Mode', async () => {
    const settings = { transport: { kind: 'socket', appToken: 'xapp-wrong' } } as const;
    await expect(slackService({ slack, settings })).rejects.toThrow(
      /SLACK_APP_TOKEN \(invalid_auth\).*connections:write/,
    );
  });
});

describe('while Slack is unreachable', () => {
  it('the service starts, and refuses events until Slack says who we are', async () => {
    const away = await fakeSlack();
    away.fail('auth.test', { status: 500 }, { status: 500 }, { status: 500 });
    const started = await slackService({ slack: away });
    const chat = started.chat();
    expect((await chat.say('hello')).status).toBe(503);
    await eventually(async () => expect((await chat.again(1)).status).toBe(200));
    await started.stop();
    await away.close();
  });
});
