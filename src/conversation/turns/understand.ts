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

/** The intent whose command these words are; undefined when there is none. */
export function understandWords(typed: string, actor: Actor, services: Services): Understood | undefined {
  const words = plainWords(typed);
  const isMeant = (candidate: Intent) => candidate.says?.some((pattern) => pattern.test(words)) ?? false;
  // Checking the right is cheaper than matching the words.
  const intent =
    intents.find((candidate) => mayAsk(candidate, actor, services) && isMeant(candidate)) ??
    intents.find((candidate) => candidate.refusal !== undefined && isMeant(candidate));
  return intent && { intent, request: { text: typed, data: noData, values: {} } };
}
