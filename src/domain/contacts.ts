/**
 * Removes email addresses and telephone numbers from a text, because counting questions does not need them. A telephone
 * number has at least seven digits, with spaces and hyphens allowed.
 */
export function withoutContacts(text: string): string {
  return text
    .replace(/[^\s@<>()]+@[^\s@<>()]+\.[a-z]{2,}/gi, '[address]')
    .replace(/(?<![\w.])\+?\d(?:[\s()-]{0,2}\d){6,}(?!\w)/g, '[number]');
}
