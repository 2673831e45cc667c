import { dayMs, hourMs, minuteMs } from '../../domain/durations.js';
import type { ClaimedDelivery } from './delivery-ledger.js';

/** A message waits so long for a platform that takes nothing from us; then it has failed. */
const waitsForMs = 7 * dayMs;
/** After so long it goes by e-mail, to somebody who can be written to so: what is due today is no use next week. */
const chatOnlyForMs = 3 * hourMs;
/** A minute, and not all in the same moment. */
const pauseMs = minuteMs;

/** What becomes of a message while its platform takes nothing from us. */
export type WhileTroubled =
  | { readonly kind: 'wait'; readonly pauseMs: number }
  /** By e-mail; where that is not possible, it waits on. */
  | { readonly kind: 'by-mail'; readonly pauseMs: number }
  | { readonly kind: 'give-up' };

/** @param now on the core's clock */
export function whileTroubled(
  { kind, triedSince }: Pick<ClaimedDelivery, 'kind' | 'triedSince'>,
  now: Date,
): WhileTroubled {
  const triedMs = now.getTime() - triedSince.getTime();
  if (triedMs >= waitsForMs) return { kind: 'give-up' };
  const pause = Math.round(pauseMs * (1 + Math.random() / 5));
  // The news that a platform takes nothing must not wait for that platform.
  const isUrgent = kind === 'platform-trouble' || triedMs >= chatOnlyForMs;
  return { kind: isUrgent ? 'by-mail' : 'wait', pauseMs: pause };
}
