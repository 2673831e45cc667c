import type { Work } from '../../../understanding/running/running-words.js';

/** Which work a list or a form shows, so that the next words may lean on it: "approve them", "publish it". */
const shown: Readonly<Partial<Record<string, Work>>> = {
  moderate: 'quotes',
  'approved-quotes': 'quotes',
  'feedback-results': 'feedback',
  nominations: 'nominations',
  applications: 'applications',
  'project-schools': 'wanting',
  'committee-report': 'paper',
  'digest-now': 'digest',
  'digest-readers': 'digest',
  audiences: 'audiences',
  templates: 'templates',
  unanswered: 'unanswered',
  tickets: 'tickets',
  'organise-drafts': 'drafts',
  'organise-reach': 'reminders',
};

export function workOf(verb: string | undefined): Work | undefined {
  return verb === undefined ? undefined : shown[verb];
}
