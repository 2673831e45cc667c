import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.js';
import { startSmtp, type TestSmtp } from '../../support/mail/smtp.js';
import { startTestService, type TestService } from '../../support/service.js';
import type { Seen, TeamsChat } from '../../support/teams/teams.js';
import { makeSession } from '../../support/worlds/programme.js';
import { linksCsv, registerCsv } from '../../support/worlds/register.js';

let service: TestService;
let smtp: TestSmtp;
let files: Server;
const contents = new Map<string, string>();
beforeAll(async () => {
  smtp = await startSmtp();
  service = await startTestService(undefined, { mail: smtp.settings });
  files = createServer((request, response) => response.end(contents.get(request.url?.slice(1) ?? '') ?? ''));
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  files.close();
  await service.stop();
  await smtp.stop();
});

function attach(
  chat: TeamsChat,
  words: string,
  ...given: ReadonlyArray<readonly [name: string, content: string]>
): Promise<Seen> {
  const { port } = files.address() as AddressInfo;
  for (const [name, content] of given) contents.set(name, content);
  return chat.send({
    type: 'message',
    textFormat: 'plain',
    text: words,
    attachments: given.map(([name]) => ({
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      name,
      content: { downloadUrl: `http://127.0.0.1:${port}/${name}` },
    })),
  });
}

/** Presses the button of the page behind a link. */
async function followLink(url: string) {
  const address = `${service.baseUrl}${new URL(url).pathname}`;
  expect(await (await fetch(address)).text()).toContain('<form');
  const file = await fetch(address, { method: 'POST' });
  const lines = (await file.text()).split('\r\n');
  return { status: file.status, lines: lines.length, last: lines.at(-2) ?? '' };
}

const eventsCsv = (slug: string, venue = 'Castle Hall') =>
  [
    'reference,series,title,date,start,end,venue',
    `${slug},leadership-briefing,Imported ${slug},04/03/2027,09:30,12:00,${venue}`,
  ].join('\n');
const eventOf = (slug: string) =>
  service.database.prisma.event.findUnique({ where: { slug }, include: { sessions: true } });

describe('a file of events', () => {
  it('is shown first, stored when Apply is pressed, and once however often it is pressed', async () => {
    const chat = await service.chatAs('organiser', 'brings-events');
    const shown = await attach(chat, 'import events', ['list.csv', eventsCsv('chat-one')]);
    expect(shown.text).toContain('Nothing has been saved yet. This file has 1 new.');
    expect(await eventOf('chat-one')).toBeNull();
    const [first, second] = await Promise.all([chat.click(shown.card, 'Apply'), chat.click(shown.card, 'Apply')]);
    expect([first.text, second.text].join('\n')).toContain('Saved: 1 new.');
    expect([first.text, second.text].join('\n')).toContain('Nothing was done twice');
    expect((await eventOf('chat-one'))?.sessions).toHaveLength(1);
    const again = await attach(chat, '', ['events.csv', eventsCsv('chat-one')]);
    expect(again.text).toContain('Everything in this file is already on record');
  });

  it('is not stored when the records have changed since, and what would happen now is shown', async () => {
    const chat = await service.chatAs('organiser', 'brings-events');
    const shown = await attach(chat, 'import events', ['list.csv', eventsCsv('chat-two')]);
    const other = await attach(chat, 'import events', ['other.csv', eventsCsv('chat-two', 'Old Mill')]);
    await chat.click(other.card, 'Apply');
    const late = await chat.click(shown.card, 'Apply');
    expect(late.text).toContain('The records have changed since I looked, so nothing was saved.');
    expect(late.text).toContain('venue: Old Mill → Castle Hall');
    expect((await eventOf('chat-two'))?.sessions[0]?.venue).toBe('Old Mill');
    expect((await chat.click(late.card, 'Apply')).text).toContain('Saved: 1 changed.');
  });

  it.each([30, 1_200])('with %i faults shows the first of them, and links to all of them', async (faults) => {
    const rows = Array.from(
      { length: faults },
      (_, index) => `row-${index},leadership-briefing,=Row,31/02/2027,09:30,12:00,Hall`,
    );
    const csv = ['reference,series,title,date,start,end,venue', ...rows].join('\n');
    const chat = await service.chatAs('organiser', 'brings-events');
    const shown = await attach(chat, 'import events', ['list.csv', csv]);
    expect(shown.text).toContain(`Nothing was saved: ${faults.toLocaleString('en-GB')} rows need correcting.`);
    expect(shown.text).toContain('“31/02/2027” is no day');
    expect(shown.text).not.toContain('Apply');
    const urls = new Set(JSON.stringify(shown.card).match(/http:[^"]*\/imports\/[^"]*\.csv/g));
    const made = await Promise.all([...urls].map((url) => followLink(url)));
    expect(made.map(({ status, lines }) => [status, lines])).toEqual([
      [200, faults + 2],
      [200, faults + 2],
    ]);
    // The rows to mend are as they were, and no formula.
    expect(made.map(({ last }) => last)).toContainEqual(
      expect.stringContaining(`"row-${faults - 1}","leadership-briefing","'=Row","31/02/2027"`),
    );
  });

  it('cannot be applied by anybody else, nor after the role has ended', async () => {
    const { prisma } = service.database;
    const chat = await service.chatAs('organiser', 'loses-role');
    const shown = await attach(chat, 'import events', ['list.csv', eventsCsv('chat-three')]);
    const other = await service.chatAs('organiser', 'other-organiser');
    expect((await other.click(shown.card, 'Apply')).text).toContain('I no longer have that file');
    await prisma.grant.updateMany({
      where: { account: { user: 'loses-role' } },
      data: { revokedAt: service.clock.now() },
    });
    expect((await chat.click(shown.card, 'Apply')).text).toContain('organisers can');
    expect(await eventOf('chat-three')).toBeNull();
  });
});

