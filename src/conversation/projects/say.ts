import type { ActAction } from '../../rendering/card.js';
import type { Answer } from '../talk/turn-context.js';
import { myProjectsAction } from './enrolments-cards.js';

/** A sentence with buttons for the next step. */
export function say(words: string, actions: readonly ActAction[] = [myProjectsAction]): Answer {
  return {
    replies: [{ kind: 'card', card: { fallback: words, blocks: [{ kind: 'text', text: words }], actions } }],
  };
}
