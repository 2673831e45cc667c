import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { loadDemonstrationData } from '../../prisma/demo/load.js';
import type { Core } from '../../src/app/core.js';
import { type DataReport, importFile } from '../../src/app/data-import.js';
import { pastEvent } from '../../src/app/figures.js';
import type { ImportFile } from '../../src/app/import-files.js';
import type { Database } from '../../src/db/database.js';
import type { Actor } from '../../src/domain/actor.js';
import { readTableFile, type TableKind, templateOf } from '../../src/importers/read-table-file.js';
import { clockAt } from '../support/clock.js';
import { openTestDatabase } from '../support/database.js';
import { idleQueue } from '../support/idle-queue.js';

let database: Database;
let core: Core;
const zone = 'Europe/London';
beforeAll(async () => {
  database = await openTestDatabase();
  const clock = clockAt('2026-11-22T10:00:00Z');
  await loadDemonstrationData(database.prisma, clock, { timeZone: zone });
  core = { prisma: database.prisma, queue: idleQueue, clock, timeZone: zone };
});
afterAll(() => database.close());

async function read(kind: TableKind, content: string | Uint8Array): Promise<ImportFile> {
  const file = await readTableFile(kind, typeof content === 'string' ? Buffer.from(content) : content, zone);
  if (file.kind === 'unreadable') throw new Error(file.words);
  return file;
}

async function bring(kind: TableKind, content: string | Uint8Array, actor?: Actor): Promise<DataReport> {
  const report = await importFile(core, actor, await read(kind, content), { apply: true });
  if (report.kind === 'refused') throw new Error('refused');
  return report;
}

const faultsOf = (report: DataReport) =>
  report.lines.filter(({ outcome }) => outcome === 'faulty').map(({ line, details }) => [line, details.join(' ')]);

const organiserOf = (seriesId: string | null): Actor => ({
  accountId: '00000000-0000-4000-8000-000000000001',
  personId: null,
  name: 'Nobody',
  post: null,
  grants: [{ role: 'organiser', seriesId }],
});

describe('every template', () => {
  it.each(['events', 'people', 'history'] as const)('of %s can be read by whoever fills it in', async (kind) => {
    const file = await read(kind, templateOf(kind));
    expect([file.rows.length, file.faults, file.remarks]).toEqual([1, [], []]);
  });
});

describe('events', () => {
  const heading = 'Reference;Series;Title;Session;Date;Start;End;Venue;Places;Cost;Status';
  const csv = [
    heading,
    'spring-2027;Leadership briefing;Spring briefing;Lincoln;04/03/2027;9.30am;12 noon;Castle Hall;120;12.50;draft',
    'spring-2027;Leadership briefing;Spring briefing;Boston;29-03-2027;09:30;12:00;Fen Hall;;12.50;draft',
  ]
    .join('\n')
    .replace('12 noon', 'noon');

  it('are stored as drafts with their sessions on London’s clock, and the same again changes nothing', async () => {
    const report = await bring('events', csv);
    expect([report.state, report.counts.new]).toEqual(['stored', 2]);
    const event = await database.prisma.event.findUniqueOrThrow({
      where: { slug: 'spring-2027' },
      include: { sessions: { orderBy: { startsAt: 'asc' } } },
    });
    expect(event).toMatchObject({ status: 'draft', costPence: 1250, academicYear: 2026, term: 'spring' });
    // The clocks go forward on 28 March 2027.
    expect(event.sessions.map(({ label, startsAt, capacity }) => [label, startsAt.toISOString(), capacity])).toEqual([
      ['Lincoln', '2027-03-04T09:30:00.000Z', 120],
      ['Boston', '2027-03-29T08:30:00.000Z', null],
    ]);
    const again = await bring('events', csv);
    expect([again.counts.unchanged, again.lines]).toEqual([2, []]);
  });

  it('that are drafts are changed, those that members see are not', async () => {
    const moved = await bring('events', csv.replace('Castle Hall', 'Cathedral'));
    expect(moved.lines[0]?.details).toEqual(['venue: Castle Hall → Cathedral']);
    await database.prisma.event.update({ where: { slug: 'spring-2027' }, data: { status: 'published' } });
    const refused = await bring('events', csv);
    expect(faultsOf(refused)).toEqual([[2, expect.stringContaining('it is changed in the chat')]]);
    expect((await bring('events', csv.replace('Castle Hall', 'Cathedral'))).state).toBe('stored');
  });

  it('come from a workbook too, with its dates and times', async () => {
    const row = [
      'Leadership briefing',
      'Workbook briefing',
      new Date('2027-05-06T00:00:00Z'),
      '09:30',
      '11:00',
      'Hall',
    ];
    const cells = row.map((value) =>
      value instanceof Date ? { value, type: Date, format: 'dd/mm/yyyy' } : { value, type: String },
    );
    const heads = ['series', 'title', 'date', 'start', 'end', 'venue'].map((value) => ({ value, type: String }));
    const bytes = await writeXlsx([heads, cells]).toBuffer();
    expect((await bring('events', bytes)).state).toBe('stored');
    const { startsAt } = await database.prisma.session.findFirstOrThrow({
      where: { event: { title: 'Workbook briefing' } },
    });
    expect(startsAt.toISOString()).toBe('2027-05-06T08:30:00.000Z');
  });

  it('with a fault in any row are all left out, each row told', async () => {
    const report = await bring(
      'events',
      [
        heading,
        'good-one;leadership-briefing;Good;;04/03/2027;09:30;12:00;Hall;;;',
        'us-date;leadership-briefing;American;;03/24/2027;09:30;12:00;Hall;;;',
        'no-series;knitting;Knitting;;04/03/2027;09:30;12:00;Hall;;;',
        'backwards;leadership-briefing;Backwards;;04/03/2027;12:00;09:30;Hall;;;',
        'nowhere;leadership-briefing;Nowhere;;04/03/2027;09:30;12:00;;many;free;',
        'good-one;leadership-briefing;Other;;05/03/2027;09:30;12:00;Hall;;;',
      ].join('\n'),
    );
    expect(report.state).toBe('faulty');
    expect(faultsOf(report)).toEqual([
      [3, expect.stringContaining('“03/24/2027” is no day. Write 04/03/2027 (day first)')],
      [4, expect.stringContaining('none is called “knitting”')],
      [5, expect.stringContaining('it is not after the start')],
      [6, expect.stringContaining('“many” is no number')],
      [7, expect.stringContaining('differ in: title')],
    ]);
    expect(await database.prisma.event.count({ where: { slug: 'good-one' } })).toBe(0);
  });

  it('are for those who organise the series', async () => {
    const other = await database.prisma.series.findUniqueOrThrow({ where: { slug: 'governor-briefing' } });
    const row = `${heading}\nnot-mine;leadership-briefing;Mine?;;04/03/2027;09:30;12:00;Hall;;;`;
    expect(faultsOf(await bring('events', row, organiserOf(other.id)))[0]?.[1]).toContain('you do not organise');
    const member = await importFile(core, { ...organiserOf(null), grants: [] }, await read('events', row), {
      apply: true,
    });
    expect(member).toEqual({ kind: 'refused', reason: 'not-allowed' });
  });
});