describe('a register of schools', () => {
  const rows = [
    { URN: '131001', EstablishmentName: 'Chat School', 'EstablishmentStatus (name)': 'Closed' },
    { URN: '151001', EstablishmentName: 'Chat Academy', 'TypeOfEstablishment (name)': 'Academy converter' },
    { URN: '131002', EstablishmentName: 'Far School', 'LA (code)': '201' },
  ];
  const register = ['edubasealldata20261101.csv', registerCsv(rows)] as const;
  const links = ['links_edubasealldata20261101.csv', linksCsv([[131001, 151001, 'Successor']])] as const;

  it('is for administrators, who attach the links beside it and name their authority', async () => {
    const organiser = await service.chatAs('organiser', 'brings-events');
    expect((await attach(organiser, '', register)).text).toContain('administrators can');
    const chat = await service.chatAs('administrator', 'brings-schools');
    const shown = await attach(chat, 'import schools for LA 925', register, links);
    expect(shown.text).toContain('This file has 2 new.');
    expect(shown.text).toContain('became Chat Academy (151001)');
    expect((await chat.click(shown.card, 'Apply')).text).toContain('Saved: 2 new.');
    const { prisma } = service.database;
    expect(await prisma.schoolLink.count({ where: { predecessorUrn: 131001, successorUrn: 151001 } })).toBe(1);
    expect(await prisma.school.count({ where: { urn: 131002 } })).toBe(0);
  });
});

describe('a register that goes beyond the partnership', () => {
  const of = (urn: string, code: string, name: string) => ({
    URN: urn,
    EstablishmentName: `School ${urn}`,
    'LA (code)': code,
    'LA (name)': name,
  });
  const register = [
    'edubasealldata20261102.csv',
    registerCsv([of('132001', '886', 'Kent'), of('132002', '886', 'Kent'), of('132003', '881', 'Essex')]),
  ] as const;

  it('tells what it leaves out, by local authority, and takes in those that are named, or all', async () => {
    const { prisma } = service.database;
    await prisma.school.updateMany({ data: { localAuthorityCode: null } });
    const chat = await service.chatAs('administrator', 'brings-country');
    const asked = await attach(chat, 'import schools', register);
    expect(asked.text).toContain('The file has Kent (2) and Essex (1). Which schools are yours?');
    await prisma.school.updateMany({ where: { inPartnership: true }, data: { localAuthorityCode: 925 } });
    const shown = await attach(chat, '', register);
    expect(shown.text).toContain(
      '3 schools are left out, in 2 local authorities that the partnership has no school in: Kent (2) and Essex (1).',
    );
    expect(shown.text).toContain('import schools for Kent');
    expect((await attach(chat, 'import schools for Kent and Sussex', register)).text).toContain('Did you mean Essex?');
    expect((await attach(chat, 'import schools for Kent and Essex please', register)).text).toContain('has 3 new.');
    const all = await attach(chat, 'import all schools', register);
    expect(all.text).toContain('This file has 3 new.');
    expect((await chat.click(all.card, 'Apply')).text).toContain('Saved: 3 new.');
    expect(await prisma.school.count({ where: { urn: { gte: 132_001, lte: 132_003 }, inPartnership: false } })).toBe(3);
  });
});

