import { createHash } from 'node:crypto';
import type { Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import { minuteMs } from '../../domain/durations.js';
import { createFigures } from '../../telemetry/figures.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { forgetFigureNames } from '../figures/figure-names.js';
import { givingWay } from '../give-way.js';
import type { ByAuthority, Said } from './findings.js';
import { type RowsToMend, rowsToMend } from './good-rows.js';
import type { ImportFile, ImportKind } from './import-file-format.js';
import { mayImport, planImport, withoutFaulty } from './import-kinds.js';
import type { ReportLine, UnknownPerson, Watch } from './import-plan.js';

interface ImportCounts {
  readonly new: number;
  readonly changed: number;
  readonly closed: number;
  readonly unchanged: number;
  readonly faulty: number;
}

export interface DataReport {
  readonly kind: ImportKind;
  /**
   * `planned`: a dry run. `faulty`: a row is invalid, so nothing was stored. `overtaken`: the records have changed
   * since the dry run, so the result would differ from what was shown; nothing was stored.
   */
  readonly state: 'planned' | 'stored' | 'faulty' | 'overtaken';
  /** Digest of all changes: plans with the same digest do the same. */
  readonly digest: string;
  readonly counts: ImportCounts;
  /** Changes and faults in the order of the file; unchanged rows have no line. */
  readonly lines: readonly ReportLine[];
  readonly remarks: readonly Said[];
  /** Schools in local authorities where the partnership has none, which nobody asked for. */
  readonly leftOut: ByAuthority;
  /** People in the file who are not on record: they count without a name. */
  readonly unknown: readonly UnknownPerson[];
  /** The rows that are not right, to be mended and imported by themselves; undefined when all are. */
  readonly toMend?: RowsToMend | undefined;
}

export type ImportRefusal =
  | { readonly kind: 'refused'; readonly reason: 'not-allowed' }
  /** A register of schools, while no record shows which local authorities belong to the partnership. */
  | { readonly kind: 'refused'; readonly reason: 'which-area'; readonly authorities: ByAuthority };

interface HowToImport {
  /** False: a dry run. */
  readonly apply: boolean;
  /** The digest of the dry run that the user agreed to. */
  readonly agreed?: string;
  /** Store the rows that are right, though others are not. */
  readonly goodRows?: boolean;
  readonly watch?: Watch | undefined;
}

/** Importing all schools in England takes about twenty seconds on a slow machine. */
const longestMs = 10 * minuteMs;

/**
 * Compares a file with the records and, unless it is a dry run, stores all of it or nothing, in one transaction.
 * Importing a file again changes nothing.
 * @param actor undefined for the service's own commands
 */
export async function importFile(
  core: Core,
  actor: Actor | undefined,
  file: ImportFile,
  how: HowToImport,
): Promise<DataReport | ImportRefusal> {
  const report = await commit(core, (tx) => importWithin(core, tx, actor, file, how), {
    timeout: longestMs,
    maxWait: 20_000,
  });
  forgetFigureNames(core);
  return report;
}

/** The same within the caller's transaction. */
export async function importWithin(
  core: Core,
  tx: Tx,
  actor: Actor | undefined,
  file: ImportFile,
  how: HowToImport,
): Promise<DataReport | ImportRefusal> {
  const report = await compareAndStore(core, tx, actor, file, how);
  core.memory.of(createFigures).importOf(file.kind, report.kind === 'refused' ? 'refused' : report.state);
  return report;
}

async function compareAndStore(
  core: Core,
  tx: Tx,
  actor: Actor | undefined,
  file: ImportFile,
  how: HowToImport,
): Promise<DataReport | ImportRefusal> {
  if (!mayImport(actor, file.kind)) return { kind: 'refused', reason: 'not-allowed' };
  // One import at a time, so that the second is compared with what the first has stored.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('import', 7))`;
  const plan = await planImport(core, tx, actor, file);
  if ('kind' in plan) return { kind: 'refused', reason: plan.kind, authorities: plan.authorities };
  const faulty = (plan.faults ?? file.faults).map(
    ({ line, name, faults }): ReportLine => ({ line, name, outcome: 'faulty', details: faults }),
  );
  const lines = [...plan.lines, ...faulty].sort((a, b) => a.line - b.line);
  const report = {
    kind: file.kind,
    digest: await digestOf(lines),
    counts: { ...count(lines), unchanged: plan.unchanged },
    lines,
    remarks: [...file.remarks, ...plan.remarks],
    leftOut: plan.leftOut ?? [],
    unknown: plan.unknown ?? [],
  };
  if (how.agreed !== undefined && how.agreed !== report.digest) return { ...report, state: 'overtaken' };
  if (report.counts.faulty > 0)
    return how.goodRows ? storeGood(core, tx, actor, file, report, how) : setAside(file, report);
  if (!how.apply) return { ...report, state: 'planned' };
  await plan.store(how.watch ?? (() => undefined));
  const { new: added, changed, closed, unchanged } = report.counts;
  const detail = { added, changed, closed, unchanged, digest: report.digest };
  await recordAct(tx, actor, { act: 'import', subject: file.kind, outcome: 'stored', detail }, core.clock.now());
  return { ...report, state: 'stored' };
}

type Unsettled = Omit<DataReport, 'state'>;

async function setAside(file: ImportFile, report: Unsettled): Promise<DataReport> {
  const faulty = report.lines.filter(({ outcome }) => outcome === 'faulty');
  return { ...report, state: 'faulty', toMend: await rowsToMend(file, withoutFaulty(file, faulty), faulty) };
}

/** Stores the rows that are right by themselves. A row may be right only beside one that is not: then that one goes too. */
async function storeGood(
  core: Core,
  tx: Tx,
  actor: Actor | undefined,
  file: ImportFile,
  report: Unsettled,
  how: HowToImport,
): Promise<DataReport | ImportRefusal> {
  const before = report.lines.filter(({ outcome }) => outcome === 'faulty');
  const good = withoutFaulty(file, before);
  const { agreed: _agreed, ...rest } = how;
  const stored = await compareAndStore(core, tx, actor, good, rest);
  if (stored.kind === 'refused' || stored.state !== 'stored') return stored;
  const again = stored.lines.filter(({ outcome }) => outcome === 'faulty');
  const faulty = [...before, ...again];
  return {
    ...stored,
    lines: [...stored.lines, ...before].sort((a, b) => a.line - b.line),
    counts: { ...stored.counts, faulty: faulty.length },
    toMend: await rowsToMend(file, withoutFaulty(good, again), faulty),
  };
}

function count(lines: readonly ReportLine[]): Omit<ImportCounts, 'unchanged'> {
  const of = (wanted: ReportLine['outcome']) => lines.filter(({ outcome }) => outcome === wanted).length;
  return { new: of('new'), changed: of('changed'), closed: of('closed'), faulty: of('faulty') };
}

/** Of all lines as one JSON text, which is never there as a whole. */
async function digestOf(lines: readonly ReportLine[]): Promise<string> {
  const hash = createHash('sha256').update('[');
  const giveWay = givingWay();
  for (const [index, line] of lines.entries()) {
    const pause = giveWay();
    if (pause) await pause;
    hash.update(`${index > 0 ? ',' : ''}${JSON.stringify(line)}`);
  }
  return hash.update(']').digest('hex');
}
