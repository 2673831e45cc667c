import { z } from 'zod';
import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import type { Actor } from '../../domain/actor.js';
import { dayMs, minuteMs } from '../../domain/durations.js';
import { isUuid } from '../../domain/uuid.js';
import { type GuestsHeld, holdGuests } from '../bookings/guests-held.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { forgetFigureNames } from '../figures/figure-names.js';
import { mapGivingWay } from '../give-way.js';
import { packWithList, unpackWithList } from '../packed-list.js';
import type { RowsToMend, RowToMend } from './good-rows.js';
import { type DataReport, type ImportRefusal, importFile, importWithin } from './import-file.js';
import { type ImportFile, type ImportKind, importKinds } from './import-file-format.js';
import { mayImport } from './import-kinds.js';
import type { ReportLine, UnknownPerson } from './import-plan.js';
import { packFile, unpackFile } from './packed-file.js';

/** A previewed file that was not applied is deleted after this. */
const keptMs = dayMs;
const longestMs = 10 * minuteMs;

// An earlier release kept what was found in words; what is kept now it leaves aside.
const said = z.union([z.string(), z.object({ kind: z.string() }).passthrough()]);
const line = z.object({
  line: z.number(),
  name: z.string(),
  of: z.enum(['trust', 'school']).optional(),
  outcome: z.enum(['new', 'changed', 'closed', 'faulty']),
  details: z.array(z.string()),
  found: z.array(said).optional(),
});
const unknownPerson = z.object({ name: z.string(), school: z.string().nullable(), email: z.string().nullable() });
const cells = z.array(z.string());
/** Of an earlier release: what is wrong is the first cell of each row. */
const mend = z.object({ headings: cells, rows: z.array(cells) });
const rowToMend = z.object({ why: z.array(said), cells });
const mending = z.object({ headings: cells, rows: z.array(rowToMend) });
const kept = z.object({
  kind: z.enum(importKinds),
  digest: z.string(),
  lines: z.array(line).default([]),
  unknown: z.array(unknownPerson).default([]),
  /** Rows that are not right, to be given back. */
  mending: mending.optional(),
  toMend: mend.optional(),
  /** In place of these, where they are many. An earlier version kept all of them in `packedLines`. */
  packedLines: z.string().optional(),
  packedUnknown: z.string().optional(),
  packedMending: z.string().optional(),
  packedMend: z.string().optional(),
  /** Gone once it is stored: what was in the file is then in the records, and nowhere else. */
  packed: z.string().optional(),
});

interface KeptImport {
  readonly id: string;
  readonly report: DataReport;
}

/**
 * Previews an import, and stores the file for the account that attached it until it is applied or a day has passed.
 * Faults are stored too, for the report.
 */
export async function previewImport(core: Core, actor: Actor, file: ImportFile): Promise<KeptImport | ImportRefusal> {
  const report = await importFile(core, actor, file, { apply: false });
  if (report.kind === 'refused') return report;
  const id = newId();
  const state = JSON.stringify({ ...(await keptOf(report)), packed: await packFile(file) });
  const expiresAt = new Date(core.clock.now().getTime() + keptMs);
  await core.prisma.$executeRaw`
    INSERT INTO "Context" ("accountId", place, state, "expiresAt")
    VALUES (${actor.accountId}::uuid, ${placeOf(id)}, ${state}::jsonb, ${expiresAt})`;
  return { id, report };
}

/** Keeps a file that cannot be planned yet, until it is said which of it is wanted. @returns its id */
export async function keepUnplanned(core: Core, actor: Actor, file: ImportFile): Promise<string> {
  const id = newId();
  const state = JSON.stringify({ kind: file.kind, digest: '', lines: [], packed: await packFile(file) });
  const expiresAt = new Date(core.clock.now().getTime() + keptMs);
  await core.prisma.$executeRaw`
    INSERT INTO "Context" ("accountId", place, state, "expiresAt")
    VALUES (${actor.accountId}::uuid, ${placeOf(id)}, ${state}::jsonb, ${expiresAt})`;
  return id;
}

/** A file that this account sent and that is not stored yet; undefined when it is gone. */
export async function findKeptFile(core: Core, actor: Actor, id: string): Promise<ImportFile | undefined> {
  if (!isUuid(id)) return undefined;
  const found = await readKept(core, core.prisma, actor, id);
  return found?.packed === undefined || !mayImport(actor, found.kind) ? undefined : unpackFile(found.packed);
}

export type ApplyOutcome =
  /** `undo`: guests were added, of whom nobody is told for half a minute. */
  | { readonly kind: 'done'; readonly report: DataReport; readonly undo?: GuestsHeld }
  /** It was applied before; this is what was stored then. */
  | { readonly kind: 'already'; readonly of: ImportKind }
  | { readonly kind: 'refused'; readonly reason: 'not-allowed' | 'not-found' | 'which-area' };

/**
 * Stores what was shown, once, in one transaction. When the records have changed since, so that something else would happen,
 * nothing is stored and the new plan takes the old one's place.
 * @param goodRows the rows that are right are stored, though others are not
 */
