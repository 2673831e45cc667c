import type { ActAction } from '../../rendering/card.js';
import { myProjectsAction } from '../projects/enrolments-cards.js';
import type { Answer, Talk } from './turn-context.js';

/** Says what cannot be done, with what can. */

export function refusal(talk: Talk, words: string): Answer {
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback: words,
          blocks: [{ kind: 'text', text: words }],
          actions: [
            { kind: 'act', label: "What's on", verb: 'whats-on' },
            { kind: 'act', label: 'My bookings', verb: 'my-bookings' },
          ],
        },
      },
    ],
    subject: { events: talk.subject.events },
  };
}
/** A sentence, and where to go from it. */

export function say(words: string, actions: readonly ActAction[] = [myProjectsAction]): Answer {
  return {
    replies: [{ kind: 'card', card: { fallback: words, blocks: [{ kind: 'text', text: words }], actions } }],
  };
}
