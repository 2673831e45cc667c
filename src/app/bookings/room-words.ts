/** What a room sheet says of whoever has chosen nothing. */
export const roomWords = {
  notChosenYet: 'Not chosen yet',
} as const;
