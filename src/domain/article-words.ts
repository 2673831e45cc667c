/** What is wrong with an article that is written. */
export const articleWords = {
  writeQuestion: 'Write the question as people would ask it',
  writeAnswer: 'Write the answer',
  sayOwner: 'Say who looks after this answer',
  dayOfTruth: 'Give the day on which this was true: today or earlier.',
  dayOfReview: 'Give a day for the next look at it, after the day on which it was true.',
  atMost: (ask: string, most: number) => `${ask} in at most ${most.toLocaleString('en-GB')} characters.`,
  tooManyPhrases: (aliases: number) => `Keep at most ${aliases} of them.`,
  phraseTooLong: (alias: number) => `One of them is longer than ${alias} characters: shorten it.`,
} as const;
