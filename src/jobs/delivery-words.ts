import { type NotReached, notReached } from '../app/messages/ways.js';

const everywhere = {
  'no copy': 'They have it in the chat; a copy by e-mail was not possible.',
  'nothing left': 'There was nothing left to tell when it was due.',
  unmade: 'The message could not be made. Nothing was sent; the log says why.',
} as const;

const byChat = {
  ...everywhere,
  doubt: 'The platform did not say whether it arrived. Look in the chat before sending it again.',
  recipient: 'The platform refused it: the bot was removed or the account is gone.',
  message: 'The platform refused what it says. Nothing was sent; the log says why.',
  busy: 'The platform did not take it for three hours. Nothing was sent.',
  away: 'The platform could not be reached for three hours. Nothing was sent.',
  'sign-in': 'The platform refused our sign-in for a week. Nothing was sent; whoever runs the service must look at it.',
  unexplained: 'The platform refused it for three hours. Nothing was sent; the log says what it answered.',
  'our-turn': 'Too many messages waited for the same channel. Nothing was sent.',
} as const;

/** Why a message that was being sent when the service stopped is not known to have arrived. */
export const stoppedWhileSending = 'The service stopped while sending it. Look in the chat before sending it again.';

/** Why a message was not sent: for the metrics as it is, for organisers in words. */
export type Reason = keyof typeof byChat | NotReached;

const byMail: Readonly<Record<keyof typeof byChat, string>> = {
  ...everywhere,
  doubt: 'The mail server did not say whether it took it, twice. It may have arrived.',
  recipient: 'The mail server refuses the person’s e-mail address.',
  message: 'The mail server refused what it says. Nothing was sent; the log says why.',
  busy: 'The mail server did not take it for three hours. Nothing was sent.',
  away: 'The mail server could not be reached for three hours. Nothing was sent.',
  'sign-in':
    'The mail server refused our sign-in or our address for three hours. Nothing was sent; whoever runs the service must look at it.',
  unexplained: 'The mail server refused it for three hours. Nothing was sent; the log says what it answered.',
  'our-turn': 'Too many e-mails waited. Nothing was sent.',
};

/** What is kept of a message that was not sent, for organisers. @param code of the mail server, where it gave one */
export function reasonToKeep(reason: Reason, platform: 'teams' | 'slack' | 'mail' | undefined, code?: string): string {
  if (isNotReached(reason)) return reason;
  if (platform !== 'mail') return byChat[reason];
  return code === undefined ? byMail[reason] : `${byMail[reason]} (${code})`;
}

function isNotReached(reason: Reason): reason is NotReached {
  return (notReached as readonly string[]).includes(reason);
}
