import { readUndelivered, type UndeliveredReason } from '../../app/messages/failing/undelivered.js';
import type { NotReached } from '../../app/messages/ways.js';

const unreachedWords: Readonly<Record<NotReached, string>> = {
  'no-mail': 'This person has not opened a chat with the bot yet.',
  'no-address': 'This person has no chat with the bot, and no e-mail address is on record.',
  refused: 'This person has no chat with the bot, and their e-mail address refuses messages.',
  stopped: 'This person has no chat with the bot, and has stopped e-mails.',
};

const everywhere = {
  'no copy': 'They have it in the chat; a copy by e-mail was not possible.',
  'nothing left': 'There was nothing left to tell when it was due.',
  unmade: 'The message could not be made. Nothing was sent; the log says why.',
  'stopped while sending': 'The service stopped while sending it. Look in the chat before sending it again.',
  'came back hard': 'The e-mail came back: the person’s mail server refuses their address.',
  'came back soft': 'The e-mail came back: the person’s mail server did not take it in time.',
  'came back message': 'The e-mail came back: the person’s mail server refused what it says.',
} as const;

const words: Readonly<Record<'chat' | 'mail', Readonly<Record<UndeliveredReason, string>>>> = {
  chat: {
    ...everywhere,
    doubt: 'The platform did not say whether it arrived. Look in the chat before sending it again.',
    recipient: 'The platform refused it: the bot was removed or the account is gone.',
    message: 'The platform refused what it says. Nothing was sent; the log says why.',
    busy: 'The platform did not take it for three hours. Nothing was sent.',
    away: 'The platform could not be reached for three hours. Nothing was sent.',
    'sign-in':
      'The platform refused our sign-in for a week. Nothing was sent; whoever runs the service must look at it.',
    unexplained: 'The platform refused it for three hours. Nothing was sent; the log says what it answered.',
    'our-turn': 'Too many messages waited for the same channel. Nothing was sent.',
  },
  mail: {
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
  },
};

/** Why a message did not arrive. @param kept as it is stored: by its kind, or in words that an earlier release kept */
export function sayUndelivered(kept: string): string {
  const why = readUndelivered(kept);
  if (why === undefined) return kept;
  if (typeof why === 'string') return unreachedWords[why];
  const said = words[why.way][why.reason];
  return why.code === undefined ? said : `${said} (${why.code})`;
}
