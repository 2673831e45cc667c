import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import { waysOf } from '../../../src/app/messages/ways.js';
import { type BothPlatforms, startBothPlatforms } from '../../support/both-platforms.js';
import { eventually } from '../../support/eventually.js';
import { readSlack } from '../../support/readable-text.js';
import { slackPayload } from '../../support/slack/slack-payloads.js';
import { memberOf } from '../../support/slack/slack-state.js';
import { botUser, chatOf, team } from '../../support/slack/slack-workspace.js';

const board = 'C0BOARDROOM';
let service: BothPlatforms;

beforeAll(async () => {
  service = await startBothPlatforms();
  const key = { platform: 'slack', tenant: team, user: 'U0BOARD' } as const;
  await service.grant(key, 'board');
  await service.database.prisma.account.updateMany({ where: key, data: { personId: personas.headteacher.personId } });
  await service.grant({ platform: 'slack', user: 'U0ORGANISER' }, 'organiser');
  await service.database.prisma.account.updateMany({
    where: { ...key, user: 'U0ORGANISER' },
    data: { personId: personas.organiser.personId },
  });
  const said = await service.inSlack('U0BOARD', { channel: board }).say('send the digest here');
  expect(said.text).toContain('on Mondays at 8am');
});
afterAll(() => service.stop());

/** Delivers an event, as Slack wraps it. */
async function event(about: Record<string, unknown>): Promise<void> {
  const payload = slackPayload('member-joined-channel', { event: { user: undefined, channel: undefined, ...about } });
  const { status } = await service.inSlack('U0SAM').send('event', payload);
  expect(status).toBe(200);
}

const channel = () => service.database.prisma.conversation.findFirstOrThrow({ where: { externalId: board } });
const heard = () => service.slack.state.in(chatOf('U0ORGANISER')).map(({ text }) => text);

describe('a board channel', () => {
  it('that is archived gets nothing more, and organisers are told which and what to do', async () => {
    service.slack.state.channels.set(board, { is_archived: true });
    await event({ type: 'channel_archive', channel: board, user: 'U0SAM' });
    expect((await channel()).goneAt).not.toBeNull();
    await eventually(() => expect(heard().join()).toContain('it was archived'));
    expect(heard().join()).toMatch(/“\w+” in Slack.*It should get the weekly digest/);
    await event({ type: 'channel_archive', channel: board, user: 'U0SAM' });
    expect(await service.database.prisma.delivery.count({ where: { kind: 'channel-silent' } })).toBe(1);
    service.slack.state.channels.delete(board);
    await event({ type: 'channel_unarchive', channel: board, user: 'U0SAM' });
    expect((await channel()).goneAt).toBeNull();
  });

  it('has its new name, and stays open when an event about it comes late', async () => {
    service.slack.state.channels.set(board, { name: 'trustees' });
    await event({ type: 'channel_rename', channel: { id: board, name: 'trustees', created: 1 } });
    expect(await channel()).toMatchObject({ name: 'trustees', goneAt: null });
    // The bot was taken out and is back: the delivery of the first event comes last.
    await event({ type: 'channel_left', channel: board, actor_id: 'U0SAM' });
    expect((await channel()).goneAt).toBeNull();
  });

  it('that the bot was taken out of is closed, and open once it is in it again', async () => {
    service.slack.state.channels.set(board, { is_member: false });
    await event({ type: 'channel_left', channel: board, actor_id: 'U0SAM' });
    expect((await channel()).goneAt).not.toBeNull();
    service.slack.state.channels.set(board, { name: 'trustees' });
    await event({ type: 'member_joined_channel', user: botUser, channel: board, inviter: undefined });
    expect((await channel()).goneAt).toBeNull();
  });

  it('of which the platform says that it is closed is closed, whatever events were missed', async () => {
    service.slack.state.shut.set(board, 'not_in_channel');
    service.clock.advance(9 * 24 * 3_600_000);
    await service.tick();
    await eventually(async () => expect((await channel()).goneAt).not.toBeNull());
    service.slack.state.shut.delete(board);
  });
});

