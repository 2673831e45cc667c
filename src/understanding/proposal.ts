import type { Stance } from './model.js';
import type { ReadClause, Reading } from './reading.js';

/** Acts that another reader may propose for words which nothing here accounts for, with what each means. */
export const proposableActs = {
  book: 'take a place at an event',
  wait: 'join the waiting list of a full event',
  cancel: 'give up a place',
  move: 'move a booking to another venue or day',
  substitute: 'send somebody else in one’s place',
  'book-others': 'book places for other people',
  accept: 'take a place that was offered',
  decline: 'turn down a place that was offered',
  'my-bookings': 'see one’s own bookings',
  programme: 'what events are coming, when and where, and whether places are left',
  mute: 'get no more reminders',
  unmute: 'get reminders again',
} as const;

/** How an act may be meant. */
export const proposableStances: Readonly<Record<Stance, string>> = {
  ask: 'the writer wants it done now, for themselves',
  question: 'the writer asks about it, or whether or how to do it',
  negated: 'the writer says not to do it',
  conditional: 'only if or unless something else holds',
  reported: 'it tells what somebody said or did',
  statement: 'it states a fact and wants nothing',
  other: 'it is about another person',
  social: 'thanks, a greeting or small talk',
};

/** What a proposal is worth: enough to be shown with its button, and too little for anything to be done unasked. */
const share = 0.79;

/**
 * The reading with what was proposed for the clause that says most. Denials, hearsay and questions that the words have are
 * still there for the policy to see, whatever was proposed.
 */
export function withProposal(
  reading: Reading,
  { act, stance }: { readonly act: string; readonly stance?: string | undefined },
): Reading {
  const [first, ...others] = reading.clauses;
  if (!first) return reading;
  const fullest = others.reduce((most, clause) => (weight(clause) > weight(most) ? clause : most), first);
  const meant = stance ? (stance as Stance) : undefined;
  const proposed: ReadClause = {
    ...fullest,
    proposed: true,
    act: [{ name: act, share }],
    stance: meant ? [{ name: meant, share }] : fullest.stance,
  };
  return { ...reading, clauses: reading.clauses.map((clause) => (clause === fullest ? proposed : clause)) };
}

function weight({ words, mentions }: ReadClause): number {
  return words.length + mentions.length;
}
