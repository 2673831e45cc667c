import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyKeptImport, findKeptReport, previewImport } from '../../../src/app/imports/kept-imports.js';
import { packFile, unpackFile, unpackSource } from '../../../src/app/imports/packed-file.js';
import type { Actor } from '../../../src/domain/actor.js';
import { reportRows, rowsToMendRows } from '../../../src/reports/import-report.js';
import { type ImportRecords, openImportRecords, readImport } from '../../support/import-records.js';

const rows = 2_500;
const list = (wrong: number) =>
  `name,email,position\n${Array.from({ length: rows }, (_, at) => `Many Person ${at},${at < wrong ? 'none of it' : `many${at}@x.example`},Governor`).join('\n')}`;

let records: ImportRecords;
let actor: Actor;
beforeAll(async () => {
  records = await openImportRecords();
  const { prisma } = records.database;
  const account = await prisma.account.create({ data: { platform: 'teams', tenant: 't', user: 'u' } });
  const grants = [{ role: 'administrator' as const, seriesId: null }];
  actor = { accountId: account.id, personId: null, name: 'A', post: null, grants };
});
afterAll(() => records.database.close());

it('thousands of rows are shown line by line, given back to be mended, and stored once', async () => {
  const kept = await previewImport(records.core, actor, await readImport('people', list(2)));
  if ('kind' in kept) throw new Error(kept.reason);
  expect(kept.report.counts).toMatchObject({ new: rows - 2, faulty: 2 });
  const report = await findKeptReport(records.core, actor, kept.id);
  expect(await report?.lines()).toHaveLength(rows);
  expect(await report?.unknown()).toEqual([]);
  const mend = await report?.toMend();
  expect(mend?.rows.map(({ cells }) => cells)).toEqual([
    ['Many Person 0', 'none of it', 'Governor'],
    ['Many Person 1', 'none of it', 'Governor'],
  ]);
  const done = await applyKeptImport(records.core, actor, kept.id, true);
  expect(done).toMatchObject({ kind: 'done', report: { state: 'stored', counts: { new: rows - 2 } } });
  expect(await records.database.prisma.person.count({ where: { name: { startsWith: 'Many Person' } } })).toBe(rows - 2);
  expect(await applyKeptImport(records.core, actor, kept.id, true)).toMatchObject({ kind: 'already' });
});

it('a report is kept by kinds, and one that an earlier version kept in words is shown as it was', async () => {
  const { prisma } = records.database;
  const twice = 'name,email,position\nTwo Fold,two@x.example,Governor\nTwo Fold,two@x.example,Governor';
  const kept = await previewImport(records.core, actor, await readImport('people', twice));
  if ('kind' in kept) throw new Error(kept.reason);
  const shown = async () => {
    const report = await findKeptReport(records.core, actor, kept.id);
    const left = await report?.toMend();
    return { lines: [...reportRows((await report?.lines()) ?? [])], mend: left && [...rowsToMendRows(left)] };
  };
  const fault = 'This is the same person as in line 2. Keep one of the two rows.';
  const now = await shown();
  expect(now.lines).toContainEqual(['3', 'Two Fold', 'To correct', fault]);
  expect(now.mend).toEqual([
    ['What to mend', 'name', 'email', 'position'],
    [fault, 'Two Fold', 'two@x.example', 'Governor'],
  ]);
  const where = { accountId_place: { accountId: actor.accountId, place: `import:${kept.id}` } };
  const { state } = await prisma.context.findUniqueOrThrow({ where });
  const { mending: _, ...rest } = state as Record<string, unknown>;
  const lines = [{ line: 3, name: 'Two Fold', outcome: 'faulty', details: ['As it was said.'] }];
  const toMend = { headings: ['What to mend', 'name'], rows: [['As it was said.', 'Two Fold']] };
  await prisma.context.update({ where, data: { state: JSON.parse(JSON.stringify({ ...rest, lines, toMend })) } });
  expect(await shown()).toEqual({
    lines: [
      ['Line', 'Name', 'What', 'Details'],
      ['3', 'Two Fold', 'To correct', 'As it was said.'],
    ],
    mend: [toMend.headings, ...toMend.rows],
  });
});

it('a file that an earlier version kept is read, and one of this version is the same JSON', async () => {
  const file = await readImport('people', list(0));
  const before = { ...file, source: await unpackSource(file.source ?? '') };
  const packed = gzipSync(JSON.stringify(before)).toString('base64');
  expect(await unpackFile(packed)).toEqual(before);
  expect(await unpackSource(before.source)).toEqual(before.source);
  const now = await packFile(file);
  expect(JSON.parse(gunzipSync(Buffer.from(now, 'base64')).toString())).toEqual(file);
  expect(await unpackFile(now)).toEqual(file);
});
