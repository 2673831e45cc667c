import { type Answer, type TurnContext, text } from './turn-context.js';

/** Says what cannot be done, with what can. */
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
/** What somebody hears who presses an organiser's button, or whose role has ended since they got it. */
export function refuseNonOrganiser(): Answer {
  return { replies: [text('That is for the organisers of the partnership.')] };
}
