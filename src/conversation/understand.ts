import type { Actor } from '../domain/actor.js';
import { type Intent, intentOf, intents, mayAsk } from './intents.js';
import type { Ask, Desk, Subject } from './talk.js';
import type { Input } from './turn.js';
import { plainWords } from './wording.js';

export interface Understood {
  readonly intent: Intent;
  readonly ask: Ask;
}

const noData = {};

/** Yes and nothing else: "ok, how do I get there?" is no leave to cancel. */
const yes =
  /^(yes|yep|yeah|yup|ok(ay)?|sure|confirm|do it|go ahead|please do)[\s,]*((please|thanks|thank you|do( it| that)?|go ahead|cancel( it| my place)?|leave( it)?|ask( it| them| the team)?|i'm sure|confirm)[\s,]*)*[.!]*$/;

/** What a click or a form asks for; undefined when no such thing exists (any more). */
export function understandAction(input: Extract<Input, { kind: 'clicked' | 'submitted' }>): Understood | undefined {
  const intent = intentOf(input.verb);
  if (!intent) return undefined;
  return { intent, ask: { text: '', data: input.data, values: input.kind === 'submitted' ? input.values : {} } };
}

/** What words ask for; undefined when no intent of the table means them. */
export function understandWords(typed: string, subject: Subject, actor: Actor, desk: Desk): Understood | undefined {
  const words = plainWords(typed);
  if (subject.pending && !subject.choices?.length && yes.test(words)) {
    const intent = intentOf(subject.pending.verb);
    if (intent) return { intent, ask: { text: words, data: subject.pending.data, values: {} } };
  }
  const isMeant = (candidate: Intent) => candidate.says?.some((pattern) => pattern.test(words)) ?? false;
  // Who may ask is told faster than what was meant.
  const intent =
    intents.find((candidate) => mayAsk(candidate, actor, desk) && isMeant(candidate)) ??
    intents.find((candidate) => candidate.refusal !== undefined && isMeant(candidate));
  return intent && { intent, ask: { text: typed, data: noData, values: {} } };
}
