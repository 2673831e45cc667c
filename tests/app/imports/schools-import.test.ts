import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { summariseEvent } from '../../../src/app/board/event-summary.js';
import { type Core, createCore } from '../../../src/app/core.js';
import { pastEvent } from '../../../src/app/figures/figures.js';
import { standIns } from '../../../src/conversation/talk/stand-ins.js';
import type { Database } from '../../../src/db/database.js';
import type { SchoolsWanted } from '../../../src/importers/schools/area.js';
import { clockAt } from '../../support/clock.js';
import { openTestDatabase } from '../../support/database/database.js';
import { idleQueue } from '../../support/database/idle-queue.js';
import { importReported, type RegisterGiven } from '../../support/register-import.js';
import { onFile } from '../../support/worlds/on-file.js';
import { makeSession } from '../../support/worlds/programme.js';
import { linksCsv, type RegisterCells } from '../../support/worlds/register.js';

let database: Database;
let core: Core;
beforeAll(async () => {
  database = await openTestDatabase();
  const clock = clockAt('2026-11-22T10:00:00Z');
  core = createCore({ database, queue: idleQueue, clock, timeZone: 'Europe/London', standIns });
});
afterAll(() => database.close());

const everywhere: SchoolsWanted = { authorities: [], districts: [], everywhere: true };
const importRegister = (rows: readonly RegisterCells[], given?: RegisterGiven) => importReported(core, rows, given);

const school = (urn: number) => database.prisma.school.findUnique({ where: { urn }, include: { trust: true } });

describe('the register of schools', () => {
  it('is shown before it is stored, stored once, and the same again changes nothing', async () => {
    const rows: RegisterCells[] = [
      {
        ...{ URN: '101001', EstablishmentName: 'Fen, Wold & Café School', Town: 'Louth' },
        'LA (name)': 'Lincolnshire, County of',
      },
      {
        URN: '101002',
        EstablishmentName: 'Wold Academy',
        'TypeOfEstablishment (name)': 'Academy special converter',
        'PhaseOfEducation (name)': 'Not applicable',
        'Trusts (code)': '4001',
        'Trusts (name)': 'WOLD TRUST',
        OpenDate: '01-09-2015',
      },
      { URN: '101003', EstablishmentName: 'Away School', 'LA (code)': '201', 'LA (name)': 'City of London' },
    ];
    const dry = await importRegister(rows, { dryRun: true });
    expect(dry.state).toBe('planned');
    expect(dry.counts).toEqual({ new: 2, changed: 0, closed: 0, unchanged: 0, faulty: 0 });
    expect(dry.remarks).toContain('1 schools of other areas are left out.');
    expect(await school(101001)).toBeNull();
    const stored = await importRegister(rows);
    expect([stored.state, stored.digest]).toEqual(['stored', dry.digest]);
    expect(await school(101001)).toMatchObject({
      name: 'Fen, Wold & Café School',
      locality: 'Louth',
      // As people call it, not as the register files it.
      localAuthority: 'Lincolnshire',
      inPartnership: true,
    });
    expect(await school(101002)).toMatchObject({
      phase: 'special',
      type: 'academy',
      trust: { code: '4001', name: 'WOLD TRUST' },
    });
    const again = await importRegister(rows);
    expect(again.counts).toEqual({ new: 0, changed: 0, closed: 0, unchanged: 2, faulty: 0 });
    expect(again.lines).toEqual([]);
  });

  it('tells each change from what to what, and keeps what the partnership says of a school', async () => {
    await database.prisma.school.update({ where: { urn: 101001 }, data: { locality: 'Coast', cluster: 'Coast Tern' } });
    const row = { URN: '101001', EstablishmentName: 'Fen School', Town: 'Alford', NumberOfPupils: '' };
    const report = await importRegister([row]);
    expect(report.lines).toEqual([
      {
        line: 2,
        name: 'Fen School (101001)',
        outcome: 'changed',
        details: ['name: Fen, Wold & Café School → Fen School', 'town: Louth → Alford', 'pupils: 105 → nothing'],
      },
    ]);
    expect(await school(101001)).toMatchObject({
      name: 'Fen School',
      locality: 'Coast',
      cluster: 'Coast Tern',
      pupils: null,
    });
  });

  it('keeps schools of elsewhere outside the partnership when the whole country is imported', async () => {
    const report = await importRegister(
      [
        { URN: '101010', EstablishmentName: 'Away School', 'LA (code)': '201' },
        { URN: '101011', EstablishmentName: 'Near School' },
        { URN: '101012', EstablishmentName: 'Near Hall', 'TypeOfEstablishment (name)': 'Other independent school' },
      ],
      { wanted: everywhere },
    );
    expect(report.remarks[0]).toContain('2 new schools are kept outside the partnership');
    const known = await Promise.all([101010, 101011, 101012].map(school));
    expect(known.map((one) => one?.inPartnership)).toEqual([false, true, false]);
  });

  it('names trusts of one name apart, and renames one whose name changes', async () => {
    const of = (urn: number, code: string, name: string): RegisterCells => ({
      URN: String(urn),
      EstablishmentName: `School ${urn}`,
      'Trusts (code)': code,
      'Trusts (name)': name,
    });
    await importRegister([of(101020, '5001', 'SAINT ANNE TRUST'), of(101021, '5002', 'SAINT ANNE TRUST')]);
    expect((await school(101020))?.trust?.name).toBe('SAINT ANNE TRUST');
    expect((await school(101021))?.trust?.name).toBe('SAINT ANNE TRUST (5002)');
    const rows = [of(101020, '5001', 'OTHER TRUST'), of(101021, '5002', 'SAINT ANNE TRUST')];
    await importRegister(rows);
    expect((await school(101020))?.trust?.name).toBe('OTHER TRUST');
    await importRegister(rows);
    expect((await importRegister(rows)).lines).toEqual([]);
  });
});

