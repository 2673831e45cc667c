import type { Decision } from '../../understanding/policy.js';
import { lookUp } from '../knowledge/look-up.js';
import { readEventAsked } from '../programme/event-asked.js';
import type { TurnContext } from '../talk/turn-context.js';
import { strange } from './question-for.js';

/** From this share on the model is believed that it is asked what an event offers. */
const enough = 0.6;
const sureOfDetails = 0.9;
const questionForm =
  /^\W*(and |so |ok )?(is|are|do|does|did|was|will|can|could|should|what|whats|what's|who|whos|who's|where|when|which|how|any)\b/i;

/**
 * Whether it is asked what an event offers besides its time and place ("is there parking?", "who is speaking?"), of an event
 * of ours: one that is named or talked of, or, where every word is accounted for and no article answers it, any.
 */
export async function asksOfDetails(context: TurnContext, typed: string, decision: Decision): Promise<boolean> {
  const { act, clause, verdict } = decision;
  // "What time does lunch finish" is between the two, and lunch is what it asks for.
  const ofEvent = clause.act.filter(({ name }) => name === 'details' || name === 'programme');
  const sure = ofEvent.reduce((sum, { share }) => sum + share, 0);
  if (verdict !== 'open') return false;
  const asked = await readEventAsked(context, typed);
  if (!asked || asked.events.length === 0) return false;
  const { narrowed } = asked;
  const unaccounted = clause.words.includes('UNKNOWN') && strange(narrowed).length > 0;
  const { about, events, session } = context.subject;
  const isTalkedOf = session !== undefined || events.length === 1 || about?.kind === 'event';
  // Of the event just talked of, a question that names nothing else needs no more than its words.
  const leans = isTalkedOf && questionForm.test(typed) && strange(narrowed).length === 0;
  if (sure < enough && !leans) return false;
  if ((unaccounted && !leans) || clause.mentions.some(({ kind }) => kind === 'PROJECT')) return false;
  if (narrowed.named || narrowed.days) return true;
  if (isTalkedOf) return true;
  // Every word is known and nothing else was talked of: it can only be asked of what is on.
  const isPlain = act === 'details' && decision.sure >= sureOfDetails && !clause.words.includes('UNKNOWN');
  if (!isPlain || (about && about.kind !== 'series')) return false;
  return (await lookUp(context, typed)).finding.kind !== 'article' || asked.events.length < 4;
}
