import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Core, createCore } from '../../../src/app/core.js';
import { standIns } from '../../../src/conversation/talk/stand-ins.js';
import type { Database } from '../../../src/db/database.js';
import type { SchoolsWanted } from '../../../src/importers/schools/area.js';
import { clockAt } from '../../support/clock.js';
import { openTestDatabase } from '../../support/database/database.js';
import { idleQueue } from '../../support/database/idle-queue.js';
import { importReported, type RegisterGiven, readAndImport } from '../../support/register-import.js';
import { linksCsv, type RegisterCells } from '../../support/worlds/register.js';

let database: Database;
let core: Core;
beforeAll(async () => {
  database = await openTestDatabase();
  const clock = clockAt('2026-11-22T10:00:00Z');
  core = createCore({ database, queue: idleQueue, clock, timeZone: 'Europe/London', standIns });
});
afterAll(() => database.close());

const nearby: SchoolsWanted = { authorities: [], districts: [] };
const everywhere: SchoolsWanted = { ...nearby, everywhere: true };
const importRegister = (rows: readonly RegisterCells[], given?: RegisterGiven) => importReported(core, rows, given);

describe('the register of the whole country', () => {
  const country = (count: number, la: string, name: string, from: number): RegisterCells[] =>
    Array.from({ length: count }, (_, index) => ({
      URN: String(from + index),
      EstablishmentName: `${name} ${index}`,
      'LA (code)': la,
      'LA (name)': name,
    }));
  const rows = [...country(2, '886', 'Kent', 110_000), ...country(1, '881', 'Essex', 111_000)];

  it('asks which local authorities are the partnership’s while none of its schools tells', async () => {
    expect(await readAndImport(core, rows, { wanted: nearby })).toEqual({
      kind: 'refused',
      reason: 'which-area',
      authorities: [
        { name: 'Kent', schools: 2 },
        { name: 'Essex', schools: 1 },
      ],
    });
    expect(await database.prisma.school.count()).toBe(0);
    const broken = { URN: '12', EstablishmentName: 'Short School' };
    expect(await readAndImport(core, [broken], { wanted: nearby })).toMatchObject({ state: 'faulty' });
  });

  it('takes in what is near the partnership’s schools and what these became, and tells what it leaves out', async () => {
    const own: RegisterCells = { URN: '112000', EstablishmentName: 'Own School' };
    await importRegister([own]);
    const moved: RegisterCells = { ...own, URN: '112001', 'LA (code)': '891', 'LA (name)': 'Nottinghamshire' };
    const near: RegisterCells = { URN: '112002', EstablishmentName: 'Near School' };
    const all = [{ ...own, 'EstablishmentStatus (name)': 'Closed' }, near, moved, ...rows];
    const links = linksCsv([[112000, 112001, 'Successor']]);
    const dry = await importRegister(all, { wanted: nearby, links, dryRun: true });
    expect(dry.leftOut).toEqual([
      { name: 'Kent', schools: 2 },
      { name: 'Essex', schools: 1 },
    ]);
    expect(dry.remarks).toContain('Looked at because the partnership has schools there: Lincolnshire (2).');
    expect(dry.counts).toMatchObject({ new: 2, closed: 1 });
    const stored = await importRegister(all, { wanted: nearby, links });
    expect(stored.digest).toBe(dry.digest);
    const known = await database.prisma.school.findMany({ orderBy: { urn: 'asc' }, select: { urn: true } });
    expect(known.map(({ urn }) => urn)).toEqual([112000, 112001, 112002]);
  });

  it('is not held up by rows of elsewhere that cannot be read, and says that there are some', async () => {
    const odd = { EstablishmentName: 'Odd School', OpenDate: '31-02-2020' };
    const far = { ...odd, URN: '113000', 'LA (code)': '886', 'LA (name)': 'Kent' };
    const early = { EstablishmentName: 'Odd', OpenDate: '01-09-2020', CloseDate: '01-09-2010', 'LA (code)': '886' };
    const report = await importRegister([far, { ...early, URN: '113001' }], { wanted: nearby });
    expect(report.state).toBe('stored');
    expect(report.remarks).toEqual(['Rows of schools that are left out and cannot be read: 1.']);
    const near = await importRegister([far, { ...odd, URN: '113002' }], { wanted: nearby });
    expect(near.lines.map(({ line, outcome }) => [line, outcome])).toEqual([[3, 'faulty']]);
  });

  it('is taken in whole when that is asked, outside the partnership, and looked at from then on', async () => {
    expect((await importRegister(rows, { wanted: everywhere })).counts).toMatchObject({ new: 3 });
    expect((await importRegister(rows, { wanted: nearby })).leftOut).toEqual([]);
    const outside = await database.prisma.school.findMany({ where: { urn: { lt: 112_000 } } });
    expect(outside.map(({ inPartnership }) => inPartnership)).toEqual([false, false, false]);
  });
});
