import writeXlsx, { type SheetData } from 'write-excel-file/node';
import type { PaperData } from '../app/board/paper-data.js';
import {
  absentTable,
  coverageTable,
  feedbackTable,
  glanceTable,
  inPeriod,
  type PaperCell,
  type PaperTable,
  phasesTable,
  projectsTable,
  roundsTable,
  sayAsOf,
  sayPeriod,
  seriesTable,
  writable,
} from './committee-tables.js';
import { packTheSame } from './same-archive.js';

const longestCell = 32_767;

/** The figures of the committee paper as a workbook, a sheet for each part; the same data gives the same bytes. */
export async function committeeWorkbook(frozen: PaperData): Promise<Buffer> {
  const data = writable(frozen);
  const rounds = data.attendance.filter((series) => inPeriod(series.rounds).length > 0);
  const { byPhase, byDistrict, byTrust } = data.coverage;
  const quotes: PaperTable = {
    title: 'Approved quotes',
    columns: ['Words', 'Who', 'About'].map((name) => ({ name, words: true as const })),
    rows: data.feedback.quotes.map(({ words, by, about }) => [words, by, about]),
    note: 'Approved by an organiser, with consent to public papers.',
  };
  const sheets: ReadonlyArray<readonly [string, readonly PaperTable[]]> = [
    ['At a glance', [glanceTable(data)]],
    ['Events', [seriesTable(data), ...rounds.map((series) => roundsTable(series.name, series.rounds, data.zone))]],
    ['Projects', [projectsTable(data), phasesTable(data)]],
    ['Feedback', [feedbackTable(data), quotes]],
    [
      'Coverage',
      [
        coverageTable('Took part in nothing, by phase', 'Phase', byPhase),
        coverageTable('Took part in nothing, by district', 'District', byDistrict),
        coverageTable('Took part in nothing, by trust', 'Trust', byTrust),
      ],
    ],
    ['Schools', [absentTable(data)]],
  ];
  const file = await writeXlsx(
    sheets.map(([sheet, tables]) => ({
      sheet,
      orientation: 'landscape' as const,
      data: [[{ value: `Committee paper, ${sayPeriod(data)}`, fontWeight: 'bold' as const }], ...rowsOf(tables, data)],
      columns: [{ width: 42 }, ...Array.from({ length: 9 }, () => ({ width: 20 }))],
    })),
    { fontFamily: 'Arial', fontSize: 10 },
  ).toBuffer();
  return packTheSame(file, new Date(data.asOf));
}

function rowsOf(tables: readonly PaperTable[], data: PaperData): SheetData {
  return tables.flatMap(
    ({ title, columns, rows, note }): SheetData => [
      [],
      [{ value: title, type: String, fontWeight: 'bold', fontSize: 12 }],
      columns.map(({ name }) => ({ value: name, type: String, fontWeight: 'bold' as const, wrap: true })),
      ...rows.map((row) => row.map(cellOf)),
      [{ value: [note, `As of ${sayAsOf(data)}.`].filter(Boolean).join(' '), type: String, textColor: '#595959' }],
    ],
  );
}

/** Text cells are typed as text, so that no name becomes a formula. */
function cellOf(value: PaperCell): SheetData[number][number] {
  if (value === null) return null;
  return typeof value === 'number' ? { value, type: Number } : { value: value.slice(0, longestCell), type: String };
}
