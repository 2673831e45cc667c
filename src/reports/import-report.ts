import type { Said } from '../app/imports/findings.js';
import type { RowsToMend } from '../app/imports/good-rows.js';
import type { DataReport } from '../app/imports/import-file.js';
import type { ReportLine, UnknownPerson } from '../app/imports/import-plan.js';
import { sayFinding, sayLeftOut, sayNameOf, sayToMend, whatToMend } from '../conversation/imports/finding-words.js';
import { importReportWords } from './import-report-words.js';

const shownOfEach = 20;
const titles = { new: 'New', changed: 'Changed', closed: 'Closed', faulty: importReportWords.toCorrect } as const;

/** The report of an import for a terminal: the result, the first lines of each kind, and what to do. */
export function sayDataReport(report: DataReport): string {
  const groups = (['faulty', 'new', 'changed', 'closed'] as const).flatMap((outcome) =>
    sayGroup(
      titles[outcome],
      report.lines.filter((line) => line.outcome === outcome),
    ),
  );
  return [
    ...groups,
    ...sayRemarks(report.remarks),
    ...sayOthers(report),
    ...sayUnknown(report),
    sayCounts(report),
    sayState(report),
  ].join('\n');
}

function sayRemarks(remarks: readonly Said[]): string[] {
  const more = remarks.length - shownOfEach;
  return [...remarks.slice(0, shownOfEach).map(sayFinding), ...(more > 0 ? [importReportWords.moreRemarks(more)] : [])];
}

function sayOthers({ leftOut }: DataReport): string[] {
  if (leftOut.length === 0) return [];
  return [sayLeftOut(leftOut), importReportWords.howToTakeIn];
}

function sayUnknown({ unknown }: DataReport): string[] {
  return unknown.length > 0 ? [importReportWords.howToListUnknown] : [];
}

function sayGroup(title: string, lines: readonly ReportLine[]): string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, shownOfEach).map((one) => {
    const where = one.line > 0 ? `line ${one.line}: ` : '';
    const details = one.details.map(sayFinding).join('; ');
    return `  ${where}${sayNameOf(one)}${details === '' ? '' : `: ${details}`}`;
  });
  const more = lines.length - shown.length;
  const rest = more > 0 ? [`  … and ${more.toLocaleString('en-GB')} more (--report FILE writes all of them)`] : [];
  return [`${title}:`, ...shown, ...rest];
}

function sayCounts({ counts }: DataReport): string {
  const parts = [
    importReportWords.newRows(counts.new),
    importReportWords.changed(counts.changed),
    ...(counts.closed > 0 ? [importReportWords.closed(counts.closed)] : []),
    importReportWords.asTheyWere(counts.unchanged),
    ...(counts.faulty > 0 ? [importReportWords.notRight(counts.faulty)] : []),
  ];
  return `${parts.join(', ')}.`;
}

function sayState({ state, counts }: DataReport): string {
  switch (state) {
    case 'stored':
      if (counts.faulty > 0) return importReportWords.goodRowsStored;
      return counts.new + counts.changed + counts.closed === 0
        ? importReportWords.nothingToStore
        : importReportWords.allStored;
    case 'planned':
      return importReportWords.dryRun;
    case 'faulty':
      return importReportWords.notStored;
    case 'overtaken':
      return importReportWords.changedMeanwhile;
  }
}

/** People not on record, as a file for `import people` in which their positions have to be filled in. */
export function* unknownPeopleRows(people: readonly UnknownPerson[]): Generator<string[]> {
  yield ['name', 'position', 'school', 'email'];
  for (const { name, school, email } of people) yield [name, '', school ?? '', email ?? ''];
}

/** All lines as rows of a table, with headings. */
export function* reportRows(lines: readonly ReportLine[]): Generator<string[]> {
  yield ['Line', 'Name', 'What', 'Details'];
  for (const one of lines) {
    const { line, outcome, details } = one;
    yield [line > 0 ? String(line) : '', sayNameOf(one), titles[outcome], details.map(sayFinding).join('; ')];
  }
}

/** The rows that are not right, as they stand in the file, with what to mend before each. */
export function* rowsToMendRows({ headings, rows }: RowsToMend): Generator<string[]> {
  yield [whatToMend, ...headings];
  for (const { why, cells } of rows) yield [sayToMend(why), ...cells];
}
