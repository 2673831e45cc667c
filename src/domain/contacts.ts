/**
 * The text with mail addresses and telephone numbers taken out: what somebody typed into a question and nobody needs for
 * counting it. A number counts as a telephone number from seven digits on, spaces and hyphens between them allowed.
 */
export function withoutContacts(text: string): string {
  return text
    .replace(/[^\s@<>()]+@[^\s@<>()]+\.[a-z]{2,}/gi, '[address]')
    .replace(/(?<![\w.])\+?\d(?:[\s()-]{0,2}\d){6,}(?!\w)/g, '[number]');
}
