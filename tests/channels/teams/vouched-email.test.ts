import { afterAll, beforeAll, expect, it } from 'vitest';
import { teamsChat } from '../../support/teams/teams.js';
import { type FakeAuthority, fakeAuthority } from '../../support/teams/teams-authority.js';
import { type FakeConnector, fakeConnector } from '../../support/teams/teams-connector.js';
import { type TestService, teamsService } from './service.js';

const ourTenant = 'aaaaaaaa-0000-4000-8000-000000000001';
const friends = 'aaaaaaaa-0000-4000-8000-000000000002';
let authority: FakeAuthority;
let connector: FakeConnector;
let service: TestService;

beforeAll(async () => {
  authority = await fakeAuthority(ourTenant, friends);
  connector = await fakeConnector();
  const { settings, overrides } = authority;
  const say = async (turn: { vouchedEmail?: () => Promise<string | undefined> }) => [
    { kind: 'text' as const, text: (await turn.vouchedEmail?.()) ?? 'none' },
  ];
  service = await teamsService({ settings, overrides, say });
  // An administrator elsewhere can write this mail address into their own directory.
  const claimed = { email: 'head@ours.example', userPrincipalName: 'mallory@theirs.example' };
  connector.members.set('29:user-1', { id: '29:user-1', ...claimed });
});
afterAll(async () => {
  await service.stop();
  await authority.close();
  await connector.close();
});

it.each([
  ['our own tenant', ourTenant, 'head@ours.example'],
  ['another tenant', friends, 'mallory@theirs.example'],
])('the directory of %s vouches for what is proved to be theirs', async (_whose, tenant, address) => {
  const token = (serviceUrl: string) => authority.token(serviceUrl);
  const chat = await teamsChat({ baseUrl: service.baseUrl, user: 'user-1', tenant, connector, token });
  expect((await chat.say('hello')).text).toBe(address);
});
