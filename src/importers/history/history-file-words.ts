/** What is said of the rows of a file of past attendance. */
export const historyFileWords = {
  noHeadingCounts:
    'This file says nothing of who came. Add a column attended (a total), or name or school (who was there).',
  tooManyPeople: 'This file counts more than 100,000 people. Split it, or import totals.',
  absentLeftOut: (rows: number) =>
    `${rows} ${rows === 1 ? 'row says' : 'rows say'} that they were not there, and ${rows === 1 ? 'is' : 'are'} left out.`,
  eventEmpty: 'event: it is empty.',
  doubtfulPresence: (said: string) => `attended: “${said}” may or may not mean that they were there. Write yes or no.`,
  totalAndPerson: 'This row has a total and a person or school: give each its own row.',
  countsNobody: 'This row counts nobody: fill attended, booked, places or schools, or name or school.',
  noWholeNumber: (kind: string, said: string) => `${kind}: “${said}” is no whole number.`,
  tooLong: (key: string, longestWords: number) => `${key}: it is longer than ${longestWords} characters.`,
  noSuchQualifier: (qualifiers: string) => `qualifier: write ${qualifiers}.`,
  noNumberOfPeople: (said: string, mostFromOneSchool: number) =>
    `people: “${said}” is no number from 1 to ${mostFromOneSchool}.`,
  onePersonARow: 'people: a row with a name or address is one person.',
  nobodysName: (said: string) => `name: “${said}” is nobody’s name. Leave the row out.`,
  noMinutes: (said: string) => `minutes: “${said}” is no number of minutes.`,
  noDay: (heading: string, text: string) =>
    `${heading}: “${text}” is no day. Write 08/02/2024 (day first) or 2024-02-08.`,
} as const;
