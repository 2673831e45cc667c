/** Why somebody is not reached. The records know who was not by these words. */
export const undeliveredWords = {
  noChatYet: 'This person has not opened a chat with the bot yet.',
  noChatNorAddress: 'This person has no chat with the bot, and no e-mail address is on record.',
  noChatAndAddressRefuses: 'This person has no chat with the bot, and their e-mail address refuses messages.',
  noChatAndStopped: 'This person has no chat with the bot, and has stopped e-mails.',
} as const;