describe('a register for which nobody said which schools are theirs', () => {
  const of = (urn: string, code: string, name: string, trust = '') => ({
    ...{ URN: urn, EstablishmentName: `School ${urn}`, 'LA (code)': code, 'LA (name)': name },
    ...(trust ? { 'Trusts (code)': '98765', 'Trusts (name)': trust } : {}),
  });
  const register = [
    'edubasealldata20261103.csv',
    registerCsv([
      of('133001', '886', 'Kent'),
      of('133002', '886', 'Kent', 'The Longshore Learning Trust'),
      of('133003', '881', 'Essex', 'The Longshore Learning Trust'),
      of('133004', '803', 'Bath and North East Somerset'),
    ]),
  ] as const;

  it('offers its local authorities to tick, or a trust, and shows what each choice would save', async () => {
    const { prisma } = service.database;
    await prisma.school.updateMany({ data: { localAuthorityCode: null } });
    const chat = await service.chatAs('administrator', 'chooses-area');
    const asked = await attach(chat, 'import schools', register);
    const form = await chat.click(asked.card, 'Choose');
    expect(form.text).toContain('Bath and North East Somerset (1)');
    expect((await chat.submit(form.card, {})).text).toContain('Tick at least one, or name a trust.');
    const faulty = await chat.submit(form.card, { trust: 'Nobody’s Trust' });
    expect(faulty.text).toContain('No school of this file is in the trust “Nobody’s Trust”.');
    expect((await chat.submit(form.card, { trust: 'Longshore Learning Trust' })).text).toContain('has 2 new.');
    const both = { ticked: ['Kent (2)'], trust: 'longshore learning trust' };
    expect((await chat.submit(form.card, both)).text).toContain('has 1 new.');
    const shown = await chat.submit(form.card, { ticked: ['Kent (2)', 'Bath and North East Somerset (1)'] });
    expect(shown.text).toContain('has 3 new.');
    expect((await chat.click(shown.card, 'Apply')).text).toContain('Saved: 3 new.');
    expect(
      (await prisma.school.findMany({ where: { urn: { gte: 133_001, lte: 133_004 } }, orderBy: { urn: 'asc' } })).map(
        ({ urn, inPartnership }) => [urn, inPartnership],
      ),
    ).toEqual([133_001, 133_002, 133_004].map((urn) => [urn, true]));
  });
});

describe('past attendance with people who are not on record', () => {
  it('gives a list of them that, filled in, brings them in by name', async () => {
    const { prisma } = service.database;
    const chat = await service.chatAs('administrator', 'brings-history');
    const held = eventsCsv('held-long-ago').replace('04/03/2027', '04/03/2020').replace('venue', 'venue,status');
    const made = await attach(chat, 'import events', ['list.csv', `${held},published`]);
    await chat.click(made.card, 'Apply');
    const school = await prisma.school.findFirstOrThrow({ where: { status: 'open' } });
    const people = Array.from({ length: 30 }, (_, index) => `held-long-ago,Newcomer Number${index},${school.urn}`);
    const history = ['event,name,school', ...people, people[0]].join('\n');
    const shown = await attach(chat, 'import history', ['history.csv', history]);
    expect(shown.text).toContain('31 people are not on record');
    const url = /"url":"([^"]+\/imports\/[^"]*)"/.exec(JSON.stringify(shown.card))?.[1] ?? '';
    const answer = await fetch(`${service.baseUrl}${new URL(url).pathname}`, { method: 'POST' });
    const list = await answer.text();
    expect(list.trim().split('\r\n')).toHaveLength(31);
    const filled = list.replaceAll(/","","(\d{6})/g, '","Governor","$1');
    const brought = await attach(chat, 'import people', ['people.csv', filled]);
    expect(brought.text).toContain('This file has 30 new.');
    await chat.click(brought.card, 'Apply');
    const again = await attach(chat, 'import history', ['history.csv', history.replace(/\n[^\n]*$/, '')]);
    expect(again.text).not.toContain('are not on record');
    await chat.click(again.card, 'Apply');
    expect(await prisma.attendance.count({ where: { person: { name: { startsWith: 'Newcomer Number' } } } })).toBe(30);
  });
});

