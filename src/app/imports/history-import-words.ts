/** What is said of past attendance that is imported. */
export const historyImportWords = {
  eventOfOthers: (title: string) => `event: you do not organise the series of ${title}.`,
  eventIsDraft: (title: string) => `event: ${title} is a draft. Publish it first.`,
  eventCancelled: (title: string) => `event: ${title} was cancelled.`,
  eventNotOver: (title: string) => `event: ${title} is not over yet.`,
  severalEvents: (named: string, text: string) =>
    `event: several are called “${named}”. Write the reference of one: ${text}.`,
  peopleUnknown: (count: number) =>
    `${count.toLocaleString('en-GB')} people are not on record and count for their school without a name. Import the people first to have them by name: there is a list of them to fill in.`,
  severalOfThisName: 'Several people of this name are at that school. Add the address of the one you mean.',
  samePersonInLine: (twin: number) => `Line ${twin} has the same person. Keep one of the two rows.`,
  noSuchSession: (title: string, session: string, labels: string) =>
    `session: ${title} has none called “${session}”. It has: ${labels}.`,
  sayWhichSession: (title: string, labels: string) => `session: ${title} had several. Write which one: ${labels}.`,
  onRecordAlready: (title: string) =>
    `The attendance of ${title} is on record already, from check-ins or lists. Correct it in the chat: attendance list.`,
  thereFromSchools: (count: number, schools: number) => `${count} there, from ${schools} schools`,
  added: (count: number) => `${count} added`,
  takenAway: (gone: readonly string[]) => `${gone.length} of an earlier import taken away`,
  ownTitle: 'Attendance records of the partnership',
  ownPublisher: 'The partnership',
  eventNotOnRecord: 'event: it is not on record.',
  heldPersonByPerson: (title: string) =>
    `${title} has its attendance on record person by person: that is shown, and the total beside it is not.`,
  noSuchPaper: (title: string) =>
    `source: no paper on record is called “${title}”. Fill publisher and published too, or leave source empty for your own records.`,
  saidAlready: (kind: string, twin: number) => `${kind}: line ${twin} says it already. Keep one of the two.`,
  howExact: (kind: string) => `${kind}, how exact`,
  asOf: (kind: string) => `${kind}, as of`,
} as const;
