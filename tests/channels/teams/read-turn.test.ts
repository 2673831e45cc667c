import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseActivity } from '../../../src/channels/teams/activity.js';
import { readTurn } from '../../../src/channels/teams/read-turn.js';
import type { Turn } from '../../../src/conversation/talk/turn.js';

/** As the Microsoft 365 Agents Playground 0.2.28 sent it, with invented names. */
function captured(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../../fixtures/teams/${name}.json`, import.meta.url), 'utf8'));
}

function read(raw: object) {
  const activity = parseActivity(raw);
  if (!activity) throw new Error('Not an activity');
  return readTurn(activity, { mayFetch: () => true, reach: 'this machine' });
}

function turnOf(raw: object): Turn {
  const reading = read(raw);
  if ('ignored' in reading) throw new Error(`Ignored: ${reading.ignored}`);
  return reading.turn;
}

const saying = (text: string, more: object = {}) => turnOf({ ...captured('message-personal'), text, ...more }).input;

describe('who, where and what', () => {
  it('a message in a personal chat', () => {
    expect(turnOf(captured('message-personal'))).toEqual({
      id: 'acf587ee-b6ee-48b5-a03b-ac6cf2690ac2:ee1a00a5-10f8-4066-9c2d-88494a6c0aba',
      account: {
        platform: 'teams',
        tenant: '00000000-0000-0000-0000-0000000000001',
        user: '00000000-0000-0000-0000-0000000000020',
      },
      displayName: 'Sam Okafor',
      transportId: 'user-id-0',
      place: { kind: 'personal', id: 'acf587ee-b6ee-48b5-a03b-ac6cf2690ac2' },
      reference: {
        serviceUrl: 'http://localhost:56150/_connector',
        botId: '00000000-0000-0000-0000-00000000000011',
      },
      input: { kind: 'said', text: "what's on" },
    });
  });

  it('a mention in a channel: the place is the channel, the thread beside it', () => {
    const turn = turnOf(captured('message-channel-mention'));
    expect(turn.place).toEqual({ kind: 'channel', id: 'team-id', team: 'team-id', thread: '1795313346775' });
    expect(turn.id).toMatch(/^team-id;messageid=\d+:/);
    expect(turn.input).toEqual({ kind: 'said', text: "what's on & <b>next</b>?" });
  });

  it('a mention in a group chat', () => {
    const turn = turnOf(captured('message-group-mention'));
    expect(turn.place).toMatchObject({ kind: 'group' });
    expect(turn.input).toEqual({ kind: 'said', text: 'hello **bold**' });
  });

  it('a channel with a name of its own', () => {
    const channelData = { team: { id: '19:t' }, channel: { id: '19:c', name: 'Briefings' } };
    const turn = turnOf({ ...captured('message-channel-mention'), channelData });
    expect(turn.place).toEqual({
      kind: 'channel',
      id: '19:c',
      team: '19:t',
      name: 'Briefings',
      thread: '1795313346775',
    });
  });

  it('an unknown kind of conversation is not taken for a private one', () => {
    const conversation = { id: '19:m', conversationType: 'somethingNew', tenantId: 't' };
    expect(turnOf({ ...captured('message-group-mention'), conversation }).place.kind).toBe('group');
  });

  it('a person from another organisation is of theirs', () => {
    const from = { id: '29:g', aadObjectId: 'guest', tenantId: 'elsewhere' };
    expect(turnOf({ ...captured('message-personal'), from }).account).toMatchObject({
      tenant: 'elsewhere',
      user: 'guest',
    });
  });

  it('everybody in a conversation leaves the same reference, whatever they do there', () => {
    const said = turnOf(captured('message-channel-mention'));
    const arrived = turnOf(captured('installation-update-channel'));
    expect(said.reference).toEqual(arrived.reference);
    expect(said.place.id).toBe(arrived.place.id);
  });
});

describe('buttons and forms', () => {
  it('a click', () => {
    expect(turnOf(captured('card-action-click')).input).toEqual({ kind: 'clicked', verb: 'form', data: {} });
  });

  it('a submitted form: what was typed is separate from our ids', () => {
    expect(turnOf(captured('card-action-submit')).input).toEqual({
      kind: 'submitted',
      verb: 'sent',
      data: { id: '7' },
      values: { note: 'a <b> & "c"', days: ['mon,x', 'tue'], agree: 'true' },
    });
  });

  it('the same as the value of a message, from an older client', () => {
    const { value } = captured('card-action-click') as { value: { action: { data: unknown } } };
    const message = { ...captured('message-personal'), text: undefined, value: value.action.data };
    expect(turnOf(message).input).toEqual({ kind: 'clicked', verb: 'form', data: {} });
  });

  it('a button that is not ours is not a turn', () => {
    for (const value of [undefined, null, 'x', {}, { action: null }, { action: { data: { verb: 'book' } } }]) {
      expect(read({ ...captured('card-action-click'), value })).toHaveProperty('ignored');
    }
  });
});

describe('an installation', () => {
  it.each([['personal'], ['channel']])('is told twice and counts once (%s)', (where) => {
    expect(turnOf(captured(`installation-update-${where}`)).input).toEqual({ kind: 'arrived' });
    expect(read(captured(`conversation-update-${where}`))).toEqual({ ignored: 'conversationUpdate' });
  });

  it('removal and upgrade do not count', () => {
    expect(read(captured('installation-update-remove'))).toHaveProperty('ignored');
    const upgrade = { ...captured('installation-update-personal'), action: 'add-upgrade' };
    expect(read(upgrade)).toHaveProperty('ignored');
  });
});

describe('an ignored activity', () => {
  it.each([['messageDelete'], ['messageReaction'], ['typing'], ['event'], ['endOfConversation']])('%s', (type) => {
    expect(read({ ...captured('message-personal'), type })).toEqual({ ignored: type });
  });

  it('a message in a channel that does not mention the bot', () => {
    const other = { type: 'mention', text: '<at>Ruth</at>', mentioned: { id: '29:ruth', name: 'Ruth' } };
    const said = { ...captured('message-channel-mention'), text: '<at>Ruth</at> see you there' };
    expect(read({ ...said, entities: [other] })).toHaveProperty('ignored');
    expect(read({ ...said, entities: null })).toHaveProperty('ignored');
  });

  it('somebody without an account', () => {
    expect(read({ ...captured('message-personal'), from: { id: 'anonymous' } })).toHaveProperty('ignored');
  });

  it('an activity without an id: it could not be told from its redelivery', () => {
    expect(read({ ...captured('message-personal'), id: undefined })).toHaveProperty('ignored');
  });
});

describe('text', () => {
  const bot = { id: '00000000-0000-0000-0000-00000000000011', name: 'Staffroom' };

  it('loses the bot’s mention anywhere, even with an edited name, but not the same word', () => {
    const entities = [
      { type: 'mention', text: '<at>Staff</at>', mentioned: bot },
      { type: 'mention', text: '<at>Staffroom</at>', mentioned: bot },
    ];
    const text = 'Ask <at>Staff</at> about Staffroom <at>Staffroom</at>';
    expect(saying(text, { entities })).toEqual({ kind: 'said', text: 'Ask about Staffroom' });
  });

  it('marks where others are mentioned, and who they are', () => {
    const entities = [{ type: 'mention', text: '<at>Ruth $& F</at>', mentioned: { id: '29:r', name: 'Ruth $& F' } }];
    expect(saying('book <at>Ruth $& F</at> too', { entities })).toEqual({
      kind: 'said',
      text: 'book @somebody1 too',
      mentioned: [{ id: '29:r', name: 'Ruth $& F' }],
    });
  });

  it('finds mentions whose words Teams leaves out, as it does for an ampersand', () => {
    const entities = [
      { type: 'mention', mentioned: bot },
      { type: 'mention', mentioned: { id: '29:s', name: 'Smith & Jones (Head)' } },
    ];
    const text = '<at>Staffroom</at> book <at>Smith &amp; Jones (Head)</at>';
    expect(saying(text, { entities })).toEqual({
      kind: 'said',
      text: 'book @somebody1',
      mentioned: [{ id: '29:s', name: 'Smith & Jones (Head)' }],
    });
    const inGroup = {
      ...captured('message-group-mention'),
      text: "<at>Staffroom</at> what's on",
      entities: [entities[0]],
    };
    expect(turnOf(inGroup).input).toEqual({ kind: 'said', text: "what's on" });
  });

  it('that was changed within the minute is a turn of its own, and later it is none', () => {
    const edited = (timestamp: string) => ({
      ...captured('message-personal'),
      type: 'messageUpdate',
      id: String(Date.parse('2026-11-27T10:00:00Z')),
      timestamp,
      text: 'book me on the other one',
      channelData: { eventType: 'editMessage', tenant: { id: 'aaaaaaaa-0000-4000-8000-000000000001' } },
    });
    const soon = turnOf(edited('2026-11-27T10:00:40Z'));
    expect(soon.input).toEqual({ kind: 'said', text: 'book me on the other one' });
    expect(soon.id).not.toBe(turnOf({ ...edited('2026-11-27T10:00:40Z'), type: 'message' }).id);
    expect(read(edited('2026-11-27T10:01:40Z'))).toHaveProperty('ignored');
  });

  it('that only mentions the bot is empty, not ignored', () => {
    const entities = [{ type: 'mention', text: '<at>Staffroom</at>', mentioned: bot }];
    const said = { ...captured('message-channel-mention'), text: '<at>Staffroom</at>&nbsp;\n', entities };
    expect(turnOf(said).input).toEqual({ kind: 'said', text: '' });
    expect(saying(undefined as unknown as string)).toEqual({ kind: 'said', text: '' });
  });

  it('is read as typed: entities are decoded once, and lines stay', () => {
    expect(saying('Tom &amp; Jerry &lt;3&nbsp;&amp;lt;')).toEqual({ kind: 'said', text: 'Tom & Jerry <3 &lt;' });
    expect(saying(' one \n  two\u00a0\u00a0three ')).toEqual({ kind: 'said', text: 'one \n two three' });
  });
});
