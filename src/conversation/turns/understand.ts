import type { Actor } from '../../domain/actor.js';
import { intentOf, intents, mayAsk } from '../intents.js';
import type { Intent } from '../talk/intent.js';
import type { Input } from '../talk/turn.js';
import type { Services, TurnRequest } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';

export interface Understood {
  readonly intent: Intent;
  readonly request: TurnRequest;
}

const noData = {};

/** What a click or a form asks for; undefined when no such thing exists (any more). */
export function understandAction(input: Extract<Input, { kind: 'clicked' | 'submitted' }>): Understood | undefined {
  const intent = intentOf(input.verb);
  if (!intent) return undefined;
  return { intent, request: { text: '', data: input.data, values: input.kind === 'submitted' ? input.values : {} } };
}

/** The set command that words are; undefined when no intent of the table is said so. */
export function understandWords(typed: string, actor: Actor, services: Services): Understood | undefined {
  const words = plainWords(typed);
  const isMeant = (candidate: Intent) => candidate.says?.some((pattern) => pattern.test(words)) ?? false;
  // Who may ask is told faster than what was meant.
  const intent =
    intents.find((candidate) => mayAsk(candidate, actor, services) && isMeant(candidate)) ??
    intents.find((candidate) => candidate.refusal !== undefined && isMeant(candidate));
  return intent && { intent, request: { text: typed, data: noData, values: {} } };
}
