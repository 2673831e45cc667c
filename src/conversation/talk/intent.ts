import type { Actor } from '../../domain/actor.js';
import type { Answer, Services, TurnContext, TurnRequest } from './turn-context.js';

/**
 * Everything that can be asked of the bot. The understanding, the buttons and the help all read this one table, so
 * the help never offers what is not understood.
 */
export interface Intent {
  /** What buttons and forms carry. */
  readonly verb: string;
  /** Any of these means it. Tried in the order of the table. */
  readonly says?: readonly RegExp[];
  /** What the help shows; left out for steps within a talk. */
  readonly help?: { readonly title: string; readonly example: string };
  /** Who may ask for it; everybody when left out. Checked at every turn, whatever a button says. */
  readonly may?: (actor: Actor, services: Services) => boolean;
  /** What is said to who may not. With it their words are refused kindly too; without it they are taken for a question. */
  readonly refusal?: string;
  /** The answer is for the asker's eyes: where others read, it goes to their own chat. */
  readonly personal: boolean;
  readonly run: (context: TurnContext, request: TurnRequest) => Promise<Answer>;
}
