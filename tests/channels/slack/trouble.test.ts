import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import { commit } from '../../../src/app/commit.js';
import { scheduleDelivery } from '../../../src/app/messages/schedule-delivery.js';
import type { Card } from '../../../src/rendering/card.js';
import { type BothPlatforms, startBothPlatforms } from '../../support/both-platforms.js';
import { eventually } from '../../support/eventually.js';
import { readSlack } from '../../support/readable-text.js';
import { slackPayload } from '../../support/slack/slack-payloads.js';
import { chatOf, team } from '../../support/slack/slack-workspace.js';
import { type SlackTestService, slackService } from './service.js';

let service: BothPlatforms;

beforeAll(async () => {
  service = await startBothPlatforms();
  const { prisma } = service.database;
  await service.grant({ platform: 'slack', user: 'U0ADA' }, 'administrator');
  const account = { platform: 'slack', tenant: team } as const;
  await prisma.account.updateMany({
    where: { ...account, user: 'U0ADA' },
    data: { personId: personas.organiser.personId },
  });
  await prisma.account.create({ data: { ...account, user: 'U0HEAD', personId: personas.headteacher.personId } });
});
afterAll(() => service.stop());

/** Queues a message to the headteacher. */
async function queueMessage(key: string): Promise<void> {
  const to = { personId: personas.headteacher.personId };
  await commit(service.core, (tx) => scheduleDelivery(service.core, tx, { key, kind: 'answer-lost', to, payload: {} }));
}

const event = (about: Record<string, unknown>) =>
  service
    .inSlack('U0HEAD')
    .send('event', slackPayload('member-joined-channel', { event: { user: undefined, channel: undefined, ...about } }));

const stateOf = async (key: string) =>
  (await service.database.prisma.delivery.findUniqueOrThrow({ where: { key } })).state;
const heard = (user: string) => service.slack.state.in(chatOf(user)).map(({ text }) => text);

describe('a workspace that refuses our sign-in', () => {
  it('gets nothing more; all of it waits, administrators are told once, and everything goes on by itself', async () => {
    const { slack, database } = service;
    await service.inSlack('U0ADA').say('my bookings');
    slack.state.refusesAll = 'invalid_auth';
    await queueMessage('wait:1');
    await eventually(async () => expect(await database.prisma.platformTrouble.count()).toBe(1));
    const tried = slack.callsOf('chat.postMessage').length + slack.callsOf('conversations.open').length;
    await queueMessage('wait:2');
    await queueMessage('wait:3');
    await eventually(async () =>
      expect(
        await database.prisma.delivery.count({ where: { key: { startsWith: 'wait:' }, attempts: { gt: 0 } } }),
      ).toBe(3),
    );
    expect(slack.callsOf('chat.postMessage').length + slack.callsOf('conversations.open').length).toBe(tried);
    for (const key of ['wait:1', 'wait:2', 'wait:3'])
      await eventually(async () => expect(await stateOf(key)).toBe('scheduled'));
    expect(await database.prisma.delivery.count({ where: { kind: 'platform-trouble' } })).toBe(1);
    expect((await fetch(`${service.baseUrl}/readyz`)).status).toBe(200);
    const lost = await service.inSlack('U0ADA').command('status');
    expect(lost.text).toContain('Slack has refused me since Sunday 22 November 2026, 10am (invalid_auth)');

    slack.state.refusesAll = undefined;
    await service.tick();
    await eventually(async () =>
      expect(await database.prisma.platformTrouble.count({ where: { endedAt: null } })).toBe(0),
    );
    service.clock.advance(5 * 60_000);
    await service.hurry();
    for (const key of ['wait:1', 'wait:2', 'wait:3'])
      await eventually(async () => expect(await stateOf(key)).toBe('sent'));
    await eventually(() => expect(heard('U0ADA').join()).toContain('It works again, and what waited goes out now.'));
    expect(heard('U0ADA').filter((text) => text.includes('Slack refused me'))).toHaveLength(1);
  });

  it('is answered where the press has an address that needs no token', async () => {
    const { slack } = service;
    const ada = service.inSlack('U0ADA');
    const { message } = await ada.say("what's on");
    slack.state.refusesAll = 'token_revoked';
    const seen = await ada.click(message, 'See details', 'briefing');
    slack.state.refusesAll = undefined;
    expect(seen.text).toContain('briefing');
    expect(seen.message.only).toBe('U0ADA');
    await service.tick();
    await eventually(async () =>
      expect(await service.database.prisma.platformTrouble.count({ where: { endedAt: null } })).toBe(0),
    );
  });
});

