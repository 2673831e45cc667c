import type { Decision } from '../../understanding/policy.js';
import type { ReadClause } from '../../understanding/reading.js';

/**
 * "When is the conference? Book me on it", "Eastholm would suit me. Is there parking?": a request, or a question about what is on, that
 * names nothing is about what the only other clause names. As that is read into it, nothing is done at once.
 * @returns it with that name in its words
 */
export function withNameBeside(asked: Decision, decisions: readonly Decision[]): Decision {
  const isOfWhatIsOn = asked.verdict === 'open' && ofWhatIsOn.has(asked.act);
  if (!(wishes.has(asked.verdict) || isOfWhatIsOn) || namesOf(asked.clause).length > 0) return asked;
  const [beside, ...others] = decisions.filter((other) => other !== asked && namesOf(other.clause).length > 0);
  if (!beside || others.length > 0 || beside.verdict !== 'open') return asked;
  const name = namesOf(beside.clause).join(' ');
  const said = asked.clause.text;
  const text = /\bone\b/i.test(said) ? said.replace(/\bone\b/i, name) : `${said} ${name}`;
  return { ...asked, verdict: asked.verdict === 'do' ? 'offer' : asked.verdict, clause: { ...asked.clause, text } };
}

const ofWhatIsOn = new Set(['programme', 'details']);
const wishes = new Set<Decision['verdict']>(['do', 'offer', 'for-another']);

function namesOf({ mentions, words: said }: ReadClause): string[] {
  const named = mentions.filter(({ kind }) => kind === 'EVENT' || kind === 'PLACE' || kind === 'DATE');
  // "I am head at Eastholm and was at the briefing": where somebody works is not where it is held.
  const isElsewhere = named.some(({ kind }) => kind === 'EVENT') && !isHeldThere.test(said.join(' '));
  return named.filter(({ kind }) => kind !== 'PLACE' || !isElsewhere).map(({ words }) => words);
}

const isHeldThere = /\bPLACE EVENT\b|\bEVENT (?:in|at|on|for|near) (?:the )?PLACE\b/;
