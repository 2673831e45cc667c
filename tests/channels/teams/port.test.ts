import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Destination } from '../../../src/channels/port.js';
import type { NoChatYet, StoredConversation, TeamsDestinations } from '../../../src/channels/teams/port.js';
import type { Card } from '../../../src/rendering/card.js';
import { type FakeAuthority, fakeAuthority } from '../../support/teams/teams-authority.js';
import { type FakeConnector, fakeConnector } from '../../support/teams/teams-connector.js';
import { type TestService, teamsService } from './service.js';

const card: Card<string> = { fallback: 'A place came free', blocks: [{ kind: 'text', text: 'A place came free.' }] };
const to = (conversationId: string): Destination => ({ kind: 'conversation', conversationId });
const person = (accountId: string): Destination => ({ kind: 'account', accountId });

let authority: FakeAuthority;
let connector: FakeConnector;
let service: TestService;

beforeAll(async () => {
  authority = await fakeAuthority('tenant-1');
});
afterAll(() => authority.close());
beforeEach(async () => {
  connector = await fakeConnector();
  const reference = { serviceUrl: connector.url, botId: '28:staffroom' };
  const stored: Record<string, StoredConversation> = {
    channel: { externalId: '19:c@thread.tacv2', reference },
    thread: { externalId: '19:c@thread.tacv2', reference: { ...reference, thread: '1700' } },
    blank: { externalId: '19:c@thread.tacv2', reference: {} },
  };
  const known: Record<string, StoredConversation | NoChatYet> = {
    chatting: { externalId: 'a:chat', reference },
    seen: { tenant: 'tenant-1', transportId: '29:ruth', reference },
  };
  const destinations: TeamsDestinations = {
    conversation: async (id) => stored[id],
    personal: async (id) => known[id],
    anyOf: async (tenant) =>
      tenant === 'tenant-1'
        ? { externalId: 'a:chat', reference, owner: { tenant, transportId: '29:ruth' } }
        : undefined,
  };
  const { settings, overrides } = authority;
  service = await teamsService({ settings, overrides, destinations });
});
afterEach(async () => {
  await service.stop();
  await connector.close();
});

const port = () => service.channel.port;

async function posted(to: Destination): Promise<string> {
  const sending = await port().post(to, card);
  if (sending.kind !== 'taken') throw new Error(`It was ${sending.kind}`);
  return sending.messageId;
}

describe('a card that the bot sends of its own accord', () => {
  it.each([
    ['a personal chat', person('chatting'), 'a:chat'],
    ['a channel, as a new conversation', to('channel'), '19:c@thread.tacv2'],
    ['a thread of a channel, as an answer', to('thread'), '19:c@thread.tacv2;messageid=1700'],
  ])('goes to %s', async (_where, destination, conversationId) => {
    const messageId = await posted(destination);
    expect(connector.posted).toEqual([
      {
        id: messageId,
        conversationId,
        authorization: 'Bearer from-the-bot',
        activity: expect.objectContaining({
          type: 'message',
          summary: 'A place came free',
          attachments: [expect.anything()],
        }),
      },
    ]);
  });

  it('goes to an account that never wrote alone, in a chat that is opened for it', async () => {
    await port().post(person('seen'), card);
    await port().post(person('seen'), card);
    expect([...connector.opened.keys()]).toEqual(['29:ruth']);
    expect(connector.posted.map(({ conversationId }) => conversationId)).toEqual(
      Array(2).fill(connector.opened.get('29:ruth')),
    );
  });

  it('is replaced by its id', async () => {
    const messageId = await posted(to('channel'));
    await port().update(to('channel'), messageId, { ...card, fallback: 'Taken' });
    expect(connector.updated).toEqual([
      expect.objectContaining({ id: messageId, activity: expect.objectContaining({ summary: 'Taken' }) }),
    ]);
    expect(connector.posted).toHaveLength(1);
  });
});

