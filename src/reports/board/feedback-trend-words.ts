/** What the workbook of feedback over a series says. */
export const feedbackTrendWords = {
  columns: ['Event', 'Date', 'Asked', 'Answered', 'Mean of 5', '1', '2', '3', '4', '5', 'Most useful', 'To change'],
  few: (titles: readonly string[]) => ` Left out, because fewer than five answered: ${titles.join('; ')}.`,
  title: (series: string) => `Feedback over ${series}`,
  note: (few: string) =>
    `“Most useful” and “To change” count who wrote something; the columns after them are means of 5.${few}`,
  afterwards: 'Asked afterwards',
  afterwardsTitle: 'What was asked besides how it was',
  afterwardsColumns: ['Question', 'Event', 'Date', 'Answered', 'Mean of 5', '1', '2', '3', '4', '5'],
  afterwardsNote:
    'The same words are the same question. An event after which it was not asked, or fewer than five answered, is left out: what stands on both sides of it is no trend.',
  questions: 'What was asked at booking',
  questionsNote:
    'Compared only where the words and the answers to choose from were the same, and five or more answered.',
} as const;
