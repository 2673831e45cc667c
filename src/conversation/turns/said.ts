import { intentOf } from '../intents.js';
import type { Subject, TurnRequest } from '../talk/turn-context.js';
import type { Understood } from './understand.js';

/** What words ask for, and what of them is kept for a follow-up. */
export interface Said extends Understood {
  readonly keep?: Pick<Subject, 'asked'>;
  /** What else the same message asks for. */
  readonly also?: Said;
  /** Nothing that is held answers it. */
  readonly unknown?: true;
}

/** What an intent of the table does with a request. @throws Error for a verb that no intent has */
export function intended(verb: string, request: TurnRequest): Said {
  const intent = intentOf(verb);
  if (!intent) throw new Error(`No intent is called ${verb}: add it to the intent table`);
  return { intent, request };
}

/** A request of words alone. */
export function empty(text: string): TurnRequest {
  return { text, data: {}, values: {} };
}
