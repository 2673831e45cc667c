import type { SurveyReport } from '../../app/projects/survey/survey-report.js';
import type { OrganisedSurvey } from '../../app/projects/survey/surveys.js';
import { pluralOf } from '../../domain/plural-of.js';
import type { QuestionReport, SurveyCount } from '../../domain/survey.js';
import { type FinishedSheet, finishedWorkbook } from '../finished-workbook.js';
import { dayCell, shareOf, type TableCell } from '../table-cells.js';
import { surveyWords } from './survey-words.js';

interface Taken {
  /** Undefined for the board. */
  readonly schools: OrganisedSurvey['schools'] | undefined;
  /** What a cluster is called. */
  readonly cluster: string;
  readonly zone: string;
}

/** A survey as a workbook: its figures, and for organisers what was written and who has answered. */
export async function surveyXlsx(report: SurveyReport, { schools, cluster, zone }: Taken): Promise<Buffer> {
  const { survey, answered, words } = report;
  const figures: FinishedSheet = {
    name: 'Figures',
    title: survey.title,
    columns: surveyWords.figures.map((name) => ({ name })),
    rows: report.questions.flatMap((question) => figureRows(question, pluralOf(cluster))),
    note: surveyWords.note(answered, report.schools),
  };
  return finishedWorkbook([
    figures,
    ...(words ? [wordsSheet(report, words)] : []),
    ...(schools ? [schoolsSheet(survey.title, schools, { cluster, zone })] : []),
  ]);
}

function figureRows({ question, answered, all, clusters }: QuestionReport, others: string): TableCell[][] {
  if (question.kind === 'words') return [];
  if (!all) return [[question.prompt, surveyWords.allSchools, surveyWords.few, null, null, null, null]];
  const groups = clusters.map((one) => ({ ...one, name: one.cluster ?? surveyWords.others(others) }));
  return [{ ...all, answered, name: surveyWords.allSchools }, ...groups].flatMap((group) =>
    group.counts.map((count, at) => [
      question.prompt,
      group.name,
      group.answered,
      meanCell(group),
      question.kind === 'rating' ? String(at + 1) : (question.options[at] ?? ''),
      count,
      shareOf(count, group.answered),
    ]),
  );
}

function meanCell({ mean }: SurveyCount): TableCell {
  return mean === null ? null : { kind: 'mean', value: mean };
}

function wordsSheet({ survey }: SurveyReport, words: Readonly<Record<string, readonly string[]>>): FinishedSheet {
  return {
    name: surveyWords.inTheirWords,
    title: survey.title,
    columns: surveyWords.words.map((name) => ({ name })),
    rows: survey.questions.flatMap(({ id, prompt }) => (words[id] ?? []).map((said) => [prompt, said])),
    note: surveyWords.wordsNote,
  };
}

function schoolsSheet(
  title: string,
  schools: OrganisedSurvey['schools'],
  { cluster: word, zone }: Pick<Taken, 'cluster' | 'zone'>,
): FinishedSheet {
  return {
    name: 'Schools',
    title,
    columns: surveyWords.schools(word).map((name) => ({ name })),
    rows: schools.map(({ name, cluster, answeredAt }) => [
      name,
      cluster ?? '',
      answeredAt ? dayCell(answeredAt, zone) : 'not yet',
    ]),
  };
}
