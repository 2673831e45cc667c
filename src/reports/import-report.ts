import type { DataReport } from '../app/imports/import-file.js';
import type { ReportLine, UnknownPerson } from '../app/imports/import-plan.js';
import { sayLeftOut } from '../app/imports/schools-nearby.js';
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

function sayRemarks(remarks: readonly string[]): string[] {
  const more = remarks.length - shownOfEach;
  return [...remarks.slice(0, shownOfEach), ...(more > 0 ? [importReportWords.moreRemarks(more)] : [])];
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
  const shown = lines.slice(0, shownOfEach).map(({ line, name, details }) => {
    const where = line > 0 ? `line ${line}: ` : '';
    return `  ${where}${name}${details.length > 0 ? `: ${details.join('; ')}` : ''}`;
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
  for (const { line, name, outcome, details } of lines)
    yield [line > 0 ? String(line) : '', name, titles[outcome], details.join('; ')];
}
