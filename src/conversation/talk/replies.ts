import { type Answer, type TurnContext, text } from './turn-context.js';

/** A refusal, with buttons for what can be done instead. */
export function refusal(context: TurnContext, words: string): Answer {
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
    subject: { events: context.subject.events },
  };
}
/** The refusal for an organiser's button, for example when the role has ended. */
export function refuseNonOrganiser(): Answer {
  return { replies: [text('Only the partnership’s organisers can do that.')] };
}
