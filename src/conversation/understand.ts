import type { Actor } from '../domain/actor.js';
import { type Intent, intentOf, intents, mayAsk } from './intents.js';
import type { Ask, Desk, Subject } from './talk.js';
import type { Input } from './turn.js';

export interface Understood {
  readonly intent: Intent;
  readonly ask: Ask;
}

const noData = {};

/** What a click or a form asks for; undefined when no such thing exists (any more). */
export function understandAction(input: Extract<Input, { kind: 'clicked' | 'submitted' }>): Understood | undefined {
  const intent = intentOf(input.verb);
  if (!intent) return undefined;
  return { intent, ask: { text: '', data: input.data, values: input.kind === 'submitted' ? input.values : {} } };
}

/** What words ask for; undefined when no intent of the table means them. */
export function understandWords(typed: string, subject: Subject, actor: Actor, desk: Desk): Understood | undefined {
  const words = plainWords(typed);
  if (subject.pending && /^(yes|yep|yeah|ok(ay)?|sure|confirm|do it|go ahead|please do)\b/.test(words)) {
    const intent = intentOf(subject.pending.verb);
    if (intent) return { intent, ask: { text: words, data: subject.pending.data, values: {} } };
  }
  const intent = intents.find(
    (candidate) => candidate.says?.some((pattern) => pattern.test(words)) && mayAsk(candidate, actor, desk),
  );
  return intent && { intent, ask: { text: typed, data: noData, values: {} } };
}

/** Lower case, straight apostrophes, single spaces: what the patterns of the table expect. */
export function plainWords(typed: string): string {
  return typed.normalize('NFKC').replace(/[‘’]/g, "'").replace(/\s+/g, ' ').trim().toLowerCase();
}
