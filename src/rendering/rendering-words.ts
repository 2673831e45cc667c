/** What a card, form or message says of itself, whatever it holds. */
export const renderingWords = {
  fillIn: 'Please fill this in.',
  fillInAtMost: (maxLength: number) => `Please fill this in, with at most ${maxLength} characters.`,
  giveNumber: (said: string) => `Please give a number${said}.`,
  giveDate: 'Please give a date.',
  giveTime: 'Please give a time.',
  tickToGoOn: 'Please tick this to go on.',
  chooseOne: 'Please choose one.',
  typeToSearch: 'Type to search',
  chooseAtLeastOne: 'Please choose at least one.',
  moreNotShown: (more: number) => `And ${more} more that are not shown here.`,
  tooLong: 'This message was too long: its end is not shown here.',
  firstListed: (most: number, count: number) => `The first ${most} of ${count} are listed.`,
  putRightMarked: 'Please put right what is marked, then send it again.',
} as const;
