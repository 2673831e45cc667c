import { findEventTitle } from '../../app/event-titles.js';
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

/** Messages from organisers, by kind. */
export const organiserMessages: Readonly<Record<string, MakeMessage>> = {
  'organiser-message': organiserMessage,
};
