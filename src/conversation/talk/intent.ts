import type { NamedExamples } from '../../app/programme/named-examples.js';
import type { Actor } from '../../domain/actor.js';
import type { Verb } from '../../rendering/verbs.js';
import type { Answer, Services, TurnContext, TurnRequest } from './turn-context.js';

/** Words to try; where they name an event, it is one that is really there, and undefined while there is none. */
export type Example = string | ((names: NamedExamples) => string | undefined);

/** The words of an example, with the names of what is there. */
export function sayExample(example: Example, names: NamedExamples): string | undefined {
  return typeof example === 'string' ? example : example(names);
}

/**
 * Something the bot can be asked to do. Messages, buttons and the help all use one table of intents, so the help never
 * offers what is not understood.
 */
export interface Intent {
  /** The verb in buttons and forms. */
  readonly verb: Verb;
  /** Patterns for messages, tried in the order of the table. */
  readonly says?: readonly RegExp[];
  /** The line in the help; absent for steps within a conversation. */
  readonly help?: { readonly title: string; readonly example: Example };
  /** Who may ask for it; everybody when left out. Checked at every turn, whatever a button says. */
  readonly may?: (actor: Actor, services: Services) => boolean;
  /** Sent to people who may not. Without it, their message is treated as a question. */
  readonly refusal?: string;
  /**
   * It shows or does what is a school's. Whoever says that they are of a school, without anything to speak for it, is told
   * why not and what happens next; each use case checks it again.
   */
  readonly ofSchool?: true;
  /** The answer is private: in a channel it goes to the user's own chat. */
  readonly personal: boolean;
  readonly run: (context: TurnContext, request: TurnRequest) => Promise<Answer>;
}
