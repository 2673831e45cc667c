import { findCancelled } from '../../app/cohort-cancelling.js';
import { findEventTitle } from '../../app/event-titles.js';
import { cohortTitle } from './enrolments.js';
import type { MakeMessage } from './messages.js';

/** What an organiser wrote to those registered. */
const organiserMessage: MakeMessage = async (desk, { payload }) => {
  const title = await findEventTitle(desk.core.prisma, payload.eventId ?? '');
  if (!title || !payload.words) return undefined;
  const lead = `From the organisers of ${title}:`;
  return {
    fallback: `${lead}\n${payload.words}`,
    blocks: [
      { kind: 'text', text: lead, tone: 'strong' },
      { kind: 'text', text: payload.words },
    ],
    actions: [{ kind: 'act', label: 'My bookings', verb: 'my-bookings', keepsCard: true }],
  };
};

/** That a project, or a year of it, does not go on, and why. */
const projectCancelled: MakeMessage = async (desk, { payload }) => {
  const found = await findCancelled(desk.core.prisma, payload);
  if (!found) return undefined;
  const { academicYear, projectName } = found;
  const lead = `${academicYear === null ? projectName : cohortTitle({ ...found, academicYear })} is cancelled.`;
  const why = payload.words ?? '';
  return {
    fallback: `${lead} ${why}`.trim(),
    blocks: [
      { kind: 'text', text: lead, tone: 'warning' },
      { kind: 'text', text: why },
      { kind: 'context', text: 'You need do nothing: no school takes part in it any more.' },
    ],
    actions: [{ kind: 'act', label: 'My projects', verb: 'my-projects', keepsCard: true }],
  };
};

/** Messages from organisers, by kind. */
export const organiserMessages: Readonly<Record<string, MakeMessage>> = {
  'organiser-message': organiserMessage,
  'project-cancelled': projectCancelled,
};
