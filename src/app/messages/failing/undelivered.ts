import { type NotReached, notReached } from '../ways.js';

/**
 * Why a message was not sent, or is not known to have arrived. `stopped while sending`: the service stopped meanwhile. `came back …`: a
 * mail server had taken it.
 */
const reasons = [
  'no copy',
  'nothing left',
  'unmade',
  'doubt',
  'recipient',
  'message',
  'busy',
  'away',
  'sign-in',
  'unexplained',
  'our-turn',
  'stopped while sending',
  'came back hard',
  'came back soft',
  'came back message',
] as const;
export type UndeliveredReason = (typeof reasons)[number];

const ways = ['chat', 'mail'] as const;
type TriedWay = (typeof ways)[number];

/** Why a message to somebody who can be reached did not arrive. */
export interface Undelivered {
  readonly way: TriedWay;
  readonly reason: UndeliveredReason;
  /** Of the mail server, where it gave one, such as `550 5.1.1`. */
  readonly code?: string;
}

/** As it is kept with the message: `mail/recipient/550 5.1.1`, or whom nothing reaches by its kind. */
export function writeUndelivered(reason: UndeliveredReason | NotReached, way: TriedWay, code?: string): string {
  if (notReached.some((one) => one === reason)) return reason;
  return [way, reason, ...(way === 'mail' && code ? [code] : [])].join('/');
}

/** @returns undefined for what an earlier release kept in words */
export function readUndelivered(kept: string): Undelivered | NotReached | undefined {
  const unreached = notReached.find((one) => one === kept);
  if (unreached) return unreached;
  const [first, second, ...code] = kept.split('/');
  const way = ways.find((one) => one === first);
  const reason = reasons.find((one) => one === second);
  if (!way || !reason) return undefined;
  return { way, reason, ...(code.length > 0 ? { code: code.join('/') } : {}) };
}
