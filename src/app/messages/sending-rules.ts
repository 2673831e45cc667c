import type { MessageKind } from './message-kinds.js';

/** How a kind of message is sent. */
interface SendingRule {
  /**
   * What goes first when many wait. `now`: somebody waits for it, or a time runs out. `today`: a channel expects it.
   * `bulk`: many get it, and minutes do not matter.
   */
  readonly urgency: 'now' | 'today' | 'bulk';
  /**
   * When the platform does not say whether it took the message: `harmless` ones are sent once more, because a second
   * copy says the same and its buttons do nothing twice. `puzzling` ones would look like a second message, to a whole
   * channel or in somebody's words.
   */
  readonly secondCopy: 'harmless' | 'puzzling';
}

const now: SendingRule = { urgency: 'now', secondCopy: 'harmless' };
const posted: SendingRule = { urgency: 'today', secondCopy: 'puzzling' };
const bulk: SendingRule = { urgency: 'bulk', secondCopy: 'puzzling' };

/** The rule of every kind. */
export const sendingRules: { readonly [Kind in MessageKind]: SendingRule } = {
  'answer-lost': now,
  'first-notice': now,
  'held-link': now,
  'place-offered': now,
  'place-given': now,
  'offer-expired': now,
  'booked-for-you': now,
  'moved-for-you': now,
  'cancelled-for-you': now,
  'colleague-cancelled': now,
  substituted: now,
  'take-over': now,
  'place-freed-late': now,
  'answers-late': now,
  'session-moved': now,
  'session-cancelled': now,
  'event-cancelled': now,
  'series-cancelled': { urgency: 'now', secondCopy: 'puzzling' },
  'project-cancelled': { urgency: 'now', secondCopy: 'puzzling' },
  'project-moved': now,
  'enrolment-asked': now,
  'enrolment-headless': now,
  'enrolment-made': now,
  'enrolment-decided': now,
  'enrolment-passed': now,
  'enrolment-withdrawn': now,
  'lead-named': now,
  'application-new': now,
  'application-made': now,
  'application-decided': now,
  'nomination-new': now,
  'nomination-told': now,
  'nomination-decided': now,
  'nomination-withdrawn': now,
  ticket: posted,
  'ticket-answered': now,
  'head-claimed': now,
  'head-settled': now,
  'belonging-asked': now,
  'belonging-settled': now,
  'event-summary': posted,
  digest: posted,
  'messages-failing': posted,
  reminder: bulk,
  invitation: bulk,
  'invitation-reminder': bulk,
  'organiser-message': bulk,
  'feedback-request': bulk,
  'feedback-reminder': bulk,
};

const priorities = { now: 20, today: 10, bulk: 0 } as const;

/** The priority of a kind's jobs in the queue. */
export function priorityOf(kind: MessageKind): number {
  return priorities[sendingRules[kind].urgency];
}
