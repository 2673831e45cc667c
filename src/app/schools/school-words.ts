/** Why a school that a file names is not found. */
export const schoolWords = {
  schoolEmpty: 'school: it is empty.',
  noSuchUrn: (urn: number) => `school: no school on record has the URN ${urn}. Import the schools first.`,
  closed: (name: string, urn: number) => `school: ${name} (${urn}) has closed, and no link says what it became.`,
  noSuchNumber: (authority: number, establishment: number) =>
    `school: no school on record has the number ${authority}/${establishment}. Write its URN or its name.`,
  several: (text: string, several: string[]) =>
    `school: several are called “${text}”. Write the URN of one: ${several.join(', ')}.`,
  didYouMean: (near: string[]) => ` Did you mean ${near.join(', or ')}?`,
  noSuchName: (text: string, meant: string) =>
    `school: no school on record is called “${text}”.${meant} Write its URN or its full name.`,
} as const;
