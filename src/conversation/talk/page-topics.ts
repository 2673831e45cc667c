import { isUuid } from '../../domain/uuid.js';

/**
 * What a page of somebody's own is about. Its link is good for that and nothing else, because mails are passed on. `event`: an
 * event to book, or one session of it. `project`: their school in a year of a project, by its enrolment. `joining`: a year of a
 * project that their school can join. `mails`: what they
 * want to be written to about. `mine`: all their bookings. `held`: all that is held about them.
 */
export type PageTopic =
  | { readonly kind: 'place' | 'feedback' | 'event' | 'project' | 'joining'; readonly id: string }
  | { readonly kind: 'mails' | 'mine' | 'held' };

/** Whose page it is, and what it is about. */
export interface PageVisit {
  readonly personId: string;
  readonly topic: PageTopic;
}

/** What the link of a page is signed over. */
export function writePageId(personId: string, topic: PageTopic): string {
  return [personId, topic.kind, ...('id' in topic ? [topic.id] : [])].join('_');
}

/** @param id what a link was signed over */
export function readPageId(id: string): PageVisit | undefined {
  const [personId = '', kind, record, ...rest] = id.split('_');
  if (!isUuid(personId) || rest.length > 0) return undefined;
  switch (kind) {
    case 'place':
    case 'feedback':
    case 'event':
    case 'project':
    case 'joining':
      return record !== undefined && isUuid(record) ? { personId, topic: { kind, id: record } } : undefined;
    case 'mails':
    case 'mine':
    case 'held':
      return record === undefined ? { personId, topic: { kind } } : undefined;
    default:
      return undefined;
  }
}
