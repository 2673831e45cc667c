import type { FeedbackTrend } from '../../app/feedback/feedback-trend.js';
import type { QuestionTrend } from '../../app/feedback/question-trend.js';
import { finishedWorkbook } from '../finished-workbook.js';
import { dayCell, shareOf, type TableCell } from '../table-cells.js';

/** The answers to each question over the rounds of a series, as a workbook: the feedback, and what was asked at booking. */
export async function feedbackTrendXlsx(
  { series, rounds, leftOut }: FeedbackTrend,
  questions: readonly QuestionTrend[],
  zone: string,
): Promise<Buffer> {
  const names = [
    'Event',
    'Date',
    'Asked',
    'Answered',
    'Mean of 5',
    '1',
    '2',
    '3',
    '4',
    '5',
    'Most useful',
    'To change',
  ];
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
  const few =
    leftOut.length > 0
      ? ` Left out, because fewer than five answered: ${leftOut.map(({ title }) => title).join('; ')}.`
      : '';
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
      title: `Feedback over ${series}`,
      columns: names.map((name) => ({ name })),
      rows: feedback,
      note: `The last two columns count who wrote something.${few}`,
    },
    {
      name: 'Questions',
      title: 'What was asked at booking',
      columns: ['Question', 'Event', 'Date', 'Answered', 'Answer', 'Count', 'Share'].map((name) => ({ name })),
      rows: answers,
      note: 'Compared only where the words and the answers to choose from were the same, and five or more answered.',
    },
  ]);
}