describe('people', () => {
  const person = (name: string) =>
    database.prisma.person.findFirst({ where: { name }, include: { posts: true, accounts: true } });

  it('are stored with their posts, found again by address, and get no role and no account', async () => {
    const { prisma } = database;
    const school = await prisma.school.findFirstOrThrow({ where: { status: 'open' } });
    const grants = await prisma.grant.count();
    const account = await prisma.account.create({
      data: { platform: 'teams', tenant: 'tenant', user: 'ola', vouchedEmail: 'ola@school.example' },
    });
    const csv = [
      'Name,Email,School,Position,Role',
      `Ola Fenn,Ola@School.example,${school.urn},Head teacher,administrator`,
      `Una Wold,,${school.name},school business manager,`,
    ].join('\n');
    const report = await bring('people', csv);
    expect(report.remarks).toEqual([expect.stringContaining('Roles are given in the chat, never by a file.')]);
    expect(await person('Ola Fenn')).toMatchObject({
      email: 'ola@school.example',
      posts: [{ urn: school.urn, position: 'headteacher', until: null }],
      accounts: [],
    });
    expect(await prisma.account.findUnique({ where: { id: account.id } })).toMatchObject({ personId: null });
    expect(await prisma.grant.count()).toBe(grants);
    expect((await bring('people', csv)).counts).toMatchObject({ new: 0, changed: 0, unchanged: 2 });
    const moved = await bring('people', csv.replace('Head teacher', 'CEO'));
    expect(moved.lines.map(({ details }) => details)).toEqual([['position: headteacher → trust_leader']]);
    expect((await person('Ola Fenn'))?.posts).toHaveLength(2);
  });

  it('go to the school that stands in the place of the one they name', async () => {
    const link = await database.prisma.schoolLink.findFirstOrThrow();
    const report = await bring('people', `name,school,position\nIvo Old,${link.predecessorUrn},Clerk`);
    expect(report.lines[0]?.details).toContain(`${link.predecessorUrn} is ${link.successorUrn} now`);
    expect((await person('Ivo Old'))?.posts[0]?.urn).toBe(link.successorUrn);
  });

  it('keep the address of whoever uses the chat', async () => {
    const { prisma } = database;
    const post = await prisma.post.findFirstOrThrow({
      where: { until: null, urn: { not: null } },
      include: { person: true },
    });
    await prisma.account.create({ data: { platform: 'slack', tenant: 'T', user: 'U', personId: post.personId } });
    const csv = `name,email,school,position\n${post.person.name},thief@elsewhere.example,${post.urn},other`;
    await bring('people', csv);
    expect((await prisma.person.findUnique({ where: { id: post.personId } }))?.email).toBe(post.person.email);
  });

  it('with a fault in any row are all left out, each row told', async () => {
    const report = await bring(
      'people',
      [
        'name,email,school,position',
        'Good Person,good@school.example,,Council officer',
        'No School,,999998,Governor',
        'Bad Address,nobody,,Governor',
        'No Position,,,wizard',
        'Twin,GOOD@school.example,,Governor',
      ].join('\n'),
    );
    expect(faultsOf(report)).toEqual([
      [3, expect.stringContaining('no school on record has the URN 999998')],
      [4, expect.stringContaining('is no address')],
      [5, expect.stringContaining('“wizard” is none of Headteacher')],
      [6, expect.stringContaining('the same person as in line 2')],
    ]);
    expect(await person('Good Person')).toBeNull();
  });
});

