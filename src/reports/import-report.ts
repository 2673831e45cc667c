import type { DataReport } from '../app/imports/import-file.js';
import type { ReportLine, UnknownPerson } from '../app/imports/import-plan.js';
import { sayLeftOut } from '../app/imports/schools-nearby.js';

const shownOfEach = 20;
const titles = { new: 'New', changed: 'Changed', closed: 'Closed', faulty: 'To correct' } as const;

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
  return [...remarks.slice(0, shownOfEach), ...(more > 0 ? [`… and ${more} more remarks.`] : [])];
}

function sayOthers({ leftOut }: DataReport): string[] {
  if (leftOut.length === 0) return [];
  return [
    sayLeftOut(leftOut),
    'To take some in: import the file again with --la NAME for each local authority. To take in all: --all.',
  ];
}

function sayUnknown({ unknown }: DataReport): string[] {
  return unknown.length > 0
    ? ['For a list of these people: --unknown FILE. Fill in their positions, and take it in with: import people FILE']
    : [];
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
    `${counts.new.toLocaleString('en-GB')} new`,
    `${counts.changed.toLocaleString('en-GB')} changed`,
    ...(counts.closed > 0 ? [`${counts.closed.toLocaleString('en-GB')} closed`] : []),
    `${counts.unchanged.toLocaleString('en-GB')} as they were`,
    ...(counts.faulty > 0 ? [`${counts.faulty.toLocaleString('en-GB')} not right`] : []),
  ];
  return `${parts.join(', ')}.`;
}

function sayState({ state, counts }: DataReport): string {
  switch (state) {
    case 'stored':
      if (counts.faulty > 0)
        return 'The rows that are right are stored. Mend the others and import them by themselves.';
      return counts.new + counts.changed + counts.closed === 0 ? 'Nothing had to be stored.' : 'All of it is stored.';
    case 'planned':
      return 'This was a dry run: nothing was stored. Leave out --dry-run to store it.';
    case 'faulty':
      return 'Nothing was stored. Mend the rows that are not right and import the file again; or store the others with --good-rows, and these go to a file with --mend FILE.';
    case 'overtaken':
      return 'Nothing was stored: the records have changed meanwhile. Run it again.';
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
