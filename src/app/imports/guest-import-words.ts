/** What is said of guests who are brought to an event by a file. */
export const guestImportWords = {
  noSession: 'I cannot find that session. Name the event.',
  withAPlace: (confirmed: number) => `${confirmed} with a place`,
  waiting: (waiting: number, capacity: number | null) =>
    `${waiting} waiting, because there are ${capacity} places: each is offered one that comes free`,
  guestsOf: (said: string, parts: string[]) => `Guests of ${said}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}.`,
  reachedAreTold: (first: string) => `${first} Whoever can be reached is told.`,
  unreached: (said: string) => `I can reach these by neither chat nor e-mail, so tell them yourself: ${said}.`,
  bookedAlready: (said: string) => `Booked or waiting already: ${said}.`,
  twice: (said: string) => `Twice in the file, taken once: ${said}.`,
  more: (rest: number) => `${rest} more`,
  notOrganiser: 'Only the organisers of its series can bring guests to it.',
  isDraft: 'It is a draft, so nobody can have a place yet. Publish it first.',
  hasBegun: 'It has begun or is over. Say “attendance” with the file to record who was there.',
  isOff: 'It does not take place any more.',
  severalOfThisName: 'several people of this name are on record there. Add the e-mail address.',
  addressOfAnother: 'this address is of somebody else in the file. Give each person their own, or leave it empty.',
} as const;