describe('an app that was taken out of the workspace', () => {
  it('is known from the event, and is not our trouble when a token of somebody else is revoked', async () => {
    const { prisma } = service.database;
    const open = () =>
      prisma.platformTrouble.findFirst({ where: { endedAt: null }, select: { code: true, tenant: true } });
    await event({ type: 'tokens_revoked', tokens: { oauth: ['U0HEAD'], bot: [] } });
    expect(await open()).toBeNull();
    await event({ type: 'app_uninstalled' });
    expect(await open()).toEqual({ code: 'app_uninstalled', tenant: team });
    await service.tick();
    await eventually(async () => expect(await open()).toBeNull());
  });
});

describe('a picture or a card that Slack refuses', () => {
  const picture = 'https://staffroom.example/charts/gone.png';
  const card: Card = {
    fallback: 'Forty people came.',
    blocks: [
      { kind: 'heading', text: 'Who came' },
      { kind: 'image', url: picture, alt: 'Bar chart of who came' },
    ],
  };
  let alone: SlackTestService;
  beforeAll(async () => {
    alone = await slackService({ say: () => [{ kind: 'card', card }] });
  });
  afterAll(() => alone.stop());

  it('is left out: the rest is posted, by itself or in answer', async () => {
    alone.slack.state.lostPictures.add(picture);
    const account = await alone.database.prisma.account.create({
      data: { platform: 'slack', tenant: team, user: 'U0PIC' },
    });
    const to = { kind: 'account', accountId: account.id } as const;
    expect(await alone.channel.port.post(to, card, 'picture:1')).toMatchObject({ kind: 'taken' });
    const seen = await alone.chat({ user: 'U0PIC' }).say('who came?');
    for (const { blocks } of alone.slack.state.in(chatOf('U0PIC')))
      expect(readSlack(blocks)).toEqual(['Who came', 'Picture: Bar chart of who came']);
    expect(seen.text).toContain('Who came');
    alone.slack.state.lostPictures.clear();
  });

  it('is sent as text, when it is the card', async () => {
    const refusal = { status: 200, body: { ok: false, error: 'invalid_blocks' } };
    alone.slack.fail('chat.postMessage', refusal, refusal);
    const seen = await alone.chat().say('who came?');
    expect(seen.message).toMatchObject({ text: 'Forty people came.', blocks: [] });
  });

  it('shows the answer in the chat when no modal can be opened', async () => {
    alone.slack.fail('views.open', { status: 500 });
    const seen = await alone.chat().shortcut('whats-on');
    expect(seen.message).toMatchObject({ channel: 'D0SAM', text: 'Forty people came.' });
  });
});

describe('a service that nobody can reach from outside', () => {
  const files = createServer((request, response) => {
    const isPage = request.url?.startsWith('/attendees/') && request.method === 'GET';
    if (request.url?.includes('expired')) response.writeHead(404, { 'content-type': 'text/html' }).end('Expired');
    else if (isPage) response.writeHead(200, { 'content-type': 'text/html' }).end('<button>Download</button>');
    else response.writeHead(200, { 'content-disposition': 'attachment; filename="who.csv"' }).end('Name\nSam');
  });
  let alone: SlackTestService;
  beforeAll(async () => {
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
    const ownUrl = `http://127.0.0.1:${(files.address() as AddressInfo).port}`;
    const link = (label: string, path: string) => ({ kind: 'link', label, url: `${ownUrl}${path}` }) as const;
    const actions = [
      link('As CSV', '/attendees/abc.csv'),
      link('Old', '/attendees/expired.csv'),
      link('Page', '/my/x'),
    ];
    const card: Card = { fallback: 'Who is coming', blocks: [{ kind: 'text', text: 'Who is coming' }], actions };
    alone = await slackService({ ownUrl, say: () => [{ kind: 'card', card }] });
  });
  afterAll(async () => {
    await alone.stop();
    files.close();
  });

  it('sends its files as files, and no link that leads nowhere', async () => {
    const chat = alone.chat();
    const seen = await chat.say('who is coming?');
    expect(readSlack(seen.message.blocks).join()).not.toMatch(/Page|127\.0\.0\.1/);
    expect((await chat.click(seen.message, 'As CSV')).message.text).toBe('file who.csv');
    expect([...alone.slack.state.uploads.values()].map(({ body }) => String(body))).toEqual(['Name\nSam']);
    expect((await chat.click(seen.message, 'Old')).message.text).toContain('I no longer have that file');
    alone.slack.state.granted.delete('files:write');
    expect((await chat.click(seen.message, 'As CSV')).message.text).toContain('Slack does not let me send files here');
  });
});
