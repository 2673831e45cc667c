import type { PaperData } from '../app/board/paper-data.js';
import { surveysTable } from './board/committee-surveys.js';
import { absentTable, allRoundsTable, phasesList, quotesTable } from './committee-sheets.js';
import {
  coverageTable,
  feedbackQuestionsTable,
  feedbackTable,
  glanceTable,
  type PaperTable,
  projectsTable,
  sayAsOf,
  sayPeriod,
  seriesTable,
  writable,
} from './committee-tables.js';
import { committeeWords } from './committee-words.js';
import { type FinishedSheet, finishedWorkbook } from './finished-workbook.js';
import { packTheSame } from './same-archive.js';

/** The figures of the committee paper as a workbook, a sheet for each table; the same data gives the same bytes. */
export async function committeeWorkbook(frozen: PaperData): Promise<Buffer> {
  const data = writable(frozen);
  const { byPhase, byDistrict, byTrust } = data.coverage;
  const sheets: ReadonlyArray<readonly [string, PaperTable]> = [
    [committeeWords.atGlance, glanceTable(data)],
    ['Series', seriesTable(data)],
    ['Rounds', allRoundsTable(data)],
    ['Projects', projectsTable(data)],
    [committeeWords.projectsByPhase, phasesList(data)],
    ...(data.surveys?.length ? [['Surveys', surveysTable(data)] as const] : []),
    ['Feedback', feedbackTable(data)],
    ...(data.feedback.byQuestion?.length
      ? [[committeeWords.feedbackByQuestion, feedbackQuestionsTable(data)] as const]
      : []),
    ['Quotes', quotesTable(data)],
    [committeeWords.nothingByPhase, coverageTable(committeeWords.nothingByPhaseTitle, 'Phase', byPhase)],
    [committeeWords.nothingByDistrict, coverageTable(committeeWords.nothingByDistrictTitle, 'District', byDistrict)],
    [committeeWords.nothingByTrust, coverageTable(committeeWords.nothingByTrustTitle, 'Trust', byTrust)],
    ['Schools', absentTable(data)],
  ];
  const file = await finishedWorkbook(sheets.map(([name, table]) => sheetOf(name, table, data)));
  return packTheSame(file, new Date(data.asOf));
}

function sheetOf(name: string, { title, columns, rows, note }: PaperTable, data: PaperData): FinishedSheet {
  return {
    name,
    title: `${title}, ${sayPeriod(data)}`,
    columns,
    rows,
    note: [note, committeeWords.asOfAlone(sayAsOf(data))].filter(Boolean).join(' '),
  };
}
