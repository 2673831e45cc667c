/** What Teams’ own answers and notices say beside the replies of the conversation. */
export const teamsWords = {
  buttonGone: 'This button no longer works.',
  wentWrong: 'Sorry, something went wrong here, and it has been noted. Please try again in a minute.',
  takesLonger: 'This takes a little longer. The answer will follow here.',
  takesLongerInOwnChat: 'This takes a little longer. The answer will follow in your own chat with me.',
  guest:
    'You are here without a work or school account, by which I would know you again, so I cannot answer you: please sign in to Teams with one, or ask the organisers to book for you.',
  noActivity: 'This is not an activity of Microsoft Teams.',
  notProven: 'This does not prove to come from Microsoft Teams.',
  organisationNotAllowed: 'This organisation may not use this service.',
  onlyPost: 'Only POST is answered here.',
  onlyTeamsServed: 'Only Microsoft Teams is served.',
  onlyTeamsAnswered: 'Only Microsoft Teams is answered.',
  onlyThisMachine: 'Without Teams credentials only this machine is served.',
  answeredBelow: 'Answered below.',
  answeredAlready: 'This was answered already.',
  nothingFound: 'Nothing on the programme and no answer has these words. Try the name of an event, a place or a month.',
  noConversation: 'No Teams conversation is stored for this channel or chat: add the bot to it again',
  noAccount: 'Nothing is stored to reach this account in Teams: ask the person to write to the bot once',
} as const;
