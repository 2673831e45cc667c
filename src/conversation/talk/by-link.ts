import { noAccount } from '../../domain/actor.js';
import type { TurnContext } from './turn-context.js';

/** Whether somebody acts by a link to a page of their own. A mail may have been passed on, so colleagues are not listed there. */
export function isByLink({ actor }: TurnContext): boolean {
  return actor.accountId === noAccount;
}
