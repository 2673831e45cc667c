import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import { type BothPlatforms, startBothPlatforms, teamsTenant } from '../../support/both-platforms.js';
import { eventually } from '../../support/eventually.js';
import { findButton } from '../../support/teams/adaptive-card.js';
import { personalChatOf, type TeamsChat, transportIdOf } from '../../support/teams/teams.js';

const place = {
  kind: 'channel',
  id: '19:board@thread.tacv2',
  team: '19:trustees@thread.tacv2',
  name: 'Board',
} as const;
let service: BothPlatforms;
let board: TeamsChat;

beforeAll(async () => {
  service = await startBothPlatforms();
  for (const [user, role, personId] of [
    ['chairs', 'board', personas.headteacher.personId],
    ['organises', 'organiser', personas.organiser.personId],
  ] as const) {
    await (await service.inTeams(user)).say('hello');
    await service.grant({ platform: 'teams', user }, role);
    await service.database.prisma.account.updateMany({ where: { tenant: teamsTenant, user }, data: { personId } });
  }
  board = await service.inTeams('chairs', { place });
  expect((await board.say('send the digest here')).text).toContain('on Mondays at 8am');
});
afterAll(() => service.stop());

const channel = () => service.database.prisma.conversation.findFirstOrThrow({ where: { externalId: place.id } });
const isOpen = async () => (await channel()).goneAt === null;
const heard = () =>
  service.connector.posted
    .filter(({ conversationId }) => conversationId === personalChatOf('organises'))
    .map(({ activity }) => JSON.stringify(activity));

/** Something that Teams tells of a channel or team, as its documentation has it. */
const event = (eventType: string, channelData: object = {}) =>
  board.send({
    type: 'conversationUpdate',
    from: { id: '29:somebody' },
    channelData: { tenant: { id: teamsTenant }, team: { id: place.team, name: 'Trustees' }, eventType, ...channelData },
  });
const inChannel = (name: string = place.name) => ({ channel: { id: place.id, name } });

describe('a board channel', () => {
  beforeEach(async () => {
    await service.database.prisma.conversation.updateMany({ where: { externalId: place.id }, data: { goneAt: null } });
  });

  it('that is deleted gets nothing more, organisers hear which and once, and restored it is open again', async () => {
    await event('channelDeleted', inChannel());
    expect(await isOpen()).toBe(false);
    await event('channelDeleted', inChannel());
    await eventually(() => expect(heard().join()).toContain('Board'));
    expect(await service.database.prisma.delivery.count({ where: { kind: 'channel-silent' } })).toBe(1);
    await event('channelRestored', inChannel());
    expect(await isOpen()).toBe(true);
  });

  it('has its new name, with its team’s, which a message that comes without one does not take away', async () => {
    await event('channelRenamed', inChannel('Trustees’ board'));
    expect((await channel()).name).toBe('Trustees › Trustees’ board');
    const { name: _, ...nameless } = place;
    await (await service.inTeams('chairs', { place: nameless })).say('help');
    expect((await channel()).name).toBe('Trustees › Trustees’ board');
    await event('teamRenamed', { team: { id: place.team, name: 'Governors' } });
    expect((await channel()).name).toBe('Governors › Trustees’ board');
  });

  it('is called as Teams calls it and its team, of which a message says nothing', async () => {
    const team = '19:heads@thread.tacv2';
    const general = { kind: 'channel', id: team, team } as const;
    const channels = new Map([
      [team, null],
      ['19:news@thread.tacv2', 'News'],
    ]);
    service.connector.teams.set(team, { name: 'Heads', channels });
    const names = async () => {
      const rows = await service.database.prisma.conversation.findMany({ where: { team }, orderBy: { name: 'asc' } });
      return rows.map(({ name }) => name);
    };
    await (await service.inTeams('chairs', { place: general })).say('help');
    await (await service.inTeams('chairs', { place: { ...general, id: '19:news@thread.tacv2' } })).say('help');
    expect(await names()).toEqual(['Heads › General', 'Heads › News']);
  });

  it.each([
    ['teamDeleted', 'teamrestored'],
    ['teamArchived', 'teamUnarchived'],
  ])('goes and comes with its team: %s', async (gone, back) => {
    await event(gone);
    expect(await isOpen()).toBe(false);
    await event(back);
    expect(await isOpen()).toBe(true);
  });

  it('is closed when the bot is taken out of the team, not when somebody else is, and open when it is back', async () => {
    const bot = { id: '28:staffroom' };
    await board.send({ type: 'conversationUpdate', membersRemoved: [{ id: '29:somebody' }] });
    expect(await isOpen()).toBe(true);
    await board.send({ type: 'conversationUpdate', membersRemoved: [bot] });
    expect(await isOpen()).toBe(false);
    await board.send({ type: 'conversationUpdate', membersAdded: [bot] });
    expect(await isOpen()).toBe(true);
    await board.send({ type: 'installationUpdate', action: 'remove-upgrade' });
    expect(await isOpen()).toBe(true);
    await board.send({ type: 'installationUpdate', action: 'remove' });
    expect(await isOpen()).toBe(false);
    expect((await board.install()).messages.length).toBeGreaterThan(0);
    expect(await isOpen()).toBe(true);
  });

  it('of which Teams says that the bot is not in it is closed, whatever events were missed', async () => {
    service.connector.shut.set(place.id, 'BotNotInConversationRoster');
    service.clock.advance(9 * 24 * 3_600_000);
    await service.tick();
    await eventually(async () => expect(await isOpen()).toBe(false));
    service.connector.shut.delete(place.id);
  });
});

describe('somebody', () => {
  it('who takes the bot out of their chat is not written to there, until they write again', async () => {
    const chat = await service.inTeams('leaves');
    await chat.say('hello');
    const own = () =>
      service.database.prisma.conversation.findFirstOrThrow({ where: { externalId: personalChatOf('leaves') } });
    await chat.send({ type: 'installationUpdate', action: 'remove' });
    expect((await own()).goneAt).not.toBeNull();
    await chat.say('hello again');
    expect((await own()).goneAt).toBeNull();
  });

  it('without a work or school account hears why there is no answer, in words or below the button', async () => {
    const from = { id: '29:guest', name: 'Guest' };
    const chat = await service.inTeams('guest');
    const said = await chat.send({ type: 'message', text: "what's on", from });
    expect(said.text).toContain('without a work or school account');
    expect(said.messages).toHaveLength(1);
    const { card } = await board.say("what's on");
    const value = { action: findButton(card, 'See details') };
    const pressed = await board.send({ type: 'invoke', name: 'adaptiveCard/action', value, from });
    expect(pressed.notice).toContain('without a work or school account');
    const unasked = await board.send({ type: 'message', text: 'lunch?', from });
    expect(unasked.messages).toEqual([]);
  });

  it('who presses a card that was put into a chat of two gets the answer alone', async () => {
    const chat = await service.inTeams('of-two');
    const conversation = {
      id: '19:11111111_22222222@unq.gbl.spaces',
      conversationType: 'personal',
      tenantId: teamsTenant,
    };
    const { card } = await chat.say("what's on");
    const before = service.connector.posted.length;
    const value = { action: findButton(card, 'My bookings') };
    const pressed = await chat.send({ type: 'invoke', name: 'adaptiveCard/action', value, conversation });
    expect(pressed.text).toContain('your own chat');
    const posted = service.connector.posted.slice(before);
    expect(posted.map(({ conversationId }) => conversationId)).not.toContain(conversation.id);
    expect(service.connector.opened.has(transportIdOf('of-two'))).toBe(true);
  });
});
