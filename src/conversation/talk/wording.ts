import type { Told } from '../../app/messages/ways.js';
import { wordsInFull } from '../../understanding/tokens.js';

const figures = new Intl.NumberFormat('en-GB');

/** `1 place`, `12 places`; `many` when the plural is not formed with an s. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${figures.format(count)} ${count === 1 ? one : many}`;
}

/** `1st`, `2nd`, `23rd` */
export function ordinal(position: number): string {
  const tens = position % 100;
  const ending = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][position % 10] ?? 'th');
  return `${position}${ending}`;
}

/** Lower case, straight apostrophes, single spaces, short forms in full: what the patterns of the table expect. */
export function plainWords(typed: string): string {
  return wordsInFull(typed.normalize('NFKC').replace(/[‘’]/g, "'").replace(/\s+/g, ' ').trim().toLowerCase());
}
/** `a, b and c` */

export function listWords(items: readonly string[]): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
/** `Full, 5 waiting` */

export function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** ` I will tell them in their own chat.`, with its space; empty when they are not told. */
export function sayTold(told: Told): string {
  switch (told) {
    case 'chat':
      return ' I will tell them in their own chat.';
    case 'mail':
      return ' I will tell them by e-mail.';
    case false:
      return '';
  }
}
