import type { DataReport } from '../../app/imports/import-file.js';
import type { ImportKind } from '../../app/imports/import-file-format.js';
import type { ReportLine } from '../../app/imports/import-plan.js';
import type { Action, Card } from '../../rendering/card.js';
import { importWords } from '../talk/import-words.js';
import { listWords, plural } from '../talk/wording.js';
import { sayAuthority, sayFinding, sayLeftOut, sayNameOf } from './finding-words.js';

const shownLines = 10;
const shownRemarks = 4;
const longestDetail = 180;

const outcomes: Readonly<Record<ReportLine['outcome'], string>> = {
  new: 'New',
  changed: 'Changed',
  closed: 'Closed',
  faulty: 'To correct',
};

/** `Import of past attendance` */
function titleOf(kind: ImportKind): string {
  return `Import of ${importWords[kind].label.toLowerCase()}`;
}

/** `12 new, 3 changed and 40 unchanged` */
function sayImportCounts({ counts }: Pick<DataReport, 'counts'>): string {
  const parts = [
    counts.faulty > 0 ? `${counts.faulty} to correct` : '',
    counts.new > 0 ? `${counts.new} new` : '',
    counts.changed > 0 ? `${counts.changed} changed` : '',
    counts.closed > 0 ? `${counts.closed} closed` : '',
    counts.unchanged > 0 ? `${counts.unchanged} unchanged` : '',
  ].filter(Boolean);
  return parts.length === 0 ? 'nothing' : listWords(parts);
}

/** Files about an import. */
export interface ImportLinks {
  readonly lines: string;
  /** The people in it who are not on record, to fill in. */
  readonly people: string;
  /** The rows that are not right. */
  readonly mend: string;
}

/** What a file would do, or did, or what is wrong with it. */
export function importCard(report: DataReport, id: string, links: ImportLinks | undefined): Card {
  const lead = leadOf(report);
  const faulty = report.lines.filter(({ outcome }) => outcome === 'faulty');
  const lines = (faulty.length > 0 ? faulty : report.lines).slice(0, shownLines);
  const rows = report.state === 'stored' && faulty.length === 0 ? [] : lines.map(rowOf);
  const remarks = [...sayOthers(report), ...report.remarks.map(sayFinding)].slice(0, shownRemarks);
  // Four columns would leave a telephone a column of single words.
  const items = rows.map(([line = '–', what = '', name = '–', details = '–']) => ({
    title: [line === '–' ? '' : `Line ${line}`, what, name === '–' ? '' : name].filter(Boolean).join(' · '),
    ...(details === '–' ? {} : { detail: details }),
  }));
  return {
    fallback: [titleOf(report.kind), lead, ...rows.map((row) => row.join(' · ')), ...remarks].join('\n'),
    blocks: [
      { kind: 'heading', text: titleOf(report.kind) },
      { kind: 'text', text: lead, tone: toneOf(report) },
      ...(items.length > 0 ? [{ kind: 'list', items } as const] : []),
      ...remarks.map((text) => ({ kind: 'context', text }) as const),
    ],
    actions: actionsOf(report, id, links, rows.length),
  };
}

function sayOthers({ leftOut }: DataReport): string[] {
  if (leftOut.length === 0) return [];
  const [largest] = leftOut;
  const how = `To include some of them, attach the file again and say which, for example: import schools for ${sayAuthority(largest?.name ?? '')}. To include them all: import all schools.`;
  return [`${sayLeftOut(leftOut)} ${how}`];
}

function rowOf(row: ReportLine): string[] {
  const { line, outcome } = row;
  const words = row.details.map(sayFinding).join('; ');
  const short = words.length > longestDetail ? `${words.slice(0, longestDetail - 1)}…` : words;
  return [line > 0 ? String(line) : '–', outcomes[outcome], sayNameOf(row) || '–', short || '–'];
}

function toneOf({ state }: DataReport): 'good' | 'warning' | 'normal' {
  if (state === 'stored') return 'good';
  return state === 'planned' ? 'normal' : 'warning';
}

function changesAnything({ counts }: DataReport): boolean {
  return counts.new + counts.changed + counts.closed > 0;
}

function leadOf(report: DataReport): string {
  switch (report.state) {
    case 'planned':
      return changesAnything(report)
        ? `Nothing has been saved yet. This file has ${sayImportCounts(report)}.`
        : 'Everything in this file is already on record, so there is nothing to save.';
    case 'stored':
      return report.counts.faulty > 0
        ? `The correct rows are saved: ${sayImportCounts(report)}. Get the others as a file, correct them and attach it here.`
        : `Saved: ${sayImportCounts(report)}.`;
    case 'faulty':
      return `Nothing was saved: ${plural(report.counts.faulty, 'row needs', 'rows need')} correcting. ${changesAnything(report) ? 'Save the correct rows now and the others later, or' : 'Please'} correct the file and attach it again.`;
    case 'overtaken':
      return `The records have changed since I looked, so nothing was saved. Now this file has ${sayImportCounts(report)}.`;
  }
}

function actionsOf(report: DataReport, id: string, links: ImportLinks | undefined, shown: number): Action[] {
  const open = (report.state === 'planned' || report.state === 'overtaken') && changesAnything(report);
  const good = report.state === 'faulty' && changesAnything(report);
  const label = `All ${report.lines.length.toLocaleString('en-GB')} lines`;
  return [
    ...(open
      ? [
          { kind: 'act', label: 'Apply', verb: 'import-apply', data: { import: id }, style: 'primary' } as const,
          { kind: 'act', label: 'Leave it', verb: 'leave-it' } as const,
        ]
      : []),
    ...(good
      ? [
          {
            kind: 'act',
            label: 'Save the correct rows',
            verb: 'import-apply',
            data: { import: id, good: 'yes' },
            style: 'primary',
          } as const,
          { kind: 'act', label: 'Leave it', verb: 'leave-it' } as const,
        ]
      : []),
    ...(links && report.toMend && report.toMend.rows.length > 0
      ? [{ kind: 'link', label: 'Rows to correct', url: links.mend } as const]
      : []),
    ...(links && report.lines.length > shown ? [{ kind: 'link', label, url: links.lines } as const] : []),
    ...(links && report.unknown.length > 0
      ? [{ kind: 'link', label: 'People to fill in', url: links.people } as const]
      : []),
  ];
}

function sayWith(kind: ImportKind): string {
  return kind === 'guests'
    ? 'Say “guests for” and the event with the file. Who is new, booked already or to wait is shown first.'
    : `Say “import ${kind}” with the file.`;
}

/** Explains the columns of a file. */
export function importHelpCard(
  kind: Exclude<ImportKind, 'schools'>,
  headings: ReadonlyArray<{ readonly heading: string; readonly example: string }>,
): Card {
  const lead =
    'Attach a CSV or XLSX file here whose first row has these headings; you need not use all. I will show you what it would change before anything is saved.';
  const rows = headings.map(({ heading, example }) => [heading, example || '–']);
  return {
    fallback: [titleOf(kind), lead, ...rows.map(([heading, example]) => `${heading}, such as ${example}`)].join('\n'),
    blocks: [
      { kind: 'heading', text: titleOf(kind) },
      { kind: 'text', text: lead },
      { kind: 'table', columns: ['Heading', 'Example'], rows },
      { kind: 'context', text: sayWith(kind) },
    ],
    again: { verb: 'import-data', data: { kind } },
  };
}
