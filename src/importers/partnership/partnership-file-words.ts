/** What is said of the rows of files of localities, clusters and past participation. */
export const partnershipFileWords = {
  exampleCluster: 'Northgate riverside',
  tooLong: (key: string, longest: number) => `${key}: it is longer than ${longest} characters.`,
  schoolEmpty: 'school: it is empty. Write its URN or name.',
  nothingGiven: 'Write a locality, a cluster, or both.',
  exampleProject: 'Reading friends',
  projectEmpty: 'project: it is empty.',
  noYear: (text: string) => `academic year: “${text}” is none. Write it as 2024/25.`,
} as const;
