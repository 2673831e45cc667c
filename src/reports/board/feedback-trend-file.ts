import type { FeedbackTrend } from '../../app/feedback/feedback-trend.js';
import type { QuestionTrend } from '../../app/feedback/question-trend.js';
import { finishedWorkbook } from '../finished-workbook.js';
import { dayCell, shareOf, type TableCell } from '../table-cells.js';
import { feedbackTrendWords } from './feedback-trend-words.js';

/** The answers to each question over the rounds of a series, as a workbook: the feedback, and what was asked at booking. */
export async function feedbackTrendXlsx(
  { series, rounds, leftOut }: FeedbackTrend,
  questions: readonly QuestionTrend[],
  zone: string,
): Promise<Buffer> {
  const feedback = rounds.map((round): TableCell[] => [
    round.title,
    dayCell(round.startsAt, zone),
    round.asked,
    round.answered,
    { kind: 'mean', value: round.rating },
    ...round.ratings,
    round.mostUseful,
    round.toChange,
  ]);
  const few = leftOut.length > 0 ? feedbackTrendWords.few(leftOut.map(({ title }) => title)) : '';
  const answers = questions.flatMap(({ prompt, rounds: of }) =>
    of.flatMap(({ title, startsAt, answered, counts }) =>
      counts.map(({ answer, count }): TableCell[] => [
        prompt,
        title,
        dayCell(startsAt, zone),
        answered,
        answer,
        count,
        shareOf(count, answered),
      ]),
    ),
  );
  return finishedWorkbook([
    {
      name: 'Feedback',
      title: feedbackTrendWords.title(series),
      columns: feedbackTrendWords.columns.map((name) => ({ name })),
      rows: feedback,
      note: feedbackTrendWords.note(few),
    },
    {
      name: 'Questions',
      title: feedbackTrendWords.questions,
      columns: ['Question', 'Event', 'Date', 'Answered', 'Answer', 'Count', 'Share'].map((name) => ({ name })),
      rows: answers,
      note: feedbackTrendWords.questionsNote,
    },
  ]);
}
