/** What is said of the rows of a file of people. */
export const peopleFileWords = {
  severalAddresses: (cell: string) => `“${cell}” holds several addresses. Give each person a row of their own.`,
  noAddress: (cell: string) => `“${cell}” is no address.`,
  empty: 'it is empty.',
  nobodysName: (text: string) => `“${text}” is nobody’s name.`,
  isPosition: (text: string) => `“${text}” is a position, and nobody’s name.`,
  severalPeople: (text: string) => `“${text}” is more than one person. Give each a row of their own.`,
  isAddress: (text: string) => `“${text}” is an address.`,
  nameTooLong: 'it is longer than 200 characters.',
  vacant: (where: string) => `${where}: the post is vacant or still to be named, so nobody is taken in.`,
  noSuchPosition: (title: string) => `position: “${title}” is none. Write one, such as Headteacher, or Other.`,
  isFormOfAddress: (title: string) =>
    `position: “${title}” is how somebody is addressed. Add a column Position, such as Headteacher.`,
  positionTooLong: (longestTitle: number) => `position: it is longer than ${longestTitle} characters.`,
  noSuchSchool: (school: string) =>
    `school: “${school}”. Write the school’s URN or name, or leave it empty for nobody’s school.`,
} as const;
