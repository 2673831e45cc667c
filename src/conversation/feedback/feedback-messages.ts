import { findFeedbackRequest } from '../../app/feedback/feedback.js';
import type { MakeMessage, MessageForms } from '../talk/message-kind.js';
import { feedbackRequestCard } from './feedback-cards.js';

type Kind = 'feedback-request' | 'feedback-reminder';

const asks =
  (lead: string): MakeMessage<Kind> =>
  async ({ core }, { personId, payload }) => {
    const request = await findFeedbackRequest(core, personId, payload.requestId);
    if (!request?.open || request.answer) return undefined;
    return feedbackRequestCard(request, lead, core.timeZone);
  };

/** Messages that ask for feedback. */
export const feedbackMessages: MessageForms<Kind> = {
  'feedback-request': {
    label: 'Request for feedback',
    card: asks('Thank you for coming. How was it? It takes a minute, and you choose what may be quoted.'),
  },
  'feedback-reminder': {
    label: 'Reminder to give feedback',
    card: asks('You have not told us how it was. This is the only reminder.'),
  },
};
