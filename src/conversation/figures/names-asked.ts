import type { FiguresQuery } from '../../domain/figures/figures-query.js';

/** "Which schools never came?", "which schools never joined the reading project?": asks for their names, not for their number. */
export function asksForNames({ measure, operation, by, subjects }: FiguresQuery, words: string): boolean {
  const plain = measure === 'absent' && (operation === 'value' || operation === 'sum') && !by;
  const ofOneKind = subjects.every(({ kind }) => kind !== 'project') || subjects.length === 1;
  return plain && ofOneKind && /\b(which|what|list|name|names|who)\b/i.test(words);
}
