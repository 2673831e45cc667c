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

/** Whether what was said or pressed may turn out to be foreseeable: sooner told than what it means. */
export function mayBeForeseeable(input: Input): boolean {
  switch (input.kind) {
    case 'said': {
      const words = plainWords(input.text);
      return foreseeable.some(({ says }) => says?.some((pattern) => pattern.test(words)));
    }
    case 'clicked':
      return foreseeable.some(({ verb }) => verb === input.verb);
    case 'submitted':
    case 'arrived':
      return false;
  }
}

const foreseeable = intents.filter((intent) => intent.foreseeable);

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
