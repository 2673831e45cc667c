import type { Card } from '../../rendering/card.js';
import type { Services } from './turn-context.js';

/** What a queued message is about: its kind and ids. */
export interface QueuedMessage {
  /** Of its `Delivery`; left out in a preview. */
  readonly id?: string;
  readonly kind: string;
  readonly personId: string | null;
  readonly payload: Readonly<Record<string, string>>;
}
/** Makes the card of one kind of message; undefined when there is no longer anything to tell. */
export type MakeMessage = (services: Services, message: QueuedMessage) => Promise<Card | undefined>;
