/** What the board’s files and charts say beside the figures. */
export const boardFileWords = {
  lastSeen: 'Last seen',
  lastSeenAt: 'Last seen at',
  didNotCome: 'Did not come',
  schoolsDidNotCome: 'Schools that did not come',
  counted: (count: number, count2: number, events: string) =>
    `${count} of ${count2} schools. Counted: open schools of the partnership, at: ${events}.`,
  tookPart: 'Took part',
  didNotJoin: 'Did not join',
  ofProject: (what: string, project: string) => `${what}: ${project}`,
  countedOfProject: (count: number, of: number, years: string) =>
    `${count} of ${of} schools${years && `, in ${years}`}. Counted: open schools of the partnership, a school and its successor once.`,
  peopleWhoCame: 'People who came',
  schoolsCame: 'Schools that came',
  localAuthority: 'Local authority',
  by: (title: string, by: string) => `${title}, by ${by}`,
  byTerm: (title: string) => `${title}, by term`,
  milestonesDone: 'Milestones done',
  howManyCame: (seriesName: string) => `${seriesName}: how many came`,
} as const;
