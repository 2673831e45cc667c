import { isMessageKind, type MessageKind, messageKinds } from '../app/messages/message-kinds.js';
import type { Card } from '../rendering/card.js';
import { afterwardsMessages } from './afterwards/thanks-messages.js';
import { boardMessages } from './board/board-messages.js';
import { bookingMessages } from './bookings/booking-messages.js';
import { feedbackMessages } from './feedback/feedback-messages.js';
import { invitationMessages } from './invitations/invitation-messages.js';
import { ticketMessages } from './knowledge/ticket-messages.js';
import { platformMessages } from './operations/platform-messages.js';
import { failingMessages } from './organising/failing-messages.js';
import { morningMessages } from './organising/needs-doing.js';
import { organiserMessages } from './organising/organiser-messages.js';
import { belongingMessages } from './people/belonging-cards.js';
import { headMessages } from './people/head-claims-cards.js';
import { privacyMessages } from './privacy/privacy-messages.js';
import { projectMessages } from './projects/project-messages.js';
import type { DueMessage, MessageForms } from './talk/message-kind.js';
import type { Services } from './talk/turn-context.js';
import { audienceMessages } from './writing/audience-messages.js';

/** A queued message as stored in the delivery ledger. */
export interface QueuedMessage extends Omit<DueMessage<MessageKind>, 'kind' | 'payload'> {
  readonly kind: string;
  readonly payload: unknown;
}

/** Every kind of message: a new one that is missing here does not compile. */
const forms: MessageForms<MessageKind> = {
  ...boardMessages,
  ...feedbackMessages,
  ...invitationMessages,
  ...privacyMessages,
  ...bookingMessages,
  ...projectMessages,
  ...ticketMessages,
  ...organiserMessages,
  ...audienceMessages,
  ...headMessages,
  ...failingMessages,
  ...afterwardsMessages,
  ...platformMessages,
  ...morningMessages,
  ...belongingMessages,
};

/**
 * The card of a queued message, from the records at the moment of sending.
 * @returns undefined when there is no longer anything to tell
 * @throws for a kind that this version does not know, or an invalid payload
 */
export async function cardForMessage(services: Services, message: QueuedMessage): Promise<Card | undefined> {
  const { kind, payload, ...rest } = message;
  if (!isMessageKind(kind)) {
    throw new Error(`No message of kind ${kind} is known: a newer version wrote it, so start that one again`);
  }
  return cardOf(services, kind, payload, rest);
}

function cardOf<Kind extends MessageKind>(
  services: Services,
  kind: Kind,
  payload: unknown,
  rest: Omit<QueuedMessage, 'kind' | 'payload'>,
): Promise<Card | undefined> {
  const read = messageKinds[kind].payload.parse(payload) as DueMessage<Kind>['payload'];
  return forms[kind].card(services, { ...rest, kind, payload: read });
}

/** What organisers call a kind of message, before "to Ada Marsh". */
export function sayMessageKind(kind: string): string {
  return isMessageKind(kind) ? forms[kind].label : 'A message of a newer version';
}
