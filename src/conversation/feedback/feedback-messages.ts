import { findFeedbackRequest } from '../../app/feedback/feedback.js';
import type { MakeMessage } from '../talk/message-kind.js';
import { feedbackRequestCard } from './feedback-cards.js';

const asks =
  (lead: string): MakeMessage =>
  async ({ core }, { personId, payload }) => {
    const request = await findFeedbackRequest(core, personId, payload.requestId ?? '');
    if (!request?.open || request.answer) return undefined;
    return feedbackRequestCard(request, lead, core.timeZone);
  };

/** Messages that ask for feedback, by kind. */
export const feedbackMessages: Readonly<Record<string, MakeMessage>> = {
  'feedback-request': asks('Thank you for coming. How was it? It takes a minute, and you choose what may be quoted.'),
  'feedback-reminder': asks('You have not told us how it was. This is the only reminder.'),
};
