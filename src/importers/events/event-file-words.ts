/** What is said of the rows of a file of events, and what its template shows. */
export const eventFileWords = {
  noSuchTimeThatNight: 'start or end: there is no such time on the night when the clocks go forward.',
  timeEmpty: (example: string) => `it is empty. Write a time such as ${example}.`,
  timeToCome: (text: string, example: string) => `“${text}”. An event needs its times, such as ${example}.`,
  noTime: (text: string, example: string) => `“${text}” is no time such as ${example}.`,
  dayToCome: (heading: string, text: string) =>
    `${heading}: “${text}” An event needs its day, such as 04/03/2027 (day first) or 2027-03-04.`,
  noDay: (heading: string, text: string) =>
    `${heading}: “${text}” is no day. Write 04/03/2027 (day first) or 2027-03-04.`,
  anotherWeekday: (heading: string, text: string, day: string, is: string) =>
    `${heading}: “${text}” says one weekday, and ${day} is another (${is}). Which is it?`,
  beforeRecords: (heading: string, day: string) =>
    `${heading}: ${day} is before the records can begin. Check the year.`,
  exampleTitle: 'Spring leadership briefing',
  exampleDescription: 'What is new, and time to talk',
  exampleTheme: 'Reading for pleasure',
  exampleLunch: 'None; coffee from 9:15',
  exampleBring: 'A laptop',
  exampleJoining: 'Ask for us at reception',
  exampleContact: 'The office, office@partnership.example',
  exampleParking: 'Free, behind the hall',
  exampleStepFree: 'Yes, with a lift',
  titleEmpty: 'title: it is empty.',
  seriesEmpty: 'series: it is empty. Use the name of a series, such as leadership-briefing.',
  noSuchStatus: 'status: write draft or published.',
  noSum: (text: string) => `cost: “${text}” is no sum in pounds, such as 25 or 12.50. Leave it empty if it is free.`,
  noPlaces: (text: string) => `places: “${text}” is no number from 1 up. Leave it empty for no limit.`,
  noneOfThem: (remedy: string, part: string) => `${remedy}; “${part}” is none of them.`,
  exampleSpeakers: 'Jo Field, literacy adviser',
} as const;
