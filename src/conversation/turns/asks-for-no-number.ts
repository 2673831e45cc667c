import type { Decision } from '../../understanding/policy.js';
import type { Subject } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';
import { ofOwnPlace } from './ask-of-event.js';
import { pickChoice } from './follow-up.js';

/**
 * Whether a message that has words of number asks for none that the records hold: it is about a place of one's own, about what an
 * event will have, or chooses among what was offered.
 */
export function asksForNoNumber(subject: Subject, text: string, decisions: readonly Decision[]): boolean {
  const words = plainWords(text);
  const isOfOneShown = subject.events.length === 1 && (asksWhatIsLeft.test(words) || ofOwnPlace.test(words));
  return (
    isOfOneShown ||
    asksForMore.test(text) ||
    asksOfPlan.test(text) ||
    decisions.some((decision) => isOwnDeed(decision) || asksForPlaces(decision)) ||
    pickChoice(subject, words) !== undefined
  );
}

/** "How many places on the conference", of what is to come. */
function asksForPlaces({ act, clause }: Decision): boolean {
  const ofPlaces =
    /\bhow many (?:more )?(?:places|spaces|seats|spots|tickets)\b(?!.*\b(?:were|was|did|had|been|last|taken|booked|gone|filled|funded|sold|paid)\b)/i;
  return act === 'programme' && namesWhich({ clause }) && ofPlaces.test(clause.text);
}

/** How many one school may send, and on how many days it is, the plan of an event says and no count. */
const asksOfPlan =
  /\b(?:max(?:imum)?|limit|most|at most|allowed|can|may)\b.*\b(?:per|from (?:a|one|each|the|our|my|any)) school\b|\bhow many (?:dates|days|venues) (?:has|have|is|are|does|do)\b/i;

/** "Tell me more about it" asks for no higher number. */
const asksForMore = /^\W*(?:(?:please|and|ok|can you|could you) )*tell me (?:(?:a bit|a little|some|any) )?more\b/i;

/** "How many left now", of what was just shown or booked: its places. */
const asksWhatIsLeft =
  /^(?:(?:and|so|ok|but) )*(?:how many|any|are there any|is there any)(?: (?:places?|seats?|spaces?|spots?))?(?: (?:are|is))?(?: still)? (?:left|remaining|free)(?: (?:now|then|on (?:it|that|this|there)|at all))*\W*$/;

/** "I need to drop out of the January training", or "drop out of it" as an order, asks for no number of those who did. */
function isOwnDeed({ act, verdict, sure, clause }: Decision): boolean {
  const isDone = verdict === 'do' || verdict === 'offer';
  if (isDone && act === 'cancel' && / (?:drop|pull) out of /.test(` ${clause.words.slice(0, 5).join(' ')} `))
    return true;
  // "Drop the conference": an order about a place, however numbers drop.
  const isOrder = clause.stance[0]?.name === 'ask' && sure >= sureOfOrder && namesWhich({ clause });
  if (isDone && act === 'cancel' && isOrder && !clause.asks) return true;
  return isDone && sure >= sureOfDeed && !clause.asks && clause.words.some((word) => ['i', 'me', 'my'].includes(word));
}

const sureOfDeed = 0.95;
const sureOfOrder = 0.8;

/** It says which event, where or when. */
export function namesWhich({ clause }: Pick<Decision, 'clause'>): boolean {
  return clause.mentions.some(({ kind }) => kind === 'EVENT' || kind === 'PLACE' || kind === 'DATE');
}
