import type { FeedbackTrend } from '../../app/feedback/feedback-trend.js';
import type { QuestionTrend } from '../../app/feedback/question-trend.js';
import type { TrendOfMarks } from '../../app/feedback/trend-of-marks.js';
import { type FinishedSheet, finishedWorkbook } from '../finished-workbook.js';
import { dayCell, shareOf, type TableCell } from '../table-cells.js';
import { feedbackTrendWords } from './feedback-trend-words.js';

/** The answers to each question over the rounds of a series, as a workbook: the feedback, and what was asked at booking. */
export async function feedbackTrendXlsx(
  trend: FeedbackTrend,
  questions: readonly QuestionTrend[],
  zone: string,
): Promise<Buffer> {
  const { marks } = trend;
  return finishedWorkbook([
    feedbackSheet(trend, zone),
    ...(marks.length > 0 ? [marksSheet(marks, zone)] : []),
    questionsSheet(questions, zone),
  ]);
}

function feedbackSheet({ series, rounds, leftOut, marks }: FeedbackTrend, zone: string): FinishedSheet {
  const few = leftOut.length > 0 ? feedbackTrendWords.few(leftOut.map(({ title }) => title)) : '';
  return {
    name: 'Feedback',
    title: feedbackTrendWords.title(series),
    columns: [...feedbackTrendWords.columns, ...marks.map(({ prompt }) => prompt)].map((name) => ({ name })),
    rows: rounds.map((round): TableCell[] => [
      round.title,
      dayCell(round.startsAt, zone),
      round.asked,
      round.answered,
      { kind: 'mean', value: round.rating },
      ...round.ratings,
      round.mostUseful,
      round.toChange,
      ...marks.map((trend) => meanOf(trend, round.eventId)),
    ]),
    note: feedbackTrendWords.note(few),
  };
}

function meanOf({ rounds }: TrendOfMarks, event: string): TableCell {
  const mean = rounds.find(({ eventId }) => eventId === event)?.count?.mean ?? null;
  return mean === null ? null : { kind: 'mean', value: mean };
}

function questionsSheet(questions: readonly QuestionTrend[], zone: string): FinishedSheet {
  return {
    name: 'Questions',
    title: feedbackTrendWords.questions,
    columns: ['Question', 'Event', 'Date', 'Answered', 'Answer', 'Count', 'Share'].map((name) => ({ name })),
    rows: questions.flatMap(({ prompt, rounds }) =>
      rounds.flatMap(({ title, startsAt, answered, counts }) =>
        counts.map(({ answer, count }): TableCell[] => [
          ...[prompt, title, dayCell(startsAt, zone), answered],
          ...[answer, count, shareOf(count, answered)],
        ]),
      ),
    ),
    note: feedbackTrendWords.questionsNote,
  };
}

/** How often each rating was given to each question, by round; rounds without a figure of it are left out. */
function marksSheet(marks: readonly TrendOfMarks[], zone: string): FinishedSheet {
  return {
    name: feedbackTrendWords.afterwards,
    title: feedbackTrendWords.afterwardsTitle,
    columns: feedbackTrendWords.afterwardsColumns.map((name) => ({ name })),
    rows: marks.flatMap(({ prompt, rounds }) =>
      rounds.flatMap(({ title, startsAt, count }): TableCell[][] =>
        count && count.mean !== null
          ? [
              [
                ...[prompt, title, dayCell(startsAt, zone), count.answered],
                { kind: 'mean', value: count.mean },
                ...count.counts,
              ],
            ]
          : [],
      ),
    ),
    note: feedbackTrendWords.afterwardsNote,
  };
}
