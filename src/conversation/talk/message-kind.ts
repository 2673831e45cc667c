import type { MessageKind, MessagePayload } from '../../app/messages/message-kinds.js';
import type { Card } from '../../rendering/card.js';
import type { Services } from './turn-context.js';

/** A message of one kind that is due, to one person or in a channel. */
export interface DueMessage<Kind extends MessageKind> {
  /** Of its `Delivery`; left out in a preview. */
  readonly id?: string;
  readonly kind: Kind;
  /** Null in a channel. */
  readonly personId: string | null;
  readonly payload: MessagePayload<Kind>;
  /** It was sent before, and something in it may no longer be shown. */
  readonly isRefresh?: boolean;
}

/** Makes the card of one kind of message; undefined when there is no longer anything to tell. */
export type MakeMessage<Kind extends MessageKind> = (
  services: Services,
  message: DueMessage<Kind>,
) => Promise<Card | undefined>;

/** The label and the card of some kinds of messages. */
export type MessageForms<Kind extends MessageKind> = {
  readonly [One in Kind]: {
    /** What organisers see before "to Ada Marsh", such as `Reminder`. */
    readonly label: string;
    readonly card: MakeMessage<One>;
  };
};
