import type { MailSettings } from '../../settings/mail.js';
import { inSpan } from '../../telemetry/spans.js';
import type { MailPort, OutgoingMail, Sending } from '../port.js';
import { type ComposedMail, composeMail } from './compose.js';
import { MailConnection, type MailLimits, NotSent, usualLimits } from './connections.js';
import { outcomeOf } from './outcome.js';

/** The mail server as a way out. */
export interface MailChannel {
  readonly port: MailPort;
  /** Closes the connections. */
  stop(): void;
}

/** Messages at once. Microsoft 365 allows an account three connections. */
const mostConnections = 3;

/** Sends over a few connections that are kept open while there is something to send. */
export function mailChannel(settings: MailSettings, limits: MailLimits = usualLimits): MailChannel {
  const idle = new Set<MailConnection>();
  const waiting: Array<() => void> = [];
  let busy = 0;

  const transmit = async (mail: ComposedMail): Promise<void> => {
    const [kept] = idle;
    if (kept) idle.delete(kept);
    const connection = kept?.isUsable ? kept : await MailConnection.open(settings, limits);
    try {
      await connection.send(mail);
    } catch (fault) {
      // A kept connection that the server has closed meanwhile: nothing was sent, so a new one is tried at once.
      if (connection.isFresh || !isBrokenOff(fault)) throw fault;
      return transmit(mail);
    }
    if (!connection.isUsable) return connection.close();
    idle.add(connection);
    connection.rest(() => idle.delete(connection));
  };

  const inTurn = async (act: () => Promise<void>): Promise<void> => {
    while (busy >= mostConnections) await new Promise<void>((resolve) => waiting.push(resolve));
    busy += 1;
    try {
      await act();
    } finally {
      busy -= 1;
      waiting.shift()?.();
    }
  };

  let leftAloneUntil = 0;
  const send = async (mail: OutgoingMail): Promise<Sending> => {
    const retryAfterMs = leftAloneUntil - performance.now();
    if (retryAfterMs > 0) return { kind: 'not-taken', why: 'away', retryAfterMs };
    const traced = (composed: ComposedMail) =>
      inSpan('mail send', { 'staffroom.platform': 'mail' }, () => transmit(composed), 'CLIENT');
    const sending = await sendMail(mail, settings, (composed) => inTurn(() => traced(composed)));
    if (sending.kind === 'not-taken' && (sending.why === 'away' || sending.why === 'sign-in'))
      leftAloneUntil = performance.now() + limits.leftAloneMs;
    return sending;
  };

  return {
    port: { send },
    stop: () => {
      for (const connection of idle) connection.close();
      idle.clear();
    },
  };
}

async function sendMail(
  mail: OutgoingMail,
  settings: MailSettings,
  transmit: (composed: ComposedMail) => Promise<void>,
): Promise<Sending> {
  const composed = await composeMail(mail, settings);
  try {
    await transmit(composed);
    return { kind: 'taken', messageId: composed.messageId };
  } catch (fault) {
    if (!(fault instanceof NotSent)) throw fault;
    return outcomeOf(fault.cause, fault.stage);
  }
}

/** The connection broke before the message was handed over, without a word of the server. */
function isBrokenOff(fault: unknown): boolean {
  if (!(fault instanceof NotSent) || fault.stage !== 'handing-over') return false;
  const outcome = outcomeOf(fault.cause, fault.stage);
  return outcome.kind === 'not-taken' && outcome.why === 'away';
}