describe('totals of past events from a paper', () => {
  it('find their paper by the title it had until an organiser corrected it', async () => {
    const { prisma } = service.database;
    const chat = await service.chatAs('organiser', 'brings-totals');
    const held = eventsCsv('counted-long-ago').replace('04/03/2027', '04/03/2019').replace('venue', 'venue,status');
    await chat.click((await attach(chat, 'import events', ['list.csv', `${held},published`])).card, 'Apply');
    const title = `Minutes of the ${'long and '.repeat(9)}yearly meeting`;
    const totals = (counted: string) =>
      `event,attended,counts,source,publisher,published\ncounted-long-ago,${counted},${title},The board,02/05/2019`;
    const bring = (counted: string) => attach(chat, 'import history', ['history.csv', totals(counted)]);
    await chat.click((await bring('31,leaders')).card, 'Apply');
    const form = await chat.click((await chat.say('papers on record')).card, 'Correct', title);
    await chat.submit(form.card, { title: 'Minutes of May', publishedOn: '2019-05-03' });
    expect((await bring('31,leaders')).text).toContain('Everything in this file is already on record');
    await chat.click((await bring('12,governors')).card, 'Apply');
    const sources = await prisma.source.findMany({
      where: { figures: { some: { event: { slug: 'counted-long-ago' } } } },
    });
    expect(sources.map((source) => source.title)).toEqual(['Minutes of May']);
  });
});

describe('asking how', () => {
  it('shows the headings of a file, and says what is not one', async () => {
    const chat = await service.chatAs('administrator', 'asks');
    expect((await chat.say('import people')).text).toContain('position');
    const asked = await chat.say('import a file');
    expect((await chat.click(asked.card, 'Past attendance')).text).toContain('attended');
    expect((await chat.say('import schools')).text).toContain('Get Information About Schools');
    expect((await attach(chat, 'import people', ['x.csv', 'a,b\n1,2'])).text).toContain('Missing: name, position');
    const member = await service.chatAs('headteacher', 'member');
    expect((await member.say('import events')).text).toContain('organisers can');
  });
});

