/** A piece of a document in the order of reading, as far as questions and answers need it. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  /** Marked as what is asked or explained: the term of a list, or what opens an answer on a page. */
  | { readonly kind: 'term'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly bold: boolean }
  | { readonly kind: 'item'; readonly text: string }
  /** A row of a table. */
  | { readonly kind: 'row'; readonly cells: readonly string[] };

/** Without spaces at the edges and within lines; empty lines are left out. */
export function tidyLines(text: string): string {
  return text
    .replace(/[\u00a0\t ]+/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n');
}