export async function applyKeptImport(core: Core, actor: Actor, id: string, goodRows = false): Promise<ApplyOutcome> {
  if (!isUuid(id)) return { kind: 'refused', reason: 'not-found' };
  const outcome = await commit(
    core,
    async (tx): Promise<ApplyOutcome> => {
      // The second of two clicks waits here, and finds that it is done.
      await tx.$executeRaw`
        SELECT 1 FROM "Context" WHERE "accountId" = ${actor.accountId}::uuid AND place = ${placeOf(id)} FOR UPDATE`;
      const found = await readKept(core, tx, actor, id);
      if (!found) return { kind: 'refused', reason: 'not-found' };
      if (!mayImport(actor, found.kind)) return { kind: 'refused', reason: 'not-allowed' };
      if (found.packed === undefined) return { kind: 'already', of: found.kind };
      const how = { apply: true, agreed: found.digest, goodRows };
      const file = await unpackFile(found.packed);
      const store = (waiting: Core) => importWithin(waiting, tx, actor, file, how);
      const { report, undo } =
        file.kind === 'guests'
          ? await holdGuests(core, tx, file.sessionId, store)
          : { report: await store(core), undo: undefined };
      if (report.kind === 'refused') return { kind: 'refused', reason: report.reason };
      const rest = report.state === 'stored' ? {} : { packed: found.packed };
      await tx.context.update({
        where: { accountId_place: { accountId: actor.accountId, place: placeOf(id) } },
        data: { state: JSON.parse(JSON.stringify({ ...(await keptOf(report)), ...rest })) },
        select: { place: true },
      });
      return { kind: 'done', report, ...(undo ? { undo } : {}) };
    },
    { timeout: longestMs, maxWait: 20_000 },
  );
  forgetFigureNames(core);
  return outcome;
}

/** What is behind the links of a report. Each is unpacked when it is asked for. */
export interface KeptReport {
  readonly lines: () => Promise<readonly ReportLine[]>;
  /** People in the file who are not on record. */
  readonly unknown: () => Promise<readonly UnknownPerson[]>;
  /** The rows that are not right; undefined when all are. */
  readonly toMend: () => Promise<RowsToMend | undefined>;
}

/** The report of an import, for the account that made it, if it still may. */
export async function findKeptReport(core: Core, actor: Actor, id: string): Promise<KeptReport | undefined> {
  if (!isUuid(id)) return undefined;
  const found = await readKept(core, core.prisma, actor, id);
  if (!found || !mayImport(actor, found.kind)) return undefined;
  const { lines, unknown, packedLines, packedUnknown } = found;
  return {
    lines: async () => (packedLines === undefined ? lines.map(lineOf) : linesIn(packedLines)),
    unknown: async () => {
      if (packedUnknown !== undefined) return unknownIn(packedUnknown);
      return packedLines === undefined ? unknown : (await restOfEarlier(packedLines)).unknown;
    },
    toMend: () => toMendIn(found),
  };
}

async function toMendIn(found: z.infer<typeof kept>): Promise<RowsToMend | undefined> {
  const { mending, toMend, packedMending, packedMend, packedLines } = found;
  if (packedMending !== undefined) return mendingIn(packedMending);
  if (mending) return mending as RowsToMend;
  if (packedMend !== undefined) return ofEarlier(await mendIn(packedMend));
  return ofEarlier(packedLines === undefined ? toMend : (await restOfEarlier(packedLines)).toMend);
}

function ofEarlier(left: z.infer<typeof mend> | undefined): RowsToMend | undefined {
  if (!left) return undefined;
  const rows = left.rows.map(([why, ...rest]) => ({ why: why ? [why] : [], cells: rest }));
  return { headings: left.headings.slice(1), rows };
}

function lineOf({ found, details, of, ...rest }: z.infer<typeof line>): ReportLine {
  return { ...rest, ...(of ? { of } : {}), details: (found ?? details) as ReportLine['details'] };
}

function toKeep({ details, ...rest }: ReportLine): z.input<typeof line> {
  return { ...rest, details: [], found: details as z.input<typeof said>[] };
}

async function readKept(core: Core, tx: Pick<Tx, 'context'>, actor: Actor, id: string) {
  const row = await tx.context.findFirst({
    where: { accountId: actor.accountId, place: placeOf(id), expiresAt: { gt: core.clock.now() } },
    select: { state: true },
  });
  const read = kept.safeParse(row?.state);
  return read.success ? read.data : undefined;
}

const manyLines = 1_000;

async function keptOf({ kind, digest, lines: all, unknown, toMend: mending }: DataReport) {
  const many = all.length + unknown.length + (mending?.rows.length ?? 0) > manyLines;
  const lines = await mapGivingWay(all, toKeep);
  if (!many) return { kind, digest, unknown, mending, lines };
  return {
    kind,
    digest,
    packedLines: await packWithList({ lines }, 'lines'),
    packedUnknown: await packWithList({ unknown }, 'unknown'),
    ...(mending ? { packedMending: await packWithList(mending, 'rows') } : {}),
  };
}

// Item by item, because fifty thousand checked at once hold up everybody.
async function linesIn(packed: string): Promise<readonly ReportLine[]> {
  const { lines } = await unpackWithList(packed, 'lines', (item) => lineOf(line.parse(item)));
  return lines as ReportLine[];
}

async function unknownIn(packed: string): Promise<readonly UnknownPerson[]> {
  const { unknown } = await unpackWithList(packed, 'unknown', (item) => unknownPerson.parse(item));
  return unknown as UnknownPerson[];
}

async function mendingIn(packed: string): Promise<RowsToMend> {
  const { headings, rows } = await unpackWithList(packed, 'rows', (item) => rowToMend.parse(item));
  return { headings: cells.parse(headings), rows: rows as RowToMend[] };
}

async function mendIn(packed: string): Promise<z.infer<typeof mend>> {
  const { headings, rows } = await unpackWithList(packed, 'rows', (item) => cells.parse(item));
  return { headings: cells.parse(headings), rows: rows as string[][] };
}

async function restOfEarlier(packedLines: string) {
  return kept.pick({ unknown: true, toMend: true }).parse(await unpackWithList(packedLines, 'lines'));
}

/** A prefix that no platform uses in its ids, so that this never collides with a conversation. */
function placeOf(id: string): string {
  return `import:${id}`;
}
