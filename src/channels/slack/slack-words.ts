/** What Slack’s own answers, forms and notices say beside the replies of the conversation. */
export const slackWords = {
  otherOrganisation:
    'I belong to a different organisation, so I cannot help you here. Please ask your own contact at the partnership.',
  notToldWhoYouAre: 'Slack did not tell me in time who you are, so I have done nothing. Please try again in a minute.',
  notLetAnswer:
    'Sorry, Slack did not let me answer just now, and I have done nothing. Please try again in a few minutes.',
  takesLonger: 'One moment: this takes a little longer. The answer comes here as soon as I have it.',
  fileSent: 'I have sent you the file in our chat.',
  fileGone: 'I no longer have that file. Please ask me again.',
  filesNotAllowed: 'Slack does not let me send files here. Please ask whoever runs the workspace.',
  tooLongForSlack: 'That took too long for Slack. Please press the button once more.',
  formGone: 'I no longer have that form. Please ask me again.',
  cannotBeShown: 'This cannot be shown here.',
  fillIn: 'Fill it in',
  answeredInChat: 'Done. The answer is in the chat.',
  cannotWriteThere: 'I cannot write in the channel where you asked me, so my answer is here:',
  lookingUp: 'is looking that up…',
  oneMoment: 'One moment…',
  alreadyDone: 'This has already been done.',
  openOurChat: 'Open our chat',
  onlyPost: 'Only POST is answered here.',
  noChannel: 'No Slack channel is stored for this: invite the bot to it again',
  otherWorkspace: 'This account is not of the workspace that the bot token belongs to',
  noChat: 'Slack opened no chat with this account',
} as const;
