import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { csvLine } from '../../../src/reports/csv.js';
import { startTestService, type TestService } from '../../support/service.js';
import type { Seen, TeamsChat } from '../../support/teams/teams.js';
import { makeSession } from '../../support/worlds/programme.js';

let service: TestService;
let files: Server;
let chat: TeamsChat;
let content = '';
beforeAll(async () => {
  service = await startTestService('2026-11-12T15:30:00Z');
  files = createServer((_request, response) => response.end(content));
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
  chat = await service.chatAs('organiser', 'settles');
});
afterAll(async () => {
  files.close();
  await service.stop();
});

function attach(who: TeamsChat, name: string, text: string, words = ''): Promise<Seen> {
  content = text;
  const downloadUrl = `http://127.0.0.1:${(files.address() as AddressInfo).port}/${name}`;
  const contentType = 'application/vnd.microsoft.teams.file.download.info';
  const attachments = [{ contentType, name, content: { downloadUrl } }];
  return who.send({ type: 'message', textFormat: 'plain', text: words, attachments });
}

/** Names of the people booked, and how a report spells them; the last of the spellings are of nobody. */
const booked = [
  'Philippa Brackenbury',
  'Oswald Tinkersley',
  'Marguerite Haverholme',
  'Cuthbert Lavington',
  'Ignatia Somersby',
];
const spelt = [
  'Philippa Brackenburry',
  'Oswald Tinkersly',
  'Margerite Haverhome',
  'Cuthbrt Lavingtun',
  'Ignatia Somersby-Vane',
];
const strange = ['Xanthe Quillfeather', 'Bruno Wexcombe', 'Kwame Zieliński'];

let sessionId: string;
let title: string;
let round = 0;
beforeEach(async () => {
  round += 1;
  title = `Thatching ${['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta'][round]}`;
  const { prisma } = service.database;
  const startsAt = new Date(`2026-11-${String(round + 1).padStart(2, '0')}T09:30:00Z`);
  sessionId = await makeSession(prisma, service.clock.now(), { capacity: null, title, startsAt });
  for (const name of booked) {
    const person = await prisma.person.create({ data: { name } });
    await prisma.registration.create({ data: { sessionId, personId: person.id, state: 'confirmed' } });
  }
  const list = ['Name', ...spelt, ...strange].join('\r\n');
  const plan = await attach(chat, 'list.csv', list, `attendance for ${title}`);
  const report = await chat.click(plan.card, 'Apply');
  expect(report.text).toContain('0 counted and 8 to settle');
});

const waiting = () =>
  service.database.prisma.attendanceImportRow.count({ where: { state: 'doubtful', import: { sessionId } } });
const there = async () => {
  const rows = await service.database.prisma.attendance.findMany({
    where: { sessionId, present: true },
    select: { person: { select: { name: true } } },
  });
  return rows.map(({ person }) => person?.name).sort();
};
const labels = (seen: Seen) =>
  [...JSON.stringify(seen.card).matchAll(/"title":"((?:Accept|Leave|Apply|Take)[^"]*)"/g)].map(
    ([, label = '']) => label,
  );

/** The list to fill in, with its link followed. */
async function takeList(seen: Seen) {
  const url = /"url":"([^"]+\/unknown-names\/[^"]+)"/.exec(JSON.stringify(seen.card))?.[1] ?? '';
  const path = new URL(url).pathname;
  const response = await fetch(`${service.baseUrl}${path}`, { method: 'POST' });
  expect(response.status).toBe(200);
  const rows: Array<Record<string, string>> = parse(await response.text(), { columns: true, bom: true });
  return { path, rows };
}

/** The list as somebody sends it back. @param who by the name in the file */
function fillIn(rows: ReadonlyArray<Record<string, string>>, who: Readonly<Record<string, string>>): string {
  const [first = {}] = rows;
  const lines = rows.map((row) => csvLine(Object.values({ ...row, 'who is it': who[row.name ?? ''] ?? '' })));
  return `\uFEFF${csvLine(Object.keys(first))}${lines.join('')}`;
}

