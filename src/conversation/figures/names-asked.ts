import type { FiguresQuery } from '../../domain/figures/figures-query.js';

/** "Which schools never came?": asks for their names, not for their number. */
export function asksForNames({ measure, operation, by, subjects }: FiguresQuery, words: string): boolean {
  const plain = measure === 'absent' && (operation === 'value' || operation === 'sum') && !by;
  return (
    plain && subjects.every(({ kind }) => kind !== 'project') && /\b(which|what|list|name|names|who)\b/i.test(words)
  );
}
