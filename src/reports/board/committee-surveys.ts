import type { PaperData } from '../../app/board/paper-data.js';
import { sayAcademicYear } from '../../domain/academic-year.js';
import type { PaperTable } from '../committee-tables.js';
import { committeeWords } from '../committee-words.js';
import type { TableCell } from '../table-cells.js';

type PaperSurvey = NonNullable<PaperData['surveys']>[number];

/** What schools said in one survey. No school is named. */
export function surveyTable({ title, project, year, schools, answered, questions }: PaperSurvey): PaperTable {
  return {
    title: committeeWords.surveyOf(title, `${project} ${sayAcademicYear(year)}`),
    columns: [
      { name: 'Question' },
      { name: 'Answered' },
      { name: committeeWords.meanOfFive },
      { name: 'Answers', words: true },
    ],
    rows: questions.map((question) => [question.prompt, question.answered, meanOf(question), saidTo(question)]),
    note: committeeWords.aboutSurvey(answered, schools),
  };
}

/** All surveys of the period in one table, for the spreadsheet. */
export function surveysTable({ surveys = [] }: PaperData): PaperTable {
  const words = true as const;
  return {
    title: committeeWords.surveysTitle,
    columns: [
      { name: 'Survey', words },
      { name: 'Project', words },
      { name: 'Year', words },
      { name: 'Schools' },
      { name: committeeWords.schoolsAnswered },
      { name: 'Question', words },
      { name: 'Answered' },
      { name: committeeWords.meanOfFive },
      { name: 'Answers', words },
    ],
    rows: surveys.flatMap(({ title, project, year, schools, answered, questions }) =>
      questions.map((question) => [
        ...[title, project, sayAcademicYear(year), schools, answered, question.prompt, question.answered],
        meanOf(question),
        saidTo(question),
      ]),
    ),
    note: committeeWords.aboutSurveys,
  };
}

function meanOf({ mean }: PaperSurvey['questions'][number]): TableCell {
  return mean === null ? null : { kind: 'mean', value: mean };
}

function saidTo({ kind, mean, counts }: PaperSurvey['questions'][number]): string | null {
  if (kind === 'words') return committeeWords.inTheirOwnWords;
  if (mean === null && counts.length === 0) return committeeWords.tooFewToShow;
  return counts.length > 0 ? counts.map(({ answer, count }) => `${answer} ${count}`).join(', ') : null;
}
