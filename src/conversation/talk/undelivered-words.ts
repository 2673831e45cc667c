import type { NotReached } from '../../app/messages/ways.js';

const unreachedWords: Readonly<Record<NotReached, string>> = {
  'no-mail': 'This person has not opened a chat with the bot yet.',
  'no-address': 'This person has no chat with the bot, and no e-mail address is on record.',
  refused: 'This person has no chat with the bot, and their e-mail address refuses messages.',
  stopped: 'This person has no chat with the bot, and has stopped e-mails.',
};

/** Why a message did not arrive. @param kept as it is stored: who is not reached by its kind, all else in words */
export function sayUndelivered(kept: string): string {
  return unreachedWords[kept as NotReached] ?? kept;
}