describe('past attendance', () => {
  beforeAll(async () => {
    const csv = [
      'reference,series,title,session,date,start,end,venue,status',
      'old-conference,annual-conference,Old conference,,08/02/2019,09:00,15:30,Hall,published',
      'old-briefing,leadership-briefing,Old briefing,Lincoln,06/03/2019,09:30,12:00,Hall,published',
      'old-briefing,leadership-briefing,Old briefing,Boston,07/03/2019,09:30,12:00,Hall,published',
    ].join('\n');
    expect((await bring('events', csv)).state).toBe('stored');
  });

  it('as totals becomes figures of the event, once', async () => {
    const csv = 'event,attended,schools,counts,qualifier\nOld conference,"1,141",97,school leaders,over';
    expect((await bring('history', csv)).lines[0]?.details).toEqual([
      'attended: over 1141 school leaders',
      'schools: over 97 schools',
    ]);
    expect((await bring('history', csv)).lines).toEqual([]);
    const figures = (await pastEvent(core, 'old-conference'))?.figures.map(({ kind, value, counts }) => [
      kind,
      value,
      counts,
    ]);
    expect(figures).toEqual([
      ['attended', 1141, 'school leaders'],
      ['schools', 97, 'schools'],
    ]);
    const changed = await bring('history', csv.replace('1,141', '1,142'));
    expect(changed.lines[0]?.details).toEqual(['attended: 1141 → 1142']);
  });

  it('as people and schools becomes attendance, once; who is not on record counts without a name', async () => {
    const { prisma } = database;
    const known = await prisma.post.findFirstOrThrow({
      where: { until: null, urn: { not: null } },
      include: { person: true },
    });
    const other = await prisma.school.findFirstOrThrow({ where: { urn: { not: known.urn ?? 0 }, status: 'open' } });
    const csv = [
      'event,session,name,school,people',
      `old-briefing,Lincoln,${known.person.name},${known.urn},`,
      `old-briefing,Lincoln,Long Gone,${known.urn},`,
      `old-briefing,Lincoln,,${other.name},3`,
    ].join('\n');
    const report = await bring('history', csv);
    expect(report.lines[0]?.details).toEqual(['5 there, from 2 schools']);
    expect(report.remarks[0]).toContain('1 people are not on record');
    expect((await bring('history', csv)).lines).toEqual([]);
    const event = await pastEvent(core, 'old-briefing');
    expect(event?.figures.map(({ kind, value }) => [kind, value])).toEqual([
      ['attended', 5],
      ['schools', 2],
    ]);
    const fewer = await bring('history', csv.replace(',3', ',2'));
    expect(fewer.lines[0]?.details).toEqual([
      '4 there, from 2 schools',
      '0 added',
      '1 of an earlier import taken away',
    ]);
  });

  it('is refused for what is not over, is on record otherwise, or is not there', async () => {
    const { prisma } = database;
    const marked = await prisma.attendance.findFirstOrThrow({
      where: { source: { not: 'import' } },
      include: { session: { include: { event: true } } },
    });
    const coming = await prisma.event.findFirstOrThrow({
      where: { status: 'published', sessions: { every: { startsAt: { gt: core.clock.now() } } } },
    });
    const { session } = marked;
    const report = await bring(
      'history',
      [
        'event,session,attended,school,people',
        `${coming.slug},,12,,`,
        'no-such-event,,12,,',
        `${session.event.slug},${session.label},,${marked.urn},2`,
        'old-briefing,Lincoln,12,199001,',
        'old-briefing,,,199001,1',
      ].join('\n'),
    );
    expect(faultsOf(report)).toEqual([
      [2, expect.stringContaining('is not over yet')],
      [3, expect.stringContaining('none is called “no-such-event”')],
      [4, expect.stringContaining('is on record already')],
      [5, expect.stringContaining('give each its own row')],
      [6, expect.stringContaining('had several. Write which one: Lincoln, Boston')],
    ]);
  });
});

describe('the audit trail of imports', () => {
  it('says what was stored in numbers, without a name', async () => {
    const entries = await database.prisma.auditEntry.findMany({ where: { act: 'import' } });
    expect(new Set(entries.map(({ subject, outcome }) => `${subject} ${outcome}`))).toEqual(
      new Set(['events stored', 'people stored', 'history stored']),
    );
    expect(JSON.stringify(entries.map(({ detail }) => detail))).not.toMatch(/Fenn|Wold|briefing/);
  });
});
