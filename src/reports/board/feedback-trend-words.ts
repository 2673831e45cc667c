/** What the workbook of feedback over a series says. */
export const feedbackTrendWords = {
  columns: ['Event', 'Date', 'Asked', 'Answered', 'Mean of 5', '1', '2', '3', '4', '5', 'Most useful', 'To change'],
  few: (titles: readonly string[]) => ` Left out, because fewer than five answered: ${titles.join('; ')}.`,
  title: (series: string) => `Feedback over ${series}`,
  note: (few: string) => `The last two columns count who wrote something.${few}`,
  questions: 'What was asked at booking',
  questionsNote:
    'Compared only where the words and the answers to choose from were the same, and five or more answered.',
} as const;