describe('a school that becomes an academy', () => {
  const before: RegisterCells = { URN: '102001', EstablishmentName: 'Marsh School', Town: 'Louth' };
  const closed: RegisterCells = { ...before, 'EstablishmentStatus (name)': 'Closed', CloseDate: '31-08-2026' };
  const academy: RegisterCells = {
    URN: '150001',
    EstablishmentName: 'Marsh Academy',
    'TypeOfEstablishment (name)': 'Academy converter',
    OpenDate: '01-09-2026',
  };
  const links = linksCsv([
    [102001, 150001, 'Successor'],
    [150001, 102001, 'Predecessor'],
    [102001, 101001, 'Sixth Form Centre Link'],
  ]);

  it('takes its people and what is to come along, leaves what is over, and counts as one school', async () => {
    const { prisma } = database;
    await importRegister([before]);
    const person = await prisma.person.create({ data: { name: 'Ida Marsh' } });
    const now = core.clock.now();
    await prisma.post.create({
      data: {
        personId: person.id,
        urn: 102001,
        position: 'headteacher',
        from: new Date('2026-01-01T09:00:00Z'),
        ...onFile,
      },
    });
    const coming = await makeSession(prisma, now, { capacity: 10 });
    const past = await makeSession(prisma, now, { capacity: 10, startsAt: new Date('2026-06-01T09:00:00Z') });
    for (const sessionId of [coming, past]) {
      await prisma.registration.create({ data: { sessionId, personId: person.id, urn: 102001, state: 'confirmed' } });
    }
    await prisma.attendance.create({
      data: { sessionId: past, personId: person.id, urn: 102001, source: 'organiser' },
    });
    const report = await importRegister([closed, academy], { links });
    expect(report.lines.map(({ name, outcome, details }) => [name, outcome, details.slice(-2)])).toEqual([
      [
        'Marsh School (102001)',
        'closed',
        ['became Marsh Academy (150001)', 'goes to 150001: 1 person, 1 place to come'],
      ],
      ['Marsh Academy (150001)', 'new', ['Academy converter, Lincoln LN1 1AA, open', 'in the partnership']],
    ]);
    const posts = await prisma.post.findMany({ where: { personId: person.id }, orderBy: { from: 'asc' } });
    expect(posts.map(({ urn, position, until }) => [urn, position, until !== null])).toEqual([
      [102001, 'headteacher', true],
      [150001, 'headteacher', false],
    ]);
    const places = await prisma.registration.findMany({ where: { personId: person.id } });
    expect(new Map(places.map(({ sessionId, urn }) => [sessionId, urn]))).toEqual(
      new Map([
        [coming, 150001],
        [past, 102001],
      ]),
    );
    await prisma.attendance.create({ data: { sessionId: past, urn: 150001, source: 'organiser' } });
    const event = await prisma.session.findUniqueOrThrow({ where: { id: past }, include: { event: true } });
    const figures = (await pastEvent(core, event.event.slug))?.figures;
    expect(figures?.find(({ kind }) => kind === 'schools')?.value).toBe(1);
    expect((await importRegister([closed, academy], { links })).lines).toEqual([]);
  });

  it('is not new to a series that it came to under its old number', async () => {
    const { prisma } = database;
    const now = core.clock.now();
    const [earlier, later] = await Promise.all(
      ['2026-03-02T09:00:00Z', '2026-10-05T09:00:00Z'].map((startsAt) =>
        makeSession(prisma, now, { capacity: null, startsAt: new Date(startsAt) }),
      ),
    );
    const eventOf = async (id = '') =>
      (await prisma.session.findUniqueOrThrow({ where: { id }, include: { event: true } })).event;
    const [before, after] = [await eventOf(earlier), await eventOf(later)];
    await prisma.event.update({ where: { id: after.id }, data: { seriesId: before.seriesId } });
    for (const [sessionId = '', urn] of [
      [earlier, 102001],
      [later, 150001],
      [later, 101001],
    ] as const) {
      await prisma.attendance.create({ data: { sessionId, urn, source: 'organiser' } });
    }
    expect(await summariseEvent(core, after.id, undefined)).toMatchObject({ schools: 2, firstTime: 1 });
  });

  it('goes to one school when it is split, and never round in a circle', async () => {
    const shut = (urn: string): RegisterCells => ({
      URN: urn,
      EstablishmentName: `Shut ${urn}`,
      'EstablishmentStatus (name)': 'Closed',
    });
    const open: RegisterCells = { URN: '103003', EstablishmentName: 'Split Infants' };
    const report = await importRegister([shut('103001'), shut('103002'), open], {
      links: linksCsv([
        [103001, 103002, 'Successor - Split School'],
        [103001, 103003, 'Successor - Split School'],
        [103002, 103001, 'Successor'],
        [103003, 103001, 'Successor'],
      ]),
    });
    expect(report.remarks).toContain('103001 was split: its past is counted with 103003, not with 103002.');
    const kept = await database.prisma.schoolLink.findMany({
      where: { predecessorUrn: { in: [103001, 103002, 103003] } },
    });
    expect(kept.map(({ predecessorUrn, successorUrn }) => [predecessorUrn, successorUrn])).toEqual([
      [103001, 103003],
      [103002, 103001],
    ]);
  });
});