describe('somebody', () => {
  const { personId } = personas.headteacher;
  const way = async () => (await waysOf(service.core, service.core.sql, [personId], 'own')).get(personId)?.kind;

  it('whose account is deactivated is not written to there until it is open again', async () => {
    expect(await way()).toBe('chat');
    await event({ type: 'user_change', user: memberOf('U0BOARD', { deleted: true }) });
    expect(await way()).not.toBe('chat');
    await event({ type: 'user_change', user: memberOf('U0BOARD') });
    expect(await way()).toBe('chat');
  });

  it('who has another name is called so, without a word to Slack about whom we do not know', async () => {
    const { prisma } = service.database;
    const named = (real_name: string) => memberOf('U0RENAMED', { profile: { real_name } });
    const person = await prisma.person.create({ data: { name: 'Rosa Field' } });
    const account = { platform: 'slack', tenant: team, user: 'U0RENAMED', personId: person.id } as const;
    await prisma.account.create({ data: account });
    service.slack.state.users.set('U0RENAMED', named('Rosa Field'));
    await service.inSlack('U0RENAMED').say('help');
    await event({ type: 'user_change', user: named('Rosa Marsh') });
    expect(await prisma.person.findUniqueOrThrow({ where: { id: person.id } })).toMatchObject({ name: 'Rosa Marsh' });
    await event({ type: 'user_change', user: memberOf('U0NOBODY', { deleted: true }) });
    expect(await prisma.account.count({ where: { user: 'U0NOBODY' } })).toBe(0);
  });
});

describe('an Enterprise Grid organisation', () => {
  const grid = (user: string, teams: string[], enterprise_id = 'E0TRUST') =>
    memberOf(user, { team_id: 'T0OTHER', enterprise_user: { id: user, enterprise_id, teams } });

  it('is served in each of its workspaces, and another organisation is refused', async () => {
    const { slack } = service;
    // It is a member of our workspace as well: Slack says so without an organisation of ours.
    slack.state.users.set('W0MEMBER', grid('W0MEMBER', ['T0OTHER', team]));
    expect((await service.inSlack('W0MEMBER').say('help')).text).not.toContain('different organisation');
    slack.state.enterprise = 'E0TRUST';
    await service.core.prisma.platformTrouble.create({
      data: { platform: 'slack', tenant: team, code: 'team_added_to_org', since: new Date(), triedAt: new Date() },
    });
    await service.tick();
    await eventually(async () =>
      expect(await service.core.prisma.platformTrouble.count({ where: { endedAt: null } })).toBe(0),
    );
    slack.state.users.set('U0COUSIN', grid('U0COUSIN', ['T0OTHER']));
    const cousin = service.inSlack('U0COUSIN', { team: 'T0OTHER' });
    const seen = await cousin.say("what's on");
    expect(seen.text).not.toContain('different organisation');
    expect((await cousin.click(seen.message, 'See details', 'briefing')).text).not.toContain('different organisation');
    slack.state.users.set('U9OTHER', grid('U9OTHER', ['T9ELSEWHERE'], 'E9ELSE'));
    const stranger = service.inSlack('U9OTHER', { team: 'T9ELSEWHERE' });
    expect((await stranger.say("what's on")).text).toContain('I belong to a different organisation');
  });

  it('says truly that it does not know somebody while Slack does not say who they are', async () => {
    service.slack.fail('users.info', { slowMs: 1_500 });
    const unknown = service.inSlack('U0SLOW', { team: 'T0OTHER' });
    expect((await unknown.say('help')).text).toContain('Slack did not tell me in time who you are');
  });
});

describe('a link to one of our pages in somebody’s message', () => {
  it('shows what it is about; one of somebody’s own warns, and others are left alone', async () => {
    const links = [
      'https://staffroom.example/privacy',
      'https://staffroom.example/my/abc',
      'https://elsewhere.example/',
    ];
    const shared = { links: links.map((url) => ({ url })), message_ts: '1795341900.000700' };
    await event({ type: 'link_shared', channel: 'C0HEADS', ...shared });
    const { unfurled } = service.slack.state;
    expect([...unfurled.keys()]).toEqual(links.slice(0, 2));
    expect(readSlack(unfurled.get(links[0] ?? '')).join()).toContain('Privacy notice');
    expect(readSlack(unfurled.get(links[1] ?? '')).join()).toContain('give it to nobody');
  });
});

describe('the page of a check-in code', () => {
  it('leads to the bot in Slack, too', async () => {
    const organiser = service.inSlack('U0RUNSDAY');
    await service.grant({ platform: 'slack', user: 'U0RUNSDAY' }, 'organiser');
    const shown = JSON.stringify((await organiser.say('check-in code for the Lincoln briefing')).message.blocks);
    const address = /https:\/\/staffroom\.example(\/check-in\/[^"]+?)(?:\.png)?"/.exec(shown)?.[1] ?? '';
    const page = await (await fetch(`${service.baseUrl}${address}`)).text();
    expect(page).toContain('https://slack.com/app_redirect?app=A0STAFFROOM&#38;team=T0PARTNERS');
  });
});
