import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { teamsChat } from '../../support/teams/teams.js';
import { type FakeConnector, fakeConnector } from '../../support/teams/teams-connector.js';
import { type TestService, teamsService } from './service.js';

let connector: FakeConnector;
let service: TestService;

beforeAll(async () => {
  connector = await fakeConnector();
  service = await teamsService({});
});
afterAll(async () => {
  await service.stop();
  await connector.close();
});

const good = () => ({
  type: 'message',
  id: '1',
  text: 'hello',
  channelId: 'msteams',
  serviceUrl: connector.url,
  from: { id: '29:user-1', aadObjectId: 'user-1' },
  recipient: { id: '28:staffroom' },
  conversation: { id: 'a:1', conversationType: 'personal', tenantId: 'tenant-1' },
});

async function send(body: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${service.baseUrl}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, text: await response.text(), type: response.headers.get('content-type') };
}

/** Refused as JSON, with a request id and without a stack, and never heard by the conversation. */
async function expectRefusal(status: number, body: string, headers?: Readonly<Record<string, string>>) {
  const before = service.turns.length;
  const answer = await send(body, headers);
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.text)).toEqual({ error: expect.any(String), requestId: expect.any(String) });
  expect(answer.text).not.toMatch(/node_modules|at .*:\d+|SyntaxError|Unexpected/);
  expect(service.turns.length).toBe(before);
}

describe('a body that is not an activity is refused with 400', () => {
  it.each([['type'], ['serviceUrl'], ['channelId'], ['from'], ['recipient'], ['conversation']])(
    'without %s',
    async (field) => {
      await expectRefusal(400, JSON.stringify({ ...good(), [field]: undefined }));
    },
  );

  it.each([
    ['a wrong type', { type: 7 }],
    ['an empty type', { type: '' }],
    ['a service URL that is none', { serviceUrl: 'somewhere' }],
    ['a conversation without an id', { conversation: {} }],
    ['entities that are no list', { entities: 'many' }],
  ])('with %s', async (_what, wrong) => {
    await expectRefusal(400, JSON.stringify({ ...good(), ...wrong }));
  });

  it.each([['{"type":'], ['null'], ['[]'], ['"hello"'], ['7'], ['']])('the body %j', async (body) => {
    await expectRefusal(400, body);
  });

  it('a body of another type: a web page cannot send JSON here without asking first', async () => {
    await expectRefusal(400, JSON.stringify(good()), { 'content-type': 'text/plain' });
  });
});

it('a body of more than 256 kB is refused with 413, and the service goes on', async () => {
  await expectRefusal(413, JSON.stringify({ ...good(), text: 'x'.repeat(256 * 1024) }));
  expect((await send(JSON.stringify({ ...good(), text: 'x'.repeat(200 * 1024) }))).status).toBe(200);
});

it('an unknown character set or compression is refused, not a fault', async () => {
  await expectRefusal(415, JSON.stringify(good()), { 'content-type': 'application/json; charset=nonsense' });
  await expectRefusal(415, JSON.stringify(good()), { 'content-encoding': 'nonsense' });
});

it('other methods are answered with 405; the Playground asks so whether anybody is there', async () => {
  for (const method of ['GET', 'HEAD', 'PUT']) {
    const response = await fetch(`${service.baseUrl}/api/messages`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  }
});

it('other channels of the bot are refused: there people choose who they are', async () => {
  for (const channelId of ['webchat', 'directline', 'emulator', 'AseChannel']) {
    await expectRefusal(403, JSON.stringify({ ...good(), channelId }));
  }
});

describe('without credentials', () => {
  it('the bot writes to this machine only', async () => {
    await expectRefusal(403, JSON.stringify({ ...good(), serviceUrl: 'http://169.254.169.254/' }));
    await expectRefusal(403, JSON.stringify({ ...good(), serviceUrl: 'http://localhost.evil.example/' }));
  });

  it('a name that a web page points at this machine does not reach it', async () => {
    const { port } = new URL(service.baseUrl);
    const headers = { host: 'evil.example', 'content-type': 'application/json' };
    const status = await new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path: '/api/messages', method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.once('error', reject);
      sent.end(JSON.stringify(good()));
    });
    expect(status).toBe(403);
  });
});

it('the same activity twice reaches the conversation with the same id, another one with another', async () => {
  const chat = await teamsChat({ baseUrl: service.baseUrl, user: 'user-2', tenant: 'tenant-1', connector });
  const before = service.turns.length;
  await chat.say('book it');
  await chat.again();
  await chat.say('book it');
  const [first, second, third] = service.turns.slice(before).map((turn) => turn.id);
  expect(first).toMatch(/^a:chat-of-user-2:./);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

it('what people write and their names are not logged, at any level', async () => {
  const chat = await teamsChat({
    baseUrl: service.baseUrl,
    user: 'user-3',
    tenant: 'tenant-1',
    connector,
    name: 'Wilhelmina Quill',
  });
  await chat.say('a very private matter');
  await send('{"text":"a very private matter"');
  expect(service.lines.length).toBeGreaterThan(0);
  expect(JSON.stringify(service.lines)).not.toMatch(/private matter|Quill/);
});
