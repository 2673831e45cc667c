import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import { startTestService, type TestService } from '../../support/service.js';
import type { Seen, TeamsChat } from '../../support/teams/teams.js';
import { makeSession } from '../../support/worlds/programme.js';

/** An hour into a session. */
const now = '2026-11-12T10:30:00Z';
let service: TestService;
let files: Server;
let sessionId: string;
beforeAll(async () => {
  service = await startTestService(now);
  const { prisma } = service.database;
  const startsAt = new Date('2026-11-12T09:30:00Z');
  sessionId = await makeSession(prisma, service.clock.now(), { capacity: 40, title: 'Beekeeping day', startsAt });
  await prisma.registration.create({
    data: { sessionId, personId: personas.headteacher.personId, urn: personas.headteacher.urn, state: 'confirmed' },
  });
  files = createServer(async (request, response) => {
    response.end(await readFile(new URL(`../../fixtures/attendance${request.url}`, import.meta.url)));
  });
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  files.close();
  await service.stop();
});

function attach(chat: TeamsChat, name: string, words = ''): Promise<Seen> {
  const downloadUrl = `http://127.0.0.1:${(files.address() as AddressInfo).port}/${name}`;
  return chat.send({
    type: 'message',
    textFormat: 'plain',
    text: words,
    attachments: [
      { contentType: 'application/vnd.microsoft.teams.file.download.info', name, content: { downloadUrl } },
    ],
  });
}

describe('the attendance list', () => {
  it('is marked by a tap, undone by another, and confirmed when the event is over', async () => {
    const chat = await service.chatAs('organiser', 'marks');
    const list = await chat.say('attendance list for beekeeping');
    expect(list.text).toContain('0 present, 1 of 1 booked person not marked yet.');
    const marked = await chat.click(list.card, 'Present', 'Amara Whitfield');
    expect(marked.text).toContain('1 present, 0 of 1');
    const undone = await chat.click(marked.card, 'Undo', 'Amara Whitfield');
    expect(undone.text).toContain('0 present, 1 of 1 booked person not marked yet.');
    expect((await chat.click(undone.card, 'Confirm the list')).text).toContain('That event is not over yet.');
  });

  it('takes a walk-in, asking which school when several fit', async () => {
    const chat = await service.chatAs('organiser', 'adds');
    const list = await chat.say('attendance list for beekeeping');
    const form = await chat.click(list.card, 'Add a walk-in');
    const unknown = await chat.submit(form.card, { name: 'Wren Alder', position: 'clerk', school: 'qqqq' });
    expect(unknown.text).toContain('No school matches that.');
    const added = await chat.submit(unknown.card, { name: 'Wren Alder', position: 'clerk', school: 'marrowfen' });
    expect(added.text).toContain('walk-in, not booked');
  });

  it('is refused to anybody else, by message and by a stale button', async () => {
    const chat = await service.chatAs('headteacher', 'curious');
    expect((await chat.say('attendance list')).text).not.toContain('Beekeeping');
    const organiser = await service.chatAs('organiser', 'shows');
    const { card } = await organiser.say('attendance list for beekeeping');
    expect((await chat.click(card, 'Find')).text).toContain('Only the partnership’s organisers can do that.');
  });
});

describe('an attached file', () => {
  it('is imported into the event of that day, with a report of every row and the doubtful ones to settle', async () => {
    const chat = await service.chatAs('organiser', 'imports');
    const plan = await attach(chat, '2020-in-meeting-us.csv', 'attendance for beekeeping');
    expect(plan.text).toContain('Nothing is counted yet. For Beekeeping day this file has 1 counted and 2 to settle.');
    expect(await service.database.prisma.attendanceImport.count({ where: { sessionId } })).toBe(0);
    const report = await chat.click(plan.card, 'Apply');
    expect(report.text).toContain('Imported into Beekeeping day: 1 counted and 2 to settle.');
    expect(report.text).toContain('Nobody of this name is on record');
    expect((await attach(chat, '2020-in-meeting-us.csv', 'attendance for beekeeping')).text).toContain(
      'nothing was changed',
    );
    const first = await chat.click(report.card, 'Settle 2');
    expect(first.text).toContain('“Gareth Pugh”. Who is that?');
    const second = await chat.click(first.card, 'Leave it out');
    const form = await chat.click(second.card, 'Somebody else');
    const last = await chat.submit(form.card, { name: 'Zoë Marchetti', position: 'governor', school: 'marrowfen' });
    expect(last.text).toContain('Beekeeping day');
    expect(await service.database.prisma.attendance.count({ where: { sessionId, source: 'import' } })).toBe(2);
  });

  it.each([
    ['2020-in-meeting-other-day.csv', 'This report is of another day'],
    ['not-a-list.csv', 'I found no attendance in this file.'],
    ['headings-only.csv', 'This report names nobody'],
  ])('%s is refused with what to do', async (name, words) => {
    const chat = await service.chatAs('organiser', 'imports');
    expect((await attach(chat, name)).text).toContain(words);
  });
});

describe('checking in oneself', () => {
  it('works with the code on the slide, by message or by the page of its QR code', async () => {
    const organiser = await service.chatAs('organiser', 'opens');
    const shown = await organiser.say('check-in code for the cluster facilitator training');
    expect(shown.text).toMatch(/check in \d{4}/);
    const { prisma } = service.database;
    const coming = await prisma.session.update({ where: { id: sessionId }, data: { checkInCode: '0417' } });
    expect(coming.checkInCode).toBe('0417');
    const head = await service.chatAs('board', 'walks-in');
    expect((await head.say('check in 0417')).text).toContain(
      'You are checked in to Beekeeping day. You had not booked a place',
    );
    expect((await head.say('0417')).text).toContain('already');
    expect((await head.say('check in 9999')).text).toContain('is not the code of an event that is on');
    const picture = JSON.stringify(shown.card).match(/http:[^"]*\/check-in\/[^"]*\.png/)?.[0] ?? '';
    const path = new URL(picture).pathname;
    const png = await fetch(`${service.baseUrl}${path}`);
    expect(png.headers.get('content-type')).toBe('image/png');
    const page = await (await fetch(`${service.baseUrl}${path.replace('.png', '')}`)).text();
    expect(page).toMatch(/check in \d{4}/);
    expect((await fetch(`${service.baseUrl}/check-in/${randomUUID()}.x.y`)).status).toBe(404);
  });

  it('asks a newcomer who they are first, and checks them in then', async () => {
    const chat = await service.chat('new-here');
    const asked = await chat.say('check in 0417');
    const found = await chat.submit(asked.card, { school: 'marrowfen', position: 'headteacher' });
    expect((await chat.click(found.card, "That's mine")).text).toContain('You are checked in to Beekeeping day.');
  });
});
