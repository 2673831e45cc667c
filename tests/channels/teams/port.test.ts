import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Destination, RateLimited, Undeliverable } from '../../../src/channels/port.js';
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
  };
  const { settings, overrides } = authority;
  service = await teamsService({ settings, overrides, destinations });
});
afterEach(async () => {
  await service.stop();
  await connector.close();
});

const port = () => service.channel.port;

describe('a card that the bot sends of its own accord', () => {
  it.each([
    ['a personal chat', person('chatting'), 'a:chat'],
    ['a channel, as a new conversation', to('channel'), '19:c@thread.tacv2'],
    ['a thread of a channel, as an answer', to('thread'), '19:c@thread.tacv2;messageid=1700'],
  ])('goes to %s', async (_where, destination, conversationId) => {
    const { messageId } = await port().post(destination, card);
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
    const { messageId } = await port().post(to('channel'), card);
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
    ['nothing', undefined, 5_000, 5_000],
  ])('429 with %s says how long to wait', async (_form, header, least, most) => {
    const value = typeof header === 'function' ? header() : header;
    connector.fail({ status: 429, ...(value && { headers: { 'retry-after': value } }) });
    const fault = await sending().catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(RateLimited);
    expect((fault as RateLimited).retryAfterMs).toBeGreaterThanOrEqual(least);
    expect((fault as RateLimited).retryAfterMs).toBeLessThanOrEqual(most);
    expect(connector.requests).toBe(1);
  });

  it.each([[403], [404]])('%i is final', async (status) => {
    connector.fail({ status, body: { error: { code: 'ConversationNotFound', message: 'gone' } } });
    await expect(sending()).rejects.toBeInstanceOf(Undeliverable);
  });

  it.each([[500], [502], [503], [504]])(
    '%i is thrown, and not asked again: it may have been posted',
    async (status) => {
      connector.fail({ status, headers: { 'retry-after': '0' } });
      const fault = await sending().catch((error: unknown) => error);
      expect(fault).toBeInstanceOf(Error);
      expect(fault).not.toBeInstanceOf(RateLimited);
      expect(fault).not.toBeInstanceOf(Undeliverable);
      expect(connector.requests).toBe(1);
      expect(connector.posted).toHaveLength(0);
    },
  );

  it('an update is treated alike', async () => {
    connector.fail({ status: 429 }, { status: 404 }, { status: 500 });
    const updating = () => port().update(to('channel'), '1', card);
    await expect(updating()).rejects.toBeInstanceOf(RateLimited);
    await expect(updating()).rejects.toBeInstanceOf(Undeliverable);
    await expect(updating()).rejects.toMatchObject({ statusCode: 500 });
    expect(connector.requests).toBe(3);
  });

  it('a chat that cannot be opened is final too', async () => {
    connector.fail({ status: 403 });
    await expect(port().post(person('seen'), card)).rejects.toBeInstanceOf(Undeliverable);
  });

  it('nobody at the other end means it was not sent: again later', async () => {
    await connector.close();
    await expect(sending()).rejects.toBeInstanceOf(RateLimited);
  });

  it('a connection that is cut leaves it in doubt, and it is not asked again', async () => {
    connector.fail('hang-up');
    const fault = await sending().catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(Error);
    expect(fault).not.toBeInstanceOf(RateLimited);
    expect(connector.requests).toBe(1);
  });

  it('silence is thrown after ten seconds', async () => {
    connector.fail('silence');
    const before = Date.now();
    await expect(sending()).rejects.toThrow();
    expect(Date.now() - before).toBeGreaterThan(9_000);
    expect(Date.now() - before).toBeLessThan(12_000);
    expect(connector.requests).toBe(1);
  });
});

it('what is not stored cannot be reached, with what to do about it', async () => {
  await expect(port().post(to('unknown'), card)).rejects.toThrow(/add the bot to it again/);
  await expect(port().post(to('blank'), card)).rejects.toBeInstanceOf(Undeliverable);
  await expect(port().post(person('unknown'), card)).rejects.toBeInstanceOf(Undeliverable);
  expect(connector.requests).toBe(0);
});
