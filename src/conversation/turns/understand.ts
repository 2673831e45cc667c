import type { Actor } from '../../domain/actor.js';
import { intentOf, intents, mayAsk } from '../intents.js';
import type { Intent } from '../talk/intent.js';
import type { Input } from '../talk/turn.js';
import type { Services, Subject, TurnRequest } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';

export interface Understood {
  readonly intent: Intent;
  readonly request: TurnRequest;
}

const noData = {};

/** Yes and nothing else: "ok, how do I get there?" is no leave to cancel. */
const yes =
  /^(yes|yep|yeah|yup|ok(ay)?|sure|confirm|do it|go ahead|please do)[\s,]*((please|thanks|thank you|do( it| that)?|go ahead|cancel( it| my place)?|leave( it)?|ask( it| them| the team)?|i'm sure|confirm)[\s,]*)*[.!]*$/;

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

/** What words ask for; undefined when no intent of the table means them. */
export function understandWords(
  typed: string,
  subject: Subject,
  actor: Actor,
  services: Services,
): Understood | undefined {
  const words = plainWords(typed);
  if (subject.pending && !subject.choices?.length && yes.test(words)) {
    const intent = intentOf(subject.pending.verb);
    if (intent) return { intent, request: { text: words, data: subject.pending.data, values: {} } };
  }
  const isMeant = (candidate: Intent) => candidate.says?.some((pattern) => pattern.test(words)) ?? false;
  // Who may ask is told faster than what was meant.
  const intent =
    intents.find((candidate) => mayAsk(candidate, actor, services) && isMeant(candidate)) ??
    intents.find((candidate) => candidate.refusal !== undefined && isMeant(candidate));
  return intent && { intent, request: { text: typed, data: noData, values: {} } };
}
