import type { Figures } from './load.js';

export interface Row {
  readonly what: string;
  readonly connections: number;
  readonly figures: Figures;
}

/** Targets of a row: rate and p95 compared with the echo bot's. */
export interface Target {
  readonly rate?: number;
  readonly p95?: number;
}

/** The faster of two rounds, because the minimum is what the framework can do. */
export function better(a: Figures, b: Figures): Figures {
  return a.perSecond > b.perSecond ? a : b;
}

/** Prints the rows of one concurrency, each compared with the echo bot in the first row. */
export function printTable(echo: Row, rows: readonly Row[], targets: Readonly<Record<string, Target>>): void {
  const head = [
    '',
    'at once',
    'requests/s',
    'p50 ms',
    'p95 ms',
    'CPU ms each',
    'rate / echo',
    'p95 / echo',
    'promised',
  ];
  const lines = [echo, ...rows].map((row) => [
    row.what,
    String(row.connections),
    row.figures.perSecond.toFixed(0),
    row.figures.p50.toFixed(1),
    row.figures.p95.toFixed(1),
    row.figures.cpu.toFixed(2),
    ...(row === echo ? ['', '', ''] : comparison(row, echo, targets[row.what])),
  ]);
  printColumns([head, ...lines]);
}

function comparison(row: Row, echo: Row, target: Target | undefined): readonly string[] {
  const rate = row.figures.perSecond / echo.figures.perSecond;
  const p95 = row.figures.p95 / echo.figures.p95;
  const promised = [
    target?.rate ? `rate ${target.rate}: ${rate >= target.rate ? 'kept' : 'MISSED'}` : '',
    target?.p95 ? `p95 ${target.p95}: ${p95 <= target.p95 ? 'kept' : 'MISSED'}` : '',
  ];
  return [rate.toFixed(2), p95.toFixed(2), promised.filter(Boolean).join(', ')];
}

/** @param lines cells; the first column is text, the others are numbers */
export function printColumns(lines: ReadonlyArray<readonly string[]>): void {
  const widths = (lines[0] ?? []).map((_, at) => Math.max(...lines.map((line) => (line[at] ?? '').length)));
  for (const line of lines) {
    const cells = line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)));
    console.log(`  ${cells.join('  ')}`.trimEnd());
  }
  console.log('');
}
