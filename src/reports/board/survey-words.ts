import { capitalise } from '../committee-words.js';

/** What the workbook of a survey says. */
export const surveyWords = {
  figures: ['Question', 'Schools', 'Answered', 'Mean of 5', 'Answer', 'Count', 'Share'],
  allSchools: 'All schools',
  others: (clusters: string) => `Other ${clusters}`,
  few: 'fewer than five',
  note: (answered: number, schools: number) =>
    `${answered} of ${schools} schools have answered. No school is named; groups of fewer than five schools have no figure of their own.`,
  words: ['Question', 'What was written'],
  wordsNote: 'In the order of the words, so that it does not show who wrote what.',
  schools: (cluster: string) => ['School', capitalise(cluster), 'Answered'],
  inTheirWords: 'In their words',
} as const;
