import { certificatesOf } from '../../app/afterwards/certificates.js';
import { requestOfEvent } from '../../app/feedback/feedback.js';
import { findEventTitle } from '../../app/programme/event-title.js';
import type { Action } from '../../rendering/card.js';
import type { MakeMessage, MessageForms } from '../talk/message-kind.js';

/** Thanks to somebody who came: with what there is to open, their certificate, and feedback while it is open. */
const eventThanks: MakeMessage<'event-thanks'> = async ({ core, links }, { personId, payload }) => {
  const { eventId, words, slides, recording } = payload;
  const title = await findEventTitle(core.prisma, eventId);
  if (!title || !words || personId === null) return undefined;
  const [certificate] = await certificatesOf(core, personId, eventId);
  const request = await requestOfEvent(core, personId, eventId);
  const link = (label: string, url: string | undefined): Action[] => (url ? [{ kind: 'link', label, url }] : []);
  return {
    fallback: [title, words, slides, recording].filter(Boolean).join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'text', text: words },
    ],
    actions: [
      ...link('Slides', slides),
      ...link('Recording', recording),
      ...link('Certificate of attendance', certificate && links.certificate(personId, eventId)),
      ...(request
        ? [
            {
              kind: 'act',
              label: 'Give feedback',
              verb: 'feedback',
              data: { request },
              opensForm: true,
              keepsCard: true,
            } as const,
          ]
        : []),
    ],
  };
};

/** Messages after an event. */
export const afterwardsMessages: MessageForms<'event-thanks'> = {
  'event-thanks': { label: 'Thanks to those who came', card: eventThanks },
};
