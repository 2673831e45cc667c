import type { FiguresQuery } from '../../domain/figures/figures-query.js';

/**
 * "Which schools never came?", "which schools never joined the reading project?", "which schools are in the reading project?": asks for
 * their names, not for their number.
 */
export function asksForNames({ measure, operation, by, subjects, times }: FiguresQuery, words: string): boolean {
  const plain = (operation === 'value' || operation === 'sum') && !by;
  const ofProject = subjects.some(({ kind }) => kind === 'project');
  if (!plain || (ofProject && subjects.length > 1)) return false;
  if (measure === 'absent') return /\b(which|what|list|name|names|who)\b/i.test(words);
  // "What share of the schools", "which years": neither asks for schools.
  const namesSchools =
    /\b(which|what|list|name|show)\b( me)?( all)?( of)?( the| our)?( \w+)? (schools|academies|primaries|secondaries)\b/i;
  const isOneTime = times.every(({ kind }) => kind !== 'last' && kind !== 'first');
  return (
    measure === 'joined' &&
    ofProject &&
    isOneTime &&
    namesSchools.test(words) &&
    !/\bhow many\b|\bnumber\b/i.test(words)
  );
}