describe('what Teams answers', () => {
  const sending = () => port().post(to('channel'), card);

  it.each([
    ['seconds', '7', 7_000, 7_000],
    ['a date', () => new Date(Date.now() + 20_000).toUTCString(), 18_000, 20_000],
  ])('429 with %s says how long to wait', async (_form, header, least, most) => {
    const value = typeof header === 'function' ? header() : header;
    connector.fail({ status: 429, headers: { 'retry-after': value } });
    const outcome = await sending();
    const wait = outcome.kind === 'not-taken' && outcome.why === 'busy' ? (outcome.retryAfterMs ?? 0) : 0;
    expect(wait).toBeGreaterThanOrEqual(least);
    expect(wait).toBeLessThanOrEqual(most);
    expect(connector.requests).toBe(1);
  });

  const answer = (status: number, code: string, more: object = {}) => ({
    status,
    body: { error: { code, message: 'as it says', ...more } },
  });

  it.each([
    [403, 'BotNotInConversationRoster', {}],
    [403, 'ConversationBlockedByUser', {}],
    [403, 'Forbidden', { subCode: 'MessageWritesBlocked' }],
    [403, 'ForbiddenOperationException', {}],
    [404, 'ConversationNotFound', {}],
  ])('%i %s closes the chat, and nothing else', async (status, code, more) => {
    connector.fail(answer(status, code, more));
    expect(await sending()).toMatchObject({ kind: 'gone', of: 'recipient', chat: 'closed' });
  });

  it.each([
    [401, 'BotNotRegistered'],
    [403, 'BotDisabledByAdmin'],
  ])('%i %s is of the whole tenant: everything to it waits', async (status, code) => {
    connector.fail(answer(status, code));
    expect(await sending()).toMatchObject({ kind: 'not-taken', why: 'sign-in', trouble: code });
  });

  it.each([403, 404])('%i for a reason that nobody knows closes nothing, and may be tried again', async (status) => {
    connector.fail(answer(status, 'SomethingNew'));
    expect(await sending()).toMatchObject({ kind: 'not-taken', why: 'unexplained' });
  });

  it.each([
    [400, 'BadArgument'],
    [413, 'MessageSizeTooBig'],
  ])('%i %s to a card: its words are sent in its place', async (status, code) => {
    connector.fail(answer(status, code));
    expect(await sending()).toMatchObject({ kind: 'taken' });
    expect(connector.posted.map(({ activity }) => activity.text)).toEqual(['A place came free']);
  });

  it.each([
    [401, 'sign-in'],
    [412, 'busy'],
    [503, 'away'],
  ])('%i comes before a message is looked at: it may be sent again', async (status, why) => {
    connector.fail({ status });
    expect(await sending()).toMatchObject({ kind: 'not-taken', why });
    expect(connector.requests).toBe(1);
  });

  it('400 to its words as well is final for this message', async () => {
    connector.fail({ status: 400 }, { status: 400 });
    expect(await sending()).toMatchObject({ kind: 'gone', of: 'message' });
  });

  it.each([[500], [502], [504]])(
    '%i leaves it in doubt, and it is not asked again: it may have been posted',
    async (status) => {
      connector.fail({ status, headers: { 'retry-after': '0' } });
      expect(await sending()).toMatchObject({ kind: 'unknown' });
      expect(connector.requests).toBe(1);
      expect(connector.posted).toHaveLength(0);
    },
  );

  it('an update is treated alike', async () => {
    connector.fail({ status: 429 }, answer(404, 'ActivityNotFoundInConversation'), { status: 500 });
    const updating = () => port().update(to('channel'), '1', card);
    expect(await updating()).toMatchObject({ kind: 'not-taken' });
    expect(await updating()).toMatchObject({ kind: 'gone', of: 'message' });
    expect(await updating()).toMatchObject({ kind: 'unknown', cause: { statusCode: 500 } });
    // github.com/microsoft/BotFramework-Services/issues/269
    connector.fail(answer(403, 'ServiceError', { message: 'Unknown' }));
    expect(await updating()).toMatchObject({ kind: 'gone', of: 'message' });
    expect(connector.requests).toBe(4);
  });

  it('a chat that cannot be opened is final too', async () => {
    connector.fail(answer(403, 'ForbiddenOperationException'));
    expect(await port().post(person('seen'), card)).toMatchObject({ kind: 'gone', of: 'recipient' });
  });

  it('a chat whose opening is in doubt has got no message: again later', async () => {
    connector.fail({ status: 500 });
    expect(await port().post(person('seen'), card)).toMatchObject({ kind: 'not-taken' });
    expect(connector.posted).toEqual([]);
  });

  it('nobody at the other end means it was not sent: again later', async () => {
    await connector.close();
    expect(await sending()).toMatchObject({ kind: 'not-taken', why: 'away' });
  });

  it('a connection that is cut leaves it in doubt, and it is not asked again', async () => {
    connector.fail('hang-up');
    expect(await sending()).toMatchObject({ kind: 'unknown' });
    expect(connector.requests).toBe(1);
  });

  it('silence leaves it in doubt after ten seconds', async () => {
    connector.fail('silence');
    const before = Date.now();
    expect(await sending()).toMatchObject({ kind: 'unknown' });
    expect(Date.now() - before).toBeGreaterThan(9_000);
    expect(Date.now() - before).toBeLessThan(25_000);
    expect(connector.requests).toBe(1);
  });
});

it('a tenant that refused us is asked whether it takes us now, without a message', async () => {
  const works = (tenant: string) => port().works?.(tenant);
  connector.fail({ status: 403, body: { error: { code: 'BotDisabledByAdmin' } } }, { status: 401 }, 'hang-up');
  expect([await works('tenant-1'), await works('tenant-1'), await works('tenant-1')]).toEqual([false, false, false]);
  expect(await works('tenant-1')).toBe(true);
  expect(await works('tenant-2')).toBe(false);
  expect(connector.posted).toEqual([]);
});

it('what is not stored cannot be reached, with what to do about it', async () => {
  expect(await port().post(to('unknown'), card)).toMatchObject({
    kind: 'gone',
    cause: { message: expect.stringContaining('add the bot to it again') },
  });
  expect(await port().post(to('blank'), card)).toMatchObject({ kind: 'gone' });
  expect(await port().post(person('unknown'), card)).toMatchObject({ kind: 'gone' });
  expect(connector.requests).toBe(0);
});
