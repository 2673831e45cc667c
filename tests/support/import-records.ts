import { type Core, createCore } from '../../src/app/core.js';
import { type DataReport, importFile } from '../../src/app/imports/import-file.js';
import type { ImportFile } from '../../src/app/imports/import-file-format.js';
import type { ReportLine } from '../../src/app/imports/import-plan.js';
import { sayFinding, sayNameOf } from '../../src/conversation/imports/finding-words.js';
import { standIns } from '../../src/conversation/talk/stand-ins.js';
import type { Database } from '../../src/db/database.js';
import type { Actor } from '../../src/domain/actor.js';
import { readTableFile, type TableKind } from '../../src/importers/read-table-file.js';
import { clockAt } from './clock.js';
import { openDemonstration } from './database/demonstration.js';
import { idleQueue } from './database/idle-queue.js';

const zone = 'Europe/London';

/** The demonstration data, and imports into it. */
export interface ImportRecords {
  readonly database: Database;
  readonly core: Core;
  /** Stores a file unless it is faulty. @param actor left out: as from the command line */
  bring(kind: TableKind, content: string | Uint8Array, actor?: Actor): Promise<SaidReport>;
}

export async function openImportRecords(): Promise<ImportRecords> {
  const clock = clockAt('2026-11-22T10:00:00Z');
  const database = await openDemonstration(clock);
  const core = createCore({ database, queue: idleQueue, clock, timeZone: zone, standIns });
  return {
    database,
    core,
    bring: async (kind, content, actor) => {
      const read = await readImport(kind, content);
      // A list of guests is for the session that it is brought for.
      const file = read.kind === 'guests' ? { ...read, sessionId: await comingSession(core) } : read;
      const report = await importFile(core, actor, file, { apply: true });
      if (report.kind === 'refused') throw new Error('refused');
      return inWords(report);
    },
  };
}

async function comingSession({ prisma, clock }: Core): Promise<string> {
  const event = { status: 'published' as const };
  const session = await prisma.session.findFirstOrThrow({ where: { startsAt: { gt: clock.now() }, event } });
  return session.id;
}

/** @throws with the message for an unreadable file */
export async function readImport(kind: TableKind, content: string | Uint8Array): Promise<ImportFile> {
  const file = await readTableFile(kind, typeof content === 'string' ? Buffer.from(content) : content, zone);
  if (file.kind === 'unreadable') throw new Error(file.words);
  return file;
}

/** A report as people read it. */
export type SaidReport = Omit<DataReport, 'lines' | 'remarks'> & {
  readonly lines: ReadonlyArray<Omit<ReportLine, 'details'> & { readonly details: readonly string[] }>;
  readonly remarks: readonly string[];
};

export function inWords(report: DataReport): SaidReport {
  const lines = report.lines.map(({ line, outcome, details, ...named }) => ({
    ...{ line, name: sayNameOf(named), outcome },
    details: details.map(sayFinding),
  }));
  return { ...report, lines, remarks: report.remarks.map(sayFinding) };
}

/** Line and message of each faulty row. */
export function faultsOf(report: SaidReport): Array<readonly [number, string]> {
  return report.lines
    .filter(({ outcome }) => outcome === 'faulty')
    .map(({ line, details }) => [line, details.join(' ')] as const);
}
