import { type Answer, text } from './turn-context.js';

/** What somebody hears who presses an organiser's button, or whose role has ended since they got it. */
export function forOrganisers(): Answer {
  return { replies: [text('That is for the organisers of the partnership.')] };
}
