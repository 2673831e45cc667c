/**
 * The key of the copy by e-mail that somebody gets besides the chat, because they said *mail me too*. A delivery with such a
 * key goes by e-mail only.
 */
export function mailCopyKey(key: string): string {
  return `${key}${mailCopyEnding}`;
}

export const mailCopyEnding = ':mail';

/** Whether the delivery is a copy: the message itself went to the chat. */
export function isMailCopy(key: string): boolean {
  return key.endsWith(mailCopyEnding);
}
