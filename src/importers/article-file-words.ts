/** What is said of a file of articles. */
export const articleFileWords = {
  noReviewDay: 'review by: Give a day, such as 2027-11-22 or 22/11/2027, or leave it empty for a year later.',
  noSuchStatus: 'status: Write published, draft or retired, or leave it empty.',
  partnershipTeam: 'Partnership team',
  noArticle: 'No article begins in it: each begins with a line such as “## When will the networks start?”.',
  noSuchField: (strange: string[], knownFields: string) =>
    `No such field: ${strange.join(', ')}. There are: ${knownFields}.`,
  lacks: (missing: string) => `It has no ${missing}.`,
  mayHave: (knownFields: string) => ` It may have: ${knownFields}.`,
  noSuchKind: (name: string) => `${name} is neither a .csv, an .xlsx nor a .md file.`,
  tooLarge: 'The file is larger than 24 MB: split it.',
  empty: 'The file is empty.',
} as const;
