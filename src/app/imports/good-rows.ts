import { givingWay } from '../give-way.js';
import type { Said } from './findings.js';
import type { ImportFile } from './import-file-format.js';
import type { ReportLine } from './import-plan.js';
import { unpackSource } from './packed-file.js';

/** The file without the rows that are not right, for a kind whose rows do not depend on each other. */
export function withoutFaultyRows<File extends RowsOfFile>(file: File, faulty: readonly ReportLine[]): File {
  const lines = new Set(faulty.map(({ line }) => line));
  return { ...file, faults: [], rows: file.rows.filter(({ line }) => !lines.has(line)) };
}

interface RowsOfFile {
  readonly rows: ReadonlyArray<{ readonly line: number }>;
}

/** The rows that are left to mend, as they stand in the file, with what is wrong beside each. */
export interface RowsToMend {
  readonly headings: readonly string[];
  readonly rows: readonly RowToMend[];
}

export interface RowToMend {
  /** Empty where another row of the same event is not right. */
  readonly why: readonly Said[];
  readonly cells: readonly string[];
}

/** @param kept the file without the rows that are not right: what is in it needs no mending */
export async function rowsToMend(
  file: ImportFile,
  kept: ImportFile,
  faulty: readonly ReportLine[],
): Promise<RowsToMend | undefined> {
  if (!file.source) return undefined;
  const source = await unpackSource(file.source);
  const why = new Map(faulty.map(({ line, details }) => [line, details]));
  const good = new Set(kept.rows.map(({ line }) => line));
  const named = new Set([...file.rows.map(({ line }) => line), ...why.keys()]);
  const { length } = source.headings;
  const rows: RowToMend[] = [];
  const giveWay = givingWay();
  for (const [line, cells] of source.rows) {
    const pause = giveWay();
    if (pause) await pause;
    if (!named.has(line) || good.has(line)) continue;
    const inColumns = Array.from({ length }, (_, index) => cells[index] ?? '');
    rows.push({ why: why.get(line) ?? [], cells: inColumns });
  }
  return { headings: source.headings, rows };
}
