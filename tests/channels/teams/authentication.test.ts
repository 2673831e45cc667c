import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { teamsChannel } from '../../../src/channels/teams/channel.js';
import { createLog } from '../../../src/service/log.js';
import { teamsChat } from '../../support/teams/teams.js';
import { type Claims, type FakeAuthority, fakeAuthority } from '../../support/teams/teams-authority.js';
import { type FakeConnector, fakeConnector } from '../../support/teams/teams-connector.js';
import { type TestService, teamsService } from './service.js';

const ourTenant = 'aaaaaaaa-0000-4000-8000-000000000001';
const friends = 'aaaaaaaa-0000-4000-8000-000000000002';
const strangers = 'aaaaaaaa-0000-4000-8000-000000000003';

let authority: FakeAuthority;
let connector: FakeConnector;
let service: TestService;

beforeAll(async () => {
  // The SDK prints why it refuses a token.
  vi.spyOn(console, 'error').mockImplementation(() => {});
  authority = await fakeAuthority(ourTenant, friends);
  connector = await fakeConnector();
  const { settings, overrides } = authority;
  service = await teamsService({ settings, overrides });
});
beforeEach(() => {
  vi.mocked(console.error).mockClear();
});
afterAll(async () => {
  await service.stop();
  await authority.close();
  await connector.close();
  vi.restoreAllMocks();
});

function chatWith(token: ((serviceUrl: string) => Promise<string>) | undefined, tenant = ourTenant) {
  return teamsChat({ baseUrl: service.baseUrl, user: 'user-1', tenant, connector, ...(token && { token }) });
}
const claiming = (claims: Claims) => (serviceUrl: string) => authority.token(serviceUrl, claims);

describe('a token', () => {
  it('that Microsoft signed for us is accepted, and the bot answers with its own', async () => {
    const chat = await chatWith(claiming({}));
    const seen = await chat.say('hello');
    expect(seen).toMatchObject({ status: 200, text: 'Heard.' });
    expect(connector.posted.at(-1)?.authorization).toBe('Bearer from-the-bot');
  });

  it('that ended less than five minutes ago is accepted: clocks differ', async () => {
    const chat = await chatWith(claiming({ expiresIn: -240 }));
    expect((await chat.say('hello')).status).toBe(200);
  });

  it.each<[string, Claims]>([
    ['has expired', { expiresIn: -360 }],
    ['is for another app', { audience: '99999999-2222-4333-8444-555555555555' }],
    ['is from another issuer', { issuer: 'https://login.example' }],
    ['is signed with another key under a known name', { wrongKey: true }],
    ['is for another service URL', { serviceUrl: 'https://smba.example/' }],
  ])('that %s is refused', async (_what, claims) => {
    await expectRefusal(claiming(claims));
  });

  it('that is good does not make the bot answer to an address that is none of Microsoft’s', async () => {
    const elsewhere = 'https://smba.trafficmanager.net.evil.example/';
    const response = await post(
      { authorization: `Bearer ${await authority.token(elsewhere)}` },
      { serviceUrl: elsewhere },
    );
    expect(response.status).toBe(403);
    expect(service.turns.filter(({ place }) => JSON.stringify(place).includes('evil'))).toEqual([]);
  });

  it('that is missing or garbage is refused', async () => {
    await expectRefusal(undefined);
    await expectRefusal(async () => 'garbage');
    await expectRefusal(async () => 'a.b.c');
    await expectRefusal(async () => '');
  });

  async function expectRefusal(token: ((serviceUrl: string) => Promise<string>) | undefined) {
    const before = { turns: service.turns.length, requests: connector.requests };
    const response = await post(token ? { authorization: `Bearer ${await token(connector.url)}` } : {});
    const body = await response.text();
    expect(response.status).toBe(401);
    expect(body).not.toMatch(/jwt|signature|token|AppId|claim|at .*:\d+/i);
    expect({ turns: service.turns.length, requests: connector.requests }).toEqual(before);
  }
});

describe('a tenant', () => {
  it('that is on the list is served', async () => {
    const chat = await chatWith(claiming({}), friends);
    expect((await chat.say('hello')).status).toBe(200);
  });

  it('that is not is refused, and logged by its id alone', async () => {
    const chat = await chatWith(claiming({}), strangers);
    const before = service.turns.length;
    const seen = await chat.say('a secret');
    expect(seen).toMatchObject({ status: 403, messages: [] });
    expect(service.turns.length).toBe(before);
    const line = service.lines.find(({ msg }) => String(msg).startsWith('tenant refused'));
    expect(line).toMatchObject({ tenants: [strangers] });
    expect(JSON.stringify(service.lines)).not.toMatch(/a secret|Okafor/);
  });

  it('of a guest in our own channel is checked as well', async () => {
    const chat = await chatWith(claiming({}));
    const from = { id: '29:guest', name: 'Guest', aadObjectId: 'guest', tenantId: strangers };
    expect((await chat.send({ type: 'message', text: 'hello', from })).status).toBe(403);
  });
});

it('empty credentials do not switch authentication off: the channel does not start', () => {
  const { settings } = authority;
  const start = () =>
    teamsChannel({
      settings: { ...settings, appId: '' },
      respond: async () => [],
      destinations: {
        conversation: async () => undefined,
        personal: async () => undefined,
        anyOf: async () => undefined,
      },
      lost: async () => undefined,
      suggest: async () => [],
      sharing: { find: async () => [], preview: async () => undefined },
      places: async () => undefined,
      log: createLog('silent'),
    });
  expect(start).toThrow(/TEAMS_APP_ID/);
});

it('keys that cannot be fetched are a fault of ours, not the caller’s, and nobody is let in', async () => {
  const gone = await fakeAuthority(ourTenant);
  await gone.close();
  const { settings, overrides } = gone;
  const cut = await teamsService({ settings, overrides });
  try {
    const chat = await teamsChat({
      baseUrl: cut.baseUrl,
      user: 'user-1',
      tenant: ourTenant,
      connector,
      token: (serviceUrl) => gone.token(serviceUrl),
    });
    expect(await chat.say('hello')).toMatchObject({ status: 500, messages: [] });
    expect(cut.turns).toEqual([]);
  } finally {
    await cut.stop();
  }
});

function post(headers: Readonly<Record<string, string>>, changed: object = {}): Promise<Response> {
  const activity = {
    type: 'message',
    id: '1',
    text: 'hello',
    channelId: 'msteams',
    serviceUrl: connector.url,
    from: { id: '29:user-1', aadObjectId: 'user-1' },
    recipient: { id: '28:staffroom' },
    conversation: { id: 'a:1', conversationType: 'personal', tenantId: ourTenant },
    ...changed,
  };
  return fetch(`${service.baseUrl}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(activity),
  });
}
