import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { eventually } from '../../support/eventually.js';
import { startTestService, type TestService } from '../../support/service.js';
import type { Seen, TeamsChat } from '../../support/teams/teams.js';
import { makeSession } from '../../support/worlds/programme.js';

const formula = '=HYPERLINK("http://evil.example","Ada")';
let service: TestService;
let sessionId: string;
let files: Server;
let chat: TeamsChat;
/** What is downloaded, by name. */
const contents = new Map<string, Buffer>();

beforeAll(async () => {
  service = await startTestService('2026-11-12T13:30:00Z');
  const startsAt = new Date('2026-11-12T09:30:00Z');
  sessionId = await makeSession(service.database.prisma, service.clock.now(), {
    capacity: 40,
    title: 'Beekeeping day',
    startsAt,
  });
  files = createServer((request, response) => void response.end(contents.get(request.url?.slice(1) ?? '')));
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
  chat = await service.chatAs('organiser', 'imports');
});
afterAll(async () => {
  files.close();
  await service.stop();
});

function attach(name: string, content: Buffer | string): Promise<Seen> {
  contents.set(name, Buffer.from(content));
  const downloadUrl = `http://127.0.0.1:${(files.address() as AddressInfo).port}/${name}`;
  return chat.send({
    type: 'message',
    textFormat: 'plain',
    text: 'attendance for beekeeping',
    attachments: [
      { contentType: 'application/vnd.microsoft.teams.file.download.info', name, content: { downloadUrl } },
    ],
  });
}

const many = (rows: number) =>
  `Name,Email\n${Array.from({ length: rows }, (_, at) => `Person ${at},p${at}@school.example`).join('\n')}\n`;
const counts = async () => ({
  imports: await service.database.prisma.attendanceImport.count(),
  there: await service.database.prisma.attendance.count({ where: { sessionId } }),
});

describe('a file that is not an attendance list of this event', () => {
  it.each([
    ['empty.csv', '', 'This file is empty.'],
    ['blank.csv', '\uFEFF\r\n\r\n', 'This file is empty.'],
    ['letter.csv', 'Dear all,\nthank you for coming.\n', 'I found no attendance in this file.'],
    ['paper.pdf', '%PDF-1.7\n%âãÏÓ\n1 0 obj', 'This is a PDF.'],
    ['picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'I cannot read pictures.'],
    ['archive.xlsx', Buffer.from('PK\u0003\u0004 and no workbook'), 'This workbook is damaged'],
    ['old.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'save it as an Excel workbook (.xlsx)'],
    ['nobody.csv', 'Name,Email\n', 'This report names nobody'],
    [
      'other.csv',
      'Full Name\tUser Action\tTimestamp\nAda Byron\tJoined\t13/10/2026, 09:31:00\nAda Byron\tLeft\t13/10/2026, 11:59:00\n',
      'This report is of another day (13 October 2026',
    ],
    ['endless.csv', many(60_001), 'has more than 60,000 lines'],
  ])('%s is refused in clear words, and nothing is changed', async (name, content, words) => {
    const before = await counts();
    expect((await attach(name, content)).text).toContain(words);
    expect(await counts()).toEqual(before);
  });
});

describe('a list of 50,000 rows', () => {
  it('is imported with a report of every row, a page at a time, and importing it again changes nothing', async () => {
    const plan = await attach('crowd.csv', many(50_000));
    expect(plan.text).toContain('50000 to settle');
    await chat.click(plan.card, 'Apply');
    // Where it takes longer than Teams waits, the report follows.
    await eventually(async () => expect(await service.database.prisma.attendanceImportRow.count()).toBe(50_000));
    expect((await attach('crowd.csv', many(50_000))).text).toContain('nothing was changed');
    expect(await service.database.prisma.attendanceImportRow.count()).toBe(50_000);
    await service.database.prisma.attendanceImport.deleteMany();
  });
});

describe('a formula in a cell', () => {
  it.each([
    ['formula.csv', `Name,Email\n"${formula.replaceAll('"', '""')}",\n`],
    ['formula.xlsx', undefined],
  ])('%s is a name like any other: shown as text, never calculated', async (name, content) => {
    const file =
      content ??
      (await writeXlsx(
        [
          ['Name', 'Email'],
          [formula, ''],
        ].map((row) => row.map((value) => ({ value, type: String }))),
      ).toBuffer());
    const plan = await attach(name, file);
    expect(plan.text).toContain('1 to settle');
    const report = await chat.click(plan.card, 'Apply');
    const doubtful = await chat.click(report.card, 'Settle 1');
    expect(doubtful.text).toContain(formula);
    const form = await chat.click(doubtful.card, 'Somebody else');
    await chat.submit(form.card, { name: formula, position: 'governor', school: 'marrowfen' });
    const { person } = await service.database.prisma.attendance.findFirstOrThrow({
      where: { sessionId },
      select: { person: { select: { id: true, name: true } } },
    });
    expect(person?.name).toBe(formula);
    expect((await chat.say('attendance list for beekeeping')).text).toContain(formula);
    await service.database.prisma.attendance.deleteMany({ where: { sessionId } });
    await service.database.prisma.person.update({ where: { id: person?.id ?? '' }, data: { name: 'Ada Byron' } });
    await service.database.prisma.attendanceImport.deleteMany();
  });
});
