/** What stands in the place of what was forgotten. */
export const privacyWords = {
  erasedPerson: 'Erased person',
  thePartnership: 'The partnership',
  fileDeleted: 'Read; the words of the file are deleted',
  notSettled: 'Nobody settled it in time',
} as const;
