/** What is said of the rows of a file of guests. */
export const guestFileWords = {
  nobodyYet: 'name: it names nobody yet. Leave the row out until it does.',
  positionTooLong: (longestTitle: number) => `position: it is longer than ${longestTitle} characters.`,
} as const;
