import type { Action } from './card.js';
import { opens } from './text.js';

/** The buttons to show: valid ones, primary ones first. */
export function shownActions(actions: readonly Action<string>[]): Action<string>[] {
  const shown = actions.filter(isShown);
  return [...shown.filter(isPrimary), ...shown.filter((action) => !isPrimary(action))];
}

/** A link that is not a valid web or mail address gets no button. */
export function isShown(action: Action<string>): boolean {
  return action.kind === 'act' || opens(action.url);
}

function isPrimary(action: Action<string>): boolean {
  return action.kind === 'act' && action.style === 'primary';
}
