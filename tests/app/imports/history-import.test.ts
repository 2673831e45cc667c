import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../../src/app/core.js';
import { pastEvent } from '../../../src/app/figures/figures.js';
import type { Database } from '../../../src/db/database.js';
import { faultsOf, type ImportRecords, openImportRecords } from '../../support/import-records.js';

let records: ImportRecords;
let database: Database;
let core: Core;
const bring: ImportRecords['bring'] = (kind, content, actor) => records.bring(kind, content, actor);
beforeAll(async () => {
  records = await openImportRecords();
  ({ database, core } = records);
});
afterAll(() => database.close());

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
    expect(report.remarks[0]).toContain('1 person is not on record');
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
