import type { Decision } from '../../understanding/policy.js';
import type { ReadClause } from '../../understanding/reading.js';

/**
 * "When is the conference? Book me on it": a request that names nothing is about what the only other clause names. As that is read
 * into it, nothing is done at once.
 * @returns the request with that name in its words
 */
export function withNameBeside(asked: Decision, decisions: readonly Decision[]): Decision {
  if (!wishes.has(asked.verdict) || namesOf(asked.clause).length > 0) return asked;
  const [beside, ...others] = decisions.filter((other) => other !== asked && namesOf(other.clause).length > 0);
  if (!beside || others.length > 0 || beside.verdict !== 'open') return asked;
  const text = `${asked.clause.text} ${namesOf(beside.clause).join(' ')}`;
  return { ...asked, verdict: asked.verdict === 'do' ? 'offer' : asked.verdict, clause: { ...asked.clause, text } };
}

const wishes = new Set<Decision['verdict']>(['do', 'offer', 'for-another']);

function namesOf({ mentions }: ReadClause): string[] {
  return mentions.flatMap(({ kind, words }) =>
    kind === 'EVENT' || kind === 'PLACE' || kind === 'DATE' ? [words] : [],
  );
}
