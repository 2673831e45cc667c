import { createHash } from 'node:crypto';
import type { Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import { unreachable } from '../../domain/unreachable.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { planEvents } from './events-import.js';
import { planHistory } from './history-import.js';
import type { ImportFile, ImportKind } from './import-file-format.js';
import type { ByAuthority, Plan, ReportLine, UnknownPerson, Watch } from './import-plan.js';
import { mayImport } from './import-rights.js';
import { planPeople } from './people-import.js';
import { planSchools } from './schools-import.js';
import type { WhichArea } from './schools-nearby.js';

export interface ImportCounts {
  readonly new: number;
  readonly changed: number;
  readonly closed: number;
  readonly unchanged: number;
  readonly faulty: number;
}

export interface DataReport {
  readonly kind: ImportKind;
  /**
   * `planned`: a dry run. `faulty`: a row cannot be kept, so nothing was stored. `overtaken`: the records have changed since
   * the dry run, so that something else would happen than was shown; nothing was stored.
   */
  readonly state: 'planned' | 'stored' | 'faulty' | 'overtaken';
  /** Of all that would change: two plans of the same digest do the same. */
  readonly digest: string;
  readonly counts: ImportCounts;
  /** What changes and what is wrong, in the order of the file; what stays as it is has no line. */
  readonly lines: readonly ReportLine[];
  readonly remarks: readonly string[];
  /** Schools of local authorities that the partnership has none in, which nobody asked for. */
  readonly leftOut: ByAuthority;
  /** People whom the file names and who are not on record: they count without a name. */
  readonly unknown: readonly UnknownPerson[];
}

export type ImportRefusal =
  | { readonly kind: 'refused'; readonly reason: 'not-allowed' }
  /** A register of schools, and nothing on record tells which of its local authorities are the partnership's. */
  | { readonly kind: 'refused'; readonly reason: 'which-area'; readonly authorities: ByAuthority };

export interface HowToImport {
  /** False: a dry run. */
  readonly apply: boolean;
  /** The digest of the dry run that was agreed to. */
  readonly agreed?: string;
  readonly watch?: Watch | undefined;
}

/** A whole country of schools takes about twenty seconds on a slow machine. */
const longestMs = 10 * 60_000;

/**
 * Compares a file with the records and, unless it is a dry run, stores all of it or nothing, in one transaction. The same
 * file again changes nothing.
 * @param actor undefined for whoever runs the service's commands
 */
export async function importFile(
  core: Core,
  actor: Actor | undefined,
  file: ImportFile,
  how: HowToImport,
): Promise<DataReport | ImportRefusal> {
  return commit(core, (tx) => importWithin(core, tx, actor, file, how), {
    timeout: longestMs,
    maxWait: 20_000,
  });
}

/** The same inside a transaction of the caller's. */
export async function importWithin(
  core: Core,
  tx: Tx,
  actor: Actor | undefined,
  file: ImportFile,
  how: HowToImport,
): Promise<DataReport | ImportRefusal> {
  if (!mayImport(actor, file.kind)) return { kind: 'refused', reason: 'not-allowed' };
  // One import at a time: of two, the second compares itself with what the first has stored.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('import', 7))`;
  const plan = await makePlan(core, tx, actor, file);
  if ('kind' in plan) return { kind: 'refused', reason: plan.kind, authorities: plan.authorities };
  const faulty = (plan.faults ?? file.faults).map(
    ({ line, name, faults }): ReportLine => ({ line, name, outcome: 'faulty', details: faults }),
  );
  const lines = [...plan.lines, ...faulty].sort((a, b) => a.line - b.line);
  const report = {
    kind: file.kind,
    digest: digestOf(lines),
    counts: { ...count(lines), unchanged: plan.unchanged },
    lines,
    remarks: [...file.remarks, ...plan.remarks],
    leftOut: plan.leftOut ?? [],
    unknown: plan.unknown ?? [],
  };
  if (report.counts.faulty > 0) return { ...report, state: 'faulty' };
  if (how.agreed !== undefined && how.agreed !== report.digest) return { ...report, state: 'overtaken' };
  if (!how.apply) return { ...report, state: 'planned' };
  await plan.store(how.watch ?? (() => undefined));
  const { new: added, changed, closed, unchanged } = report.counts;
  const detail = { added, changed, closed, unchanged, digest: report.digest };
  await recordAct(tx, actor, { act: 'import', subject: file.kind, outcome: 'stored', detail }, core.clock.now());
  return { ...report, state: 'stored' };
}

function makePlan(core: Core, tx: Tx, actor: Actor | undefined, file: ImportFile): Promise<Plan | WhichArea> {
  switch (file.kind) {
    case 'schools':
      return planSchools(core, tx, file);
    case 'events':
      return planEvents(core, tx, actor, file);
    case 'people':
      return planPeople(core, tx, file);
    case 'history':
      return planHistory(core, tx, actor, file);
    default:
      return unreachable(file);
  }
}

function count(lines: readonly ReportLine[]): Omit<ImportCounts, 'unchanged'> {
  const of = (wanted: ReportLine['outcome']) => lines.filter(({ outcome }) => outcome === wanted).length;
  return { new: of('new'), changed: of('changed'), closed: of('closed'), faulty: of('faulty') };
}

function digestOf(lines: readonly ReportLine[]): string {
  return createHash('sha256').update(JSON.stringify(lines)).digest('hex');
}