describe('a register with a fault', () => {
  it('stores nothing, and says what is wrong with which row', async () => {
    const report = await importRegister([
      { URN: '104001', EstablishmentName: 'Good School' },
      { URN: '104001', EstablishmentName: 'Twin School' },
      { URN: '12', EstablishmentName: 'Short School' },
      { URN: '104003', EstablishmentName: 'Odd School', OpenDate: '31-02-2020', NumberOfPupils: 'many' },
      { URN: '104004', EstablishmentName: 'New School', 'EstablishmentStatus (name)': 'Dreaming' },
    ]);
    expect(report.state).toBe('faulty');
    expect(
      report.lines.filter(({ outcome }) => outcome === 'faulty').map(({ line, details }) => [line, details]),
    ).toEqual([
      [3, ['URN 104001 is in line 2 already. Keep one of the two.']],
      [4, ['URN: “12” is no number of six digits.']],
      [5, ['NumberOfPupils: “many” is no whole number.', 'OpenDate: “31-02-2020” is no date such as 01-09-2026.']],
      [6, ['EstablishmentStatus (name): I do not know “Dreaming”.']],
    ]);
    expect(await school(104001)).toBeNull();
  });

  it('leaves dates and ages that run backwards empty, as the real one has some', async () => {
    const report = await importRegister([
      {
        URN: '104010',
        EstablishmentName: 'Odd School',
        OpenDate: '01-09-2020',
        CloseDate: '01-09-2010',
        StatutoryLowAge: '12',
      },
    ]);
    expect(report.state).toBe('stored');
    expect(report.remarks).toHaveLength(2);
    expect(await school(104010)).toMatchObject({ openedOn: null, lowestAge: null });
  });
});
