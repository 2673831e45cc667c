import type { Decision } from '../../understanding/policy.js';
import type { ReadClause } from '../../understanding/reading.js';
import { lookUp } from '../knowledge/look-up.js';
import { restOfAsked } from '../programme/asked-of-session.js';
import { readEventAsked, readOtherAsked } from '../programme/event-asked.js';
import type { TurnContext } from '../talk/turn-context.js';
import { strange } from './strange-words.js';

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
  if (verdict !== 'open' && verdict !== 'tell') return false;
  const asked = await readEventAsked(context, typed);
  if (!asked) return sure >= sureOfDetails && act === 'details' && asksOfOther(context, typed, clause);
  if (asked.events.length === 0) return false;
  const { narrowed } = asked;
  const unaccounted = clause.words.includes('UNKNOWN') && strange(narrowed).length > 0;
  const { about, events, session } = context.subject;
  const isTalkedOf = session !== undefined || events.length === 1 || about?.kind === 'event';
  // Of the event just talked of, a question that names nothing else needs no more than its words.
  const leans = isTalkedOf && questionForm.test(typed) && strange(narrowed).length === 0;
  // Of an event that is named, with nothing else said, the words are enough, unless an article is about just that.
  const names = narrowed.named && clause.mentions.some(({ kind }) => kind === 'EVENT');
  const isPlainOfEvent = names && questionForm.test(typed) && strange(narrowed).length === 0;
  if (verdict === 'tell' && !isPlainOfEvent) return false;
  if (sure < enough && !leans && !(isPlainOfEvent && !(await isArticle(context, typed)))) return false;
  if ((unaccounted && !leans && !isPlainOfEvent) || clause.mentions.some(({ kind }) => kind === 'PROJECT'))
    return false;
  if (narrowed.named || narrowed.days) return true;
  if (isTalkedOf) return true;
  // Every word is known and nothing else was talked of: it can only be asked of what is on.
  const isPlain = act === 'details' && decision.sure >= sureOfDetails && !clause.words.includes('UNKNOWN');
  if (!isPlain || (about && about.kind !== 'series')) return false;
  return !(await isArticle(context, typed)) || asked.events.length < 4;
}

async function isArticle(context: TurnContext, typed: string): Promise<boolean> {
  return (await lookUp(context, typed)).finding.kind === 'article';
}

/** Something of which nothing is held, of an event that is named: that nobody has said, and no article about anything else. */
async function asksOfOther(context: TurnContext, typed: string, { mentions }: ReadClause): Promise<boolean> {
  if (!mentions.some(({ kind }) => kind === 'EVENT') || restOfAsked(typed.toLowerCase()) !== undefined) return false;
  const asked = await readOtherAsked(context, typed);
  return asked !== undefined && strange(asked.narrowed, true).length > 0 && !(await isArticle(context, typed));
}
