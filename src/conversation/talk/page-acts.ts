import type { ActAction } from '../../rendering/card.js';
import type { Verb } from '../../rendering/verbs.js';
import type { PageTopic } from './page-topics.js';

const place: readonly Verb[] = [
  'booking',
  'accept',
  'decline',
  'answers',
  'save-answers',
  'cancel-ask',
  'cancel',
  'move',
  'move-to',
  // Not `substitute`: it lists colleagues, and a mail may have been passed on.
  'substitute-other',
  'substitute-named',
  'calendar',
];
const event: readonly Verb[] = [
  ...place,
  'event',
  'event-details',
  'book',
  'wait',
  'leave-it',
  'invitation-no',
  'invitations-stop',
  'invitations-resume',
];
const quotes: readonly Verb[] = ['my-quotes', 'withdraw-quote'];
const feedback: readonly Verb[] = [
  'feedback',
  'rate',
  'save-feedback',
  'feedback-questions',
  'feedback-questions-save',
  ...quotes,
];
const mails: readonly Verb[] = [
  'mails',
  'held-link',
  'mail-own',
  'mail-again',
  'mail-stop',
  'mute-reminders',
  'unmute-reminders',
  'invitations-stop',
  'invitations-resume',
  'cluster-show',
  'cluster-hide',
];

/** What can be done on a page, by its topic. Cards show no other buttons there. */
const acts: Readonly<Record<PageTopic['kind'], ReadonlySet<string>>> = {
  place: new Set<Verb>(place),
  event: new Set<Verb>(event),
  feedback: new Set<Verb>(feedback),
  project: new Set<Verb>(['enrolment', 'milestone', 'survey-answer', 'survey-answer-save']),
  joining: new Set<Verb>([
    'project-invited',
    'project-join',
    'project-enrol',
    'project-not-now',
    'application-send',
    'nomination-send',
    'invitations-stop',
    'invitations-resume',
  ]),
  mails: new Set<Verb>(mails),
  mine: new Set<Verb>([
    ...event,
    ...feedback,
    ...mails,
    'whats-on',
    'my-bookings',
    'calendar-feed',
    'revoke-feed',
    'certificate',
  ]),
  held: new Set<Verb>([...quotes, 'my-data', 'my-data-kept', 'forget-ask', 'forget', 'leave-it']),
};

/** Whether a page of this topic offers the act. @param verb as a browser sent it */
export function mayOnPage(topic: PageTopic, verb: string): boolean {
  return acts[topic.kind].has(verb);
}

/** The act of a card's button on a page, where it is another than in the chat. */
export function verbOnPage(verb: Verb): Verb {
  return verb === 'substitute' ? 'substitute-other' : verb;
}

const go = (label: string, verb: Verb): ActAction => ({ kind: 'act', label, verb });
const toQuotes = go('Words I let you quote', 'my-quotes');
const toHeld = go('What is held about me', 'held-link');

/** What else there is on a page, besides what it shows. */
export const pageMenu: Readonly<Record<PageTopic['kind'], readonly ActAction[]>> = {
  place: [],
  event: [],
  feedback: [toQuotes],
  project: [],
  joining: [],
  mails: [toHeld],
  mine: [toQuotes, go('My certificates', 'certificate'), go('What I am written to about', 'mails'), toHeld],
  held: [toQuotes],
};
