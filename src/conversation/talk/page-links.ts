import type { ActAction } from '../../rendering/card.js';
import type { Verb } from '../../rendering/verbs.js';
import type { PageTopic } from './page-topics.js';
import type { Links } from './turn-context.js';

/** Buttons that open a page on their own view; the other acts are done by a button on the page. */
const views = ['answers', 'cancel-ask', 'move'] as const satisfies readonly Verb[];
export type PageView = (typeof views)[number];

export function isPageView(verb: string): verb is PageView {
  return views.some((view) => view === verb);
}

/**
 * The page behind a button, for somebody who has the card in a mail; undefined where there is none. The link only opens the
 * page, so a scanner that follows it changes nothing.
 */
export function pageOfAction(links: Links, personId: string, { verb, data }: ActAction): string | undefined {
  const topic = topicOf(verb, data ?? {});
  if (!topic) return undefined;
  const page = links.page(personId, topic);
  if (verb === 'rate') return `${page}?rating=${data?.rating ?? ''}`;
  return isPageView(verb) ? `${page}?show=${verb}` : page;
}

function topicOf(verb: Verb, data: Readonly<Record<string, string>>): PageTopic | undefined {
  switch (verb) {
    case 'accept':
    case 'decline':
    case 'booking':
    case 'answers':
    case 'cancel-ask':
    case 'move':
    case 'substitute':
    case 'calendar':
      return data.registration ? { kind: 'place', id: data.registration } : undefined;
    case 'feedback':
    case 'rate':
    case 'feedback-questions':
      return data.request ? { kind: 'feedback', id: data.request } : undefined;
    case 'enrolment':
    case 'milestone':
    case 'survey-answer':
      return data.enrolment ? { kind: 'project', id: data.enrolment } : undefined;
    case 'project-join':
    case 'project-not-now':
      return data.cohort ? { kind: 'joining', id: data.cohort } : undefined;
    case 'book':
    case 'wait':
    case 'event':
    case 'event-details':
    case 'invitation-no':
      return data.session || data.event ? { kind: 'event', id: data.session ?? data.event ?? '' } : undefined;
    case 'my-bookings':
    case 'my-quotes':
    case 'certificate':
    case 'whats-on':
      return { kind: 'mine' };
    case 'my-data':
      return { kind: 'held' };
    case 'mute-reminders':
    case 'invitations-stop':
    case 'mails':
      return { kind: 'mails' };
    default:
      return undefined;
  }
}
