import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import type { Core } from '../../../src/app/core.js';
import { importFile } from '../../../src/app/imports/import-file.js';
import { peopleOfSchool } from '../../../src/app/people/school-people.js';
import type { Database } from '../../../src/db/database.js';
import type { Actor } from '../../../src/domain/actor.js';
import { templateOf } from '../../../src/importers/read-table-file.js';
import { faultsOf, type ImportRecords, openImportRecords, readImport as read } from '../../support/import-records.js';

let records: ImportRecords;
let database: Database;
let core: Core;
const bring: ImportRecords['bring'] = (kind, content, actor) => records.bring(kind, content, actor);
beforeAll(async () => {
  records = await openImportRecords();
  ({ database, core } = records);
});
afterAll(() => database.close());

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

  it('bring what people want to know, leave alone what the file has no column for, and check links and addresses', async () => {
    const columns = `${heading};Postcode;Agenda;Speakers;Lunch;Contact;Parking;Step-free access;Picture`;
    const row = (more: string) =>
      `details-2027;Leadership briefing;Detailed briefing;Elmtown;05/03/2027;09:30;12:00;Elm Hall;;;draft;${more}`;
    const good = row(
      'zz11aa;"9:30 Coffee; 9:45 News";"Jo Field, adviser";from noon;jo@office.example;behind the hall;a ramp;https://pictures.example/a.png',
    );
    expect((await bring('events', [columns, good].join('\n'))).state).toBe('stored');
    const read = () =>
      database.prisma.event.findUniqueOrThrow({ where: { slug: 'details-2027' }, include: { sessions: true } });
    expect(await read()).toMatchObject({
      agenda: ['9:30 Coffee', '9:45 News'],
      speakers: ['Jo Field, adviser'],
      lunch: 'from noon',
      sessions: [{ postcode: 'ZZ1 1AA', parking: 'behind the hall', stepFree: 'a ramp' }],
    });
    const without = row('zz1 1aa').replace('Detailed briefing', 'Another title');
    expect((await bring('events', [`${heading};Postcode`, without].join('\n'))).state).toBe('stored');
    expect(await read()).toMatchObject({
      title: 'Another title',
      lunch: 'from noon',
      sessions: [{ parking: 'behind the hall' }],
    });
    const bad = row('somewhere;;;;jo@;;;http://pictures.example/a');
    const faults = faultsOf(await bring('events', [columns, bad].join('\n')))[0]?.[1];
    for (const field of ['postcode', 'contact', 'picture']) expect(faults).toContain(`${field}: `);
  });

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
    const later = csv.replace('Castle Hall', 'Cathedral').replace('9.30am', '10am');
    expect((await bring('events', later)).lines[0]?.details).toEqual([
      'start: Thursday 4 March 2027, 9:30am → Thursday 4 March 2027, 10am',
    ]);
    await bring('events', csv.replace('Castle Hall', 'Cathedral'));
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
    const moved = await bring('people', csv.replace('Head teacher', 'Chief executive'));
    expect(moved.lines.map(({ details }) => details)).toEqual([['position: Headteacher → Trust leader']]);
    expect((await person('Ola Fenn'))?.posts).toHaveLength(2);
  });

  it('of none of the positions keep what they are called, which a later file may change', async () => {
    const school = await database.prisma.school.findFirstOrThrow({ where: { status: 'open' } });
    const csv = `name,email,school,position\nIda Crane,ida@school.example,${school.urn},Office manager`;
    const report = await bring('people', csv);
    expect(report.lines[0]?.details[0]).toBe(`Office manager, ${school.name}`);
    expect((await person('Ida Crane'))?.posts).toMatchObject([{ position: 'other', title: 'Office manager' }]);
    expect(await peopleOfSchool(database.prisma, school.urn)).toContainEqual(
      expect.objectContaining({ name: 'Ida Crane', position: 'other', title: 'Office manager' }),
    );
    expect((await bring('people', csv)).counts).toMatchObject({ changed: 0, unchanged: 1 });
    const promoted = await bring('people', csv.replace('Office manager', 'Family support lead'));
    expect(promoted.lines.map(({ details }) => details)).toEqual([['position: Office manager → Family support lead']]);
    const known = await bring('people', csv.replace('Office manager', 'Bursar'));
    expect(known.lines.map(({ details }) => details)).toEqual([
      ['position: Family support lead → School business manager'],
    ]);
    expect((await person('Ida Crane'))?.posts.find(({ until }) => until === null)?.title).toBeNull();
  });

  it('are proven at the school by the file, by their address and never by a name that anybody may take', async () => {
    const { prisma } = database;
    const { urn } = await prisma.school.findFirstOrThrow({ where: { status: 'open' } });
    const claim = (name: string, email: string | null) =>
      prisma.person.create({ data: { name, email, posts: { create: { urn, position: 'clerk' } } } });
    const known = await claim('Cleo Known', 'cleo@known.example');
    const taken = await claim('Tom Taken', null);
    const csv = `name,email,school,position\nCleo Known,cleo@known.example,${urn},Clerk\nTom Taken,,${urn},Clerk`;
    const report = await bring('people', csv);
    expect(report.lines.map(({ outcome, details }) => [outcome, details[0]])).toEqual([
      ['changed', 'confirmed there'],
      ['new', expect.stringContaining('Clerk')],
    ]);
    const proofs = await prisma.post.findMany({ where: { personId: { in: [known.id, taken.id] } } });
    expect(new Map(proofs.map(({ personId, proof }) => [personId, proof]))).toEqual(
      new Map([
        [known.id, 'file'],
        [taken.id, null],
      ]),
    );
    expect((await bring('people', csv)).counts).toMatchObject({ new: 0, changed: 0, unchanged: 2 });
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
        'No Position,,,TBC',
        'Twin,GOOD@school.example,,Governor',
      ].join('\n'),
    );
    expect(faultsOf(report)).toEqual([
      [3, expect.stringContaining('no school on record has the URN 999998')],
      [4, expect.stringContaining('is no address')],
      [5, expect.stringContaining('position: “TBC” is none')],
      [6, expect.stringContaining('the same person as in line 2')],
    ]);
    expect(await person('Good Person')).toBeNull();
  });
});

describe('the audit trail of imports', () => {
  it('says what was stored in numbers, without a name', async () => {
    const entries = await database.prisma.auditEntry.findMany({ where: { act: 'import' } });
    expect(new Set(entries.map(({ subject, outcome }) => `${subject} ${outcome}`))).toEqual(
      new Set(['events stored', 'people stored']),
    );
    expect(JSON.stringify(entries.map(({ detail }) => detail))).not.toMatch(/Fenn|Wold|briefing/);
  });
});