describe('settling many names at once', () => {
  it('accepts what is sure enough, leaves out the rest, and stores nothing before Apply', async () => {
    const begun = await chat.say(`settle the unknown names of ${title}`);
    expect(begun.text).toContain(`${title}: 8 names to settle`);
    expect(begun.text).toContain('I have a suggestion for 5 of them.');
    expect(labels(begun)).toEqual(expect.arrayContaining(['Accept 75% and above (5)', 'Leave the 8 out']));
    const sure = await chat.click(begun.card, labels(begun).find((label) => label.startsWith('Accept 85%')) ?? '');
    expect(sure.text).toContain('Nothing has been saved yet. If you apply this: 4 counted and 4 still open.');
    expect(sure.text).toMatch(/Margerite Haverhome\nMarguerite Haverholme\n9\d%/);
    const rest = await chat.click(sure.card, 'Leave the other 4 out');
    expect(rest.text).toContain('4 counted, 4 left out and 0 still open');
    expect([await waiting(), await there()]).toEqual([8, []]);
    const done = await chat.click(rest.card, 'Apply to 8');
    expect(done.text).toContain('4 names are settled and counted and 4 left out.');
    expect([await waiting(), await there()]).toEqual([0, booked.slice(0, 4).sort()]);
    expect((await chat.click(rest.card, 'Apply to 8')).text).toContain('There was nothing to apply.');
    const given = await service.database.prisma.attendanceImportRow.findMany({ where: { import: { sessionId } } });
    expect(JSON.stringify(given)).not.toContain('Brackenburry');
  });

  it('takes steps back, one at a time, until it is applied', async () => {
    const begun = await chat.say(`settle unknown names of ${title}`);
    const all = await chat.click(begun.card, 'Accept 75% and above (5)');
    const rest = await chat.click(all.card, 'Leave the other 3 out');
    const back = await chat.click(rest.card, 'Undo the last step');
    expect(back.text).toContain('5 counted and 3 still open');
    const start = await chat.click(back.card, 'Undo the last step');
    expect(start.text).toContain('Nothing has been decided yet.');
    expect([await waiting(), await there()]).toEqual([8, []]);
  });

  it('reads the filled-in list: yes, no, addresses and names; one wrong word saves nothing', async () => {
    const { prisma } = service.database;
    const kwame = await prisma.person.create({
      data: { name: 'Kwame Zielinski', email: `kwame${round}@school.example` },
    });
    const { rows } = await takeList(await chat.say(`settle the unknown names of ${title}`));
    expect(rows.map(({ name, suggestion }) => [name, suggestion])).toEqual([
      ...spelt.map((name, index) => [name, booked[index]]),
      ...strange.map((name) => [name, name === 'Kwame Zieliński' ? 'Kwame Zielinski' : '']),
    ]);
    const [first = '', second = '', third = ''] = spelt;
    const wrong = await attach(
      chat,
      'unknown-names.csv',
      fillIn(rows, { [first]: 'yes', 'Xanthe Quillfeather': 'yes', [second]: 'Nobody Known' }),
    );
    expect(wrong.text).toContain('Nothing from this list has been saved.');
    expect(wrong.text).toContain('Line 7: There is no suggestion to say yes to.');
    expect(wrong.text).toContain('Line 3: Nobody on record is “Nobody Known”.');
    const words = {
      [first]: 'yes',
      [second]: 'TINKERSLEY, Oswald',
      [third]: 'no',
      'Xanthe Quillfeather': 'leave out',
      'Kwame Zieliński': `KWAME${round}@school.example`,
    };
    const planned = await attach(chat, 'unknown-names.csv', fillIn(rows, words));
    expect(planned.text).toContain('If you apply this: 3 counted, 2 left out and 3 still open.');
    await chat.click(planned.card, 'Apply to 5');
    expect(await there()).toEqual(['Kwame Zielinski', 'Oswald Tinkersley', 'Philippa Brackenbury']);
    expect(await waiting()).toBe(3);
    expect((await attach(chat, 'unknown-names.csv', fillIn(rows, { [first]: 'no' }))).text).toContain(
      '3 names to settle',
    );
    expect(await there()).toContain(booked[0]);
    expect(kwame.id).toBeTruthy();
  });

  it('never counts as sure when two people are about as likely, or two names match the same person', async () => {
    const { prisma } = service.database;
    const twin = await prisma.person.create({ data: { name: 'Philippa Brackenburys' } });
    await prisma.registration.create({ data: { sessionId, personId: twin.id, state: 'confirmed' } });
    const more = await attach(chat, 'more.csv', 'Name\r\nOswold Tinkersley\r\n', `attendance for ${title}`);
    await chat.click(more.card, 'Apply');
    const begun = await chat.say(`settle the unknown names of ${title}`);
    const all = await chat.click(begun.card, labels(begun).findLast((label) => label.startsWith('Accept')) ?? '');
    expect(all.text).not.toContain('Philippa Brackenburry');
    expect(
      [all.text.includes('Oswald Tinkersly'), all.text.includes('Oswold Tinkersley')].filter(Boolean),
    ).toHaveLength(1);
  });

  it('is refused to anybody but the organisers of the series, by a stale button, a link or a list', async () => {
    const begun = await chat.say(`settle the unknown names of ${title}`);
    const { path, rows } = await takeList(begun);
    const member = await service.chatAs('headteacher', `curious-${round}`);
    expect((await member.click(begun.card, 'Leave the 8 out')).text).toContain('organisers can');
    const { prisma } = service.database;
    const other = await service.chatAs('organiser', 'organises-another');
    const series = await prisma.series.findUniqueOrThrow({ where: { slug: 'annual-conference' } });
    await prisma.grant.updateMany({ where: { account: { user: 'organises-another' } }, data: { seriesId: series.id } });
    const refused = await attach(other, 'unknown-names.csv', fillIn(rows, { 'Xanthe Quillfeather': 'no' }));
    expect(refused.text).toContain('Only the organisers of this event can do that.');
    expect((await other.click(begun.card, 'Leave the 8 out')).text).toContain(
      'Only the organisers of this event can do that.',
    );
    const account = await prisma.account.findFirstOrThrow({ where: { user: 'settles' } });
    await prisma.grant.updateMany({ where: { accountId: account.id }, data: { revokedAt: service.clock.now() } });
    expect((await fetch(`${service.baseUrl}${path}`, { method: 'POST' })).status).toBe(404);
    await prisma.grant.updateMany({ where: { accountId: account.id }, data: { revokedAt: null } });
    expect(await prisma.auditEntry.count({ where: { act: 'export-unknown-names', subjectId: sessionId } })).toBe(1);
  });
});
