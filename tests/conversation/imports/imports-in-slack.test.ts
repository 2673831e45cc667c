import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BothPlatforms, startBothPlatforms } from '../../support/both-platforms.js';
import type { SlackChat } from '../../support/slack/slack.js';
import type { Seen } from '../../support/slack/slack-seen.js';
import { botToken } from '../../support/slack/slack-workspace.js';
import { closeServer } from '../../support/teams/teams-connector.js';
import { makeSession } from '../../support/worlds/programme.js';

let service: BothPlatforms;
let elsewhere: Server;
let chat: SlackChat;
const askedElsewhere: Array<string | undefined> = [];
beforeAll(async () => {
  service = await startBothPlatforms();
  elsewhere = createServer((request, response) => {
    askedElsewhere.push(request.headers.authorization);
    response.end(eventsCsv('from-elsewhere'));
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, 'localhost', resolve));
  await service.grant({ platform: 'slack', user: 'U0IMPORTS' }, 'administrator');
  chat = service.inSlack('U0IMPORTS');
});
beforeEach(() => service.slack.state.granted.add('files:read'));
afterAll(async () => {
  await closeServer(elsewhere);
  await service.stop();
});

const eventsCsv = (slug: string) =>
  [
    'reference,series,title,date,start,end,venue',
    `${slug},leadership-briefing,Imported ${slug},04/03/2027,09:30,12:00,Castle Hall`,
  ].join('\n');
const eventOf = (slug: string) => service.database.prisma.event.findUnique({ where: { slug } });

/** As Slack tells of a file (https://docs.slack.dev/reference/objects/file-object). */
function fileObject(name: string, address: string, mode = 'hosted') {
  const links = { url_private: address, url_private_download: address };
  return { id: 'F0IMPORT', name, title: name, mimetype: 'text/csv', filetype: 'csv', mode, size: 200, ...links };
}

/** A message with a file that Slack keeps. */
function attach(words: string, name: string, content: string): Promise<Seen> {
  service.slack.state.files.set(name, content);
  const file = fileObject(name, `${service.slack.origin}/files/${name}`);
  return chat.say(words, { subtype: 'file_share', files: [file] });
}

const textOf = (seen: Seen) => JSON.stringify(seen.messages);
const unfetched = 'I could not fetch that file';

describe('a file attached in Slack', () => {
  it('is fetched with the bot’s token, shown, and stored when Apply is pressed', async () => {
    const seen = await attach('import events', 'list.csv', eventsCsv('slack-one'));
    expect(textOf(seen)).toContain('Nothing has been saved yet. This file has 1 new.');
    expect(service.slack.callsOf('files').at(-1)?.token).toBe(botToken);
    const [message] = seen.messages;
    if (!message) throw new Error('No answer');
    expect(textOf(await chat.click(message, 'Apply'))).toContain('Saved: 1 new.');
    expect(await eventOf('slack-one')).not.toBeNull();
  });

  it('is looked at once, however often Slack delivers the message', async () => {
    const before = service.slack.callsOf('files').length;
    await attach('import events', 'again.csv', eventsCsv('slack-again'));
    expect((await chat.again(1)).messages).toEqual([]);
    expect(service.slack.callsOf('files').length - before).toBe(1);
  });

  it.each([
    ['was busy', { status: 503 }],
    ['asked for a pause', { status: 429, headers: { 'retry-after': '0' } }],
    ['broke off half way', 'cut'],
  ] as const)('is fetched again after Slack %s', async (_what, trouble) => {
    const before = service.slack.callsOf('files').length;
    service.slack.fail('files', trouble, trouble);
    const seen = await attach('import events', 'hitch.csv', eventsCsv('slack-hitch'));
    expect(textOf(seen)).toContain('This file has 1 new.');
    expect(service.slack.callsOf('files').length - before).toBe(3);
  });

  it('is given up after three tries, and asked for again', async () => {
    service.slack.fail('files', { status: 500 }, { status: 500 }, { status: 500 });
    expect(textOf(await attach('import events', 'down.csv', eventsCsv('slack-down')))).toContain(unfetched);
  });

  it('at an address that is not Slack’s is not asked for, least of all with our token', async () => {
    const { port } = elsewhere.address() as AddressInfo;
    const file = fileObject('list.csv', `http://localhost:${port}/list.csv`);
    const seen = await chat.say('import events', { subtype: 'file_share', files: [file] });
    expect(textOf(seen)).toContain(unfetched);
    expect(askedElsewhere).toEqual([]);
  });

  it('that is too large is refused', async () => {
    const seen = await attach('import events', 'large.csv', 'x'.repeat(24 * 1024 * 1024 + 1));
    expect(textOf(seen)).toContain('larger than 24 MB');
  });

  it('that the bot may not read, that is gone, or that Slack does not keep is not taken for one', async () => {
    const gone = fileObject('gone.csv', `${service.slack.origin}/files/gone.csv`);
    expect(textOf(await chat.say('import events', { subtype: 'file_share', files: [gone] }))).toContain(unfetched);
    const linked = { ...gone, mode: 'external' };
    const asked = await chat.say('import events', { subtype: 'file_share', files: [linked] });
    expect(textOf(asked)).toContain('kept in a drive or another organisation');
    service.slack.state.granted.delete('files:read');
    const hidden = await attach('import events', 'hidden.csv', eventsCsv('slack-hidden'));
    expect(textOf(hidden)).toContain(unfetched);
    expect(await eventOf('slack-hidden')).toBeNull();
  });

  it('that says who was there is imported, and the unknown names in it are settled at once', async () => {
    const { prisma } = service.database;
    const startsAt = new Date('2026-11-19T09:30:00Z');
    const now = service.clock.now();
    const sessionId = await makeSession(prisma, now, { capacity: null, title: 'Slate riving', startsAt });
    const person = await prisma.person.create({ data: { name: 'Philippa Brackenbury' } });
    await prisma.registration.create({ data: { sessionId, personId: person.id, state: 'confirmed' } });
    const list = 'Name\r\nPhilippa Brackenburry\r\nBruno Wexcombe\r\n';
    const plan = await attach('attendance for slate riving', 'there.csv', list);
    expect(plan.text).toContain('For Slate riving this file has 0 counted and 2 to settle.');
    await chat.click(plan.message, 'Apply');
    const begun = await chat.say('settle the unknown names of slate riving');
    const sure = await chat.click(begun.message, 'Accept 95% and above (1)');
    const rest = await chat.click(sure.message, 'Leave the other 1 out');
    expect((await chat.click(rest.message, 'Undo the last step')).text).toContain('1 counted and 1 still open');
    const done = await chat.click(rest.message, 'Apply to 1');
    expect(done.text).toContain('1 name is settled and counted and 1 still to settle.');
    expect(await prisma.attendance.count({ where: { sessionId, personId: person.id } })).toBe(1);
  });

  it('is not even fetched for somebody who may not import', async () => {
    const outsider = service.inSlack('U0NOBODY');
    service.slack.state.files.set('mine.csv', eventsCsv('slack-mine'));
    const file = fileObject('mine.csv', `${service.slack.origin}/files/mine.csv`);
    const before = service.slack.callsOf('files').length;
    const refused = await outsider.say('import events', { subtype: 'file_share', files: [file] });
    expect(textOf(refused)).toContain('organisers can');
    expect(service.slack.callsOf('files').length).toBe(before);
  });
});
