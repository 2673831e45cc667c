/** Why a message did not reach somebody. */
export const undeliveredWords = {
  stoppedWhileSending: 'The service stopped while sending it. Look in the chat before sending it again.',
  noChatYet: 'This person has not opened a chat with the bot yet.',
  noChatNorAddress: 'This person has no chat with the bot, and no e-mail address is on record.',
  noChatAndAddressRefuses: 'This person has no chat with the bot, and their e-mail address refuses messages.',
  noChatAndStopped: 'This person has no chat with the bot, and has stopped e-mails.',
  addressRefused: 'The e-mail came back: the person’s mail server refuses their address.',
  notTakenInTime: 'The e-mail came back: the person’s mail server did not take it in time.',
  contentRefused: 'The e-mail came back: the person’s mail server refused what it says.',
} as const;
