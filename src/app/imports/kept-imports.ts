import { z } from 'zod';
import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import type { Actor } from '../../domain/actor.js';
import { dayMs, minuteMs } from '../../domain/durations.js';
import { isUuid } from '../../domain/uuid.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { packWithList, unpackWithList } from '../packed-list.js';
import type { RowsToMend } from './good-rows.js';
import { type DataReport, type ImportRefusal, importFile, importWithin } from './import-file.js';
import { type ImportFile, type ImportKind, importKinds } from './import-file-format.js';
import { mayImport } from './import-kinds.js';
import type { ReportLine, UnknownPerson } from './import-plan.js';
import { packFile, unpackFile } from './packed-file.js';

/** A previewed file that was not applied is deleted after this. */
const keptMs = dayMs;
const longestMs = 10 * minuteMs;

const line = z.object({
  line: z.number(),
  name: z.string(),
  outcome: z.enum(['new', 'changed', 'closed', 'faulty']),
  details: z.array(z.string()),
});
/** What is shown behind links. */
const shown = z.object({
  lines: z.array(line),
  unknown: z
    .array(z.object({ name: z.string(), school: z.string().nullable(), email: z.string().nullable() }))
    .default([]),
  /** Rows that are not right, to be given back. */
  toMend: z.object({ headings: z.array(z.string()), rows: z.array(z.array(z.string())) }).optional(),
});
const kept = shown.partial().extend({
  kind: z.enum(importKinds),
  digest: z.string(),
  /** In place of `lines` and what follows them, where they are many. */
  packedLines: z.string().optional(),
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
  | { readonly kind: 'done'; readonly report: DataReport }
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
  return commit(
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
      const report = await importWithin(core, tx, actor, await unpackFile(found.packed), how);
      if (report.kind === 'refused') return { kind: 'refused', reason: report.reason };
      const rest = report.state === 'stored' ? {} : { packed: found.packed };
      await tx.context.update({
        where: { accountId_place: { accountId: actor.accountId, place: placeOf(id) } },
        data: { state: JSON.parse(JSON.stringify({ ...(await keptOf(report)), ...rest })) },
        select: { place: true },
      });
      return { kind: 'done', report };
    },
    { timeout: longestMs, maxWait: 20_000 },
  );
}

/** All lines of a report, for the account that made the import, if it still may. */
export async function linesOfKeptImport(
  core: Core,
  actor: Actor,
  id: string,
): Promise<readonly ReportLine[] | undefined> {
  if (!isUuid(id)) return undefined;
  const found = await readKept(core, core.prisma, actor, id);
  return found && mayImport(actor, found.kind) ? (await shownOf(found)).lines : undefined;
}

/** People in the file who are not on record, for the same account. */
export async function unknownOfKeptImport(
  core: Core,
  actor: Actor,
  id: string,
): Promise<readonly UnknownPerson[] | undefined> {
  if (!isUuid(id)) return undefined;
  const found = await readKept(core, core.prisma, actor, id);
  return found && mayImport(actor, found.kind) ? (await shownOf(found)).unknown : undefined;
}

/** The rows that are not right, for the same. */
export async function toMendOfKeptImport(core: Core, actor: Actor, id: string): Promise<RowsToMend | undefined> {
  if (!isUuid(id)) return undefined;
  const found = await readKept(core, core.prisma, actor, id);
  return found && mayImport(actor, found.kind) ? (await shownOf(found)).toMend : undefined;
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

async function keptOf({ kind, digest, lines, unknown, toMend }: DataReport) {
  const many = lines.length + unknown.length + (toMend?.rows.length ?? 0) > manyLines;
  const shown = { unknown, toMend, lines };
  return { kind, digest, ...(many ? { packedLines: await packWithList(shown, 'lines') } : shown) };
}

async function shownOf({ packedLines, ...plain }: z.infer<typeof kept>) {
  return shown.parse(packedLines === undefined ? plain : await unpackWithList(packedLines, 'lines'));
}

/** A prefix that no platform uses in its ids, so that this never collides with a conversation. */
function placeOf(id: string): string {
  return `import:${id}`;
}
