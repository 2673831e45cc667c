import type { Card } from '../rendering/card.js';
import { boardMessages } from './board/board-messages.js';
import { bookingMessages } from './bookings/booking-messages.js';
import { feedbackMessages } from './feedback/feedback-messages.js';
import { ticketMessages } from './knowledge/ticket-messages.js';
import { organiserMessages } from './organising/organiser-messages.js';
import { headMessages } from './people/head-claims-cards.js';
import { projectMessages } from './projects/project-messages.js';
import type { MakeMessage, QueuedMessage } from './talk/message-kind.js';
import type { Services } from './talk/turn-context.js';

const kinds: Readonly<Record<string, MakeMessage>> = {
  ...boardMessages,
  ...feedbackMessages,
  ...bookingMessages,
  ...projectMessages,
  ...ticketMessages,
  ...organiserMessages,
  ...headMessages,
};

/**
 * The card of a queued message, from the state of affairs at the moment of sending.
 * @returns undefined when there is no longer anything to tell
 */
export async function cardForMessage(services: Services, message: QueuedMessage): Promise<Card | undefined> {
  const make = kinds[message.kind];
  if (!make) throw new Error(`No card is known for messages of kind ${message.kind}: add it to the kinds here`);
  return make(services, message);
}
