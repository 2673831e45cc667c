import { isMessageKind, type MessageKind } from './message-kinds.js';
import type { MailSort } from './ways.js';

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
  /** What it is to whoever gets it by e-mail; `never`: it makes no sense outside the chat or channel. */
  readonly mail: MailSort | 'never';
}

const now: SendingRule = { urgency: 'now', secondCopy: 'harmless', mail: 'own' };
const posted: SendingRule = { urgency: 'today', secondCopy: 'puzzling', mail: 'never' };
const bulk: SendingRule = { urgency: 'bulk', secondCopy: 'puzzling', mail: 'own' };
const news: SendingRule = { ...bulk, mail: 'news' };

/** The rule of every kind. */
export const sendingRules: { readonly [Kind in MessageKind]: SendingRule } = {
  'first-notice': now,
  'held-link': now,
  'answer-lost': { ...now, mail: 'never' },
  booked: now,
  'cancelled-by-you': now,
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
  'calendar-cleared': now,
  'series-cancelled': { ...now, secondCopy: 'puzzling' },
  'project-cancelled': { ...now, secondCopy: 'puzzling' },
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
  digest: { ...posted, mail: 'news' },
  morning: posted,
  'messages-failed': { ...posted, mail: 'own' },
  'messages-failing': { ...posted, mail: 'own' },
  'platform-trouble': now,
  'channel-silent': now,
  reminder: bulk,
  'milestones-due': { ...bulk, secondCopy: 'harmless' },
  'survey-asked': { ...bulk, secondCopy: 'harmless' },
  'survey-reminder': { ...bulk, secondCopy: 'harmless' },
  invitation: news,
  'invitation-reminder': news,
  'project-invitation': news,
  'organiser-message': bulk,
  'audience-message': news,
  'event-thanks': bulk,
  'feedback-request': news,
  'feedback-reminder': news,
};

const priorities = { now: 20, today: 10, bulk: 0 } as const;

/** The priority of a kind's jobs in the queue. */
export function priorityOf(kind: MessageKind): number {
  return priorities[sendingRules[kind].urgency];
}

/** What a message of this kind is by e-mail; a kind of a newer version is left to that. */
export function mailSortOf(kind: string): MailSort | 'never' {
  return isMessageKind(kind) ? sendingRules[kind].mail : 'never';
}