describe('a file of guests', () => {
  const guestsCsv = [
    'name,email,school',
    'Ida Ingram,ida@guests.example,',
    'Jo Jarvis,,',
    'Kit Kestrel,kit@guests.example,',
    'Lou Larch,,',
    'Ida Ingram,ida@guests.example,',
  ].join('\n');

  it('gives places in its order up to the capacity, the rest wait, and twice changes nothing', async () => {
    const { prisma } = service.database;
    const sessionId = await makeSession(prisma, service.clock.now(), { capacity: 3, title: 'Osprey evening' });
    const here = await prisma.person.create({
      data: { name: 'Kit Kestrel', email: 'kit@guests.example', posts: { create: { position: 'other' } } },
    });
    await prisma.registration.create({ data: { sessionId, personId: here.id, state: 'confirmed' } });
    const chat = await service.chatAs('organiser', 'brings-guests');
    const shown = await attach(chat, 'guests for the Osprey evening', ['coming.csv', guestsCsv]);
    expect(shown.text).toContain('Nothing has been saved yet. This file has 3 new and 2 unchanged.');
    expect(shown.text).toContain('Guests of Osprey evening');
    expect(shown.text).toContain('2 with a place, 1 waiting, because there are 3 places');
    expect(shown.text).toContain('on the waiting list; not on record before');
    expect(shown.text).toContain('so tell them yourself: Jo Jarvis (line 3), Lou Larch (line 5).');
    expect(shown.text).toContain('Booked or waiting already: Kit Kestrel (line 4).');
    expect(shown.text).toContain('Twice in the file, taken once: Ida Ingram (line 6).');
    expect(await prisma.registration.count({ where: { sessionId } })).toBe(1);
    const done = await Promise.all([chat.click(shown.card, 'Apply'), chat.click(shown.card, 'Apply')]);
    expect(done.map(({ text }) => text).join(' ')).toContain('Saved: 3 new and 2 unchanged.');
    const placed = async () =>
      (
        await prisma.registration.findMany({
          where: { sessionId },
          orderBy: { queue: 'asc' },
          select: { state: true, person: { select: { name: true } } },
        })
      ).map(({ state, person }) => [person.name, state]);
    const there = [
      ['Kit Kestrel', 'confirmed'],
      ['Ida Ingram', 'confirmed'],
      ['Jo Jarvis', 'confirmed'],
      ['Lou Larch', 'waiting'],
    ];
    expect(await placed()).toEqual(there);
    service.clock.advance(31_000);
    const letters = () => smtp.taken.filter(({ to }) => to.includes('ida@guests.example'));
    await eventually(() => expect(letters()).toHaveLength(2));
    expect(letters()[0]?.mail.subject).toContain('First notice of what is held');
    expect(letters()[1]?.mail.text).toContain('The organisers have booked a place for you.');
    const again = await attach(chat, 'guests for the Osprey evening', ['coming.csv', guestsCsv]);
    expect(again.text).toContain('Everything in this file is already on record');
    expect(await placed()).toEqual(there);
  });

  it('is taken back within half a minute, and who was not on record before is not on record any more', async () => {
    const { prisma } = service.database;
    const sessionId = await makeSession(prisma, service.clock.now(), { capacity: 1, title: 'Merlin evening' });
    const known = await prisma.person.create({
      data: { name: 'Uma Upton', email: 'uma@guests.example', posts: { create: { position: 'other' } } },
    });
    const chat = await service.chatAs('organiser', 'brings-guests');
    const csv = ['name,email', 'Uma Upton,uma@guests.example', 'Val Vane,val@guests.example', 'Wes Wold,'].join('\n');
    const add = async () =>
      chat.click((await attach(chat, 'guests for the Merlin evening', ['merlin.csv', csv])).card, 'Apply');
    const people = await prisma.person.count();
    const added = await add();
    expect(added.text).toContain('until then it can be undone');
    expect(await prisma.registration.count({ where: { sessionId } })).toBe(3);
    const undone = await chat.click(added.card, 'Undo');
    expect(undone.text).toContain('None of these guests is on the list any more.');
    expect(await prisma.registration.count({ where: { sessionId } })).toBe(0);
    expect(await prisma.person.count()).toBe(people);
    expect(await prisma.person.count({ where: { id: known.id } })).toBe(1);
    const again = await add();
    const first = { sessionId, personId: known.id };
    await prisma.registration.updateMany({ where: first, data: { state: 'cancelled', endedAt: service.clock.now() } });
    expect((await chat.click(again.card, 'Undo')).text).toContain('It is too late to undo');
    expect(await prisma.registration.count({ where: { sessionId, state: { not: 'cancelled' } } })).toBe(2);
    service.clock.advance(31_000);
    await eventually(() => expect(smtp.taken.flatMap(({ to }) => to)).toContain('val@guests.example'));
    expect((await chat.click(again.card, 'Undo')).text).toContain('It is too late to undo');
  });

  it('says whose address is not right, and takes the others when asked to', async () => {
    const { prisma } = service.database;
    const sessionId = await makeSession(prisma, service.clock.now(), { capacity: 9, title: 'Plover evening' });
    const chat = await service.chatAs('organiser', 'brings-guests');
    const rows = ['name,email', 'Mo Marsh,mo@guests', 'Nell Nash,nell@guests.example', 'Ned Nash,nell@guests.example'];
    const shown = await attach(chat, 'guests for the Plover evening', ['coming.csv', rows.join('\n')]);
    expect(shown.text).toContain('Nothing was saved: 2 rows need correcting.');
    expect(shown.text).toContain('Mo Marsh');
    expect(shown.text).toContain('this address is of somebody else in the file');
    await chat.click(shown.card, 'Save the correct rows');
    const there = await prisma.registration.findMany({
      where: { sessionId },
      select: { person: { select: { name: true } } },
    });
    expect(there.map(({ person }) => person.name)).toEqual(['Nell Nash']);
  });

  it('asks which session where none is named, and is refused to organisers of another series', async () => {
    const { prisma } = service.database;
    const sessionId = await makeSession(prisma, service.clock.now(), { capacity: 3, title: 'Kingfisher evening' });
    const chat = await service.chatAs('organiser', 'brings-guests');
    const asked = await attach(chat, 'guests', ['coming.csv', guestsCsv]);
    expect(asked.text).toContain('Guests of which session?');
    const member = await service.chatAs('headteacher', 'brings-no-guests');
    await attach(member, 'guests for the Kingfisher evening', ['coming.csv', guestsCsv]);
    expect(await prisma.registration.count({ where: { sessionId } })).toBe(0);
  });
});
