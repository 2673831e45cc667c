/** What is said of events that are imported. */
export const eventImportWords = {
  noSuchSeries: (series: string, some: string[]) =>
    `series: none is called “${series}”. There are: ${some.join(', ')}.`,
  seriesOfOthers: (name: string) => `series: you do not organise ${name}.`,
  referenceTaken: (reference: string) =>
    `reference: ${reference} is on record in another series. Give this event another reference.`,
  rowsDiffer: (line: number, differing: string) =>
    `This row and line ${line} have the same reference and differ in: ${differing}. Make them the same.`,
  sameSessionName: (line: number) => `session: line ${line} has the same name. Give each session of an event its own.`,
  cannotBeKept: 'it cannot be kept so.',
  empty: 'it is empty.',
  wrongEnd: 'it is not after the start, or more than two weeks later.',
  tooFarAhead: 'that is more than three years ahead. Check the year.',
  outOfRange: 'that is no number in range.',
  noPicture: 'that is no picture: its address begins with https:// and ends in .png, .jpg or .gif.',
  wrongAddress: 'the e-mail address in it is not right.',
  noPostcode: 'that is no postcode such as AB1 2CD.',
  tooManyLines: (mostLines: number, line: number) =>
    `at most ${mostLines} lines, separated by semicolons, each of at most ${line} characters.`,
  sayWhere: 'say where it is: fill venue or link.',
  closesBeforeItOpens: 'booking closes before it opens.',
  notOnRecord: 'it is not on record.',
  eventIn: (status: string, series: string) => `${status} event in ${series}`,
  membersSeeItAlready: (details: string[]) =>
    `Members see this event already, so it is changed in the chat, which tells those who booked. It differs in: ${details.join('; ')}`,
  otherRowWrong: 'A row of the same event is not right.',
  whatToMend: 'What to mend',
} as const;
