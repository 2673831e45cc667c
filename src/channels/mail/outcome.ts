import type { Sending } from '../port.js';

/** How far a message had come when it failed. */
export type Stage =
  /** Reaching the server, TLS and signing in. */
  | 'connecting'
  /** The envelope, and the content as long as its end was not sent: the server keeps nothing of it. */
  | 'handing-over'
  /** All of it was sent, and the server has not answered. */
  | 'handed-over';

/** What the client says of a refusal or a break. */
interface SmtpFault {
  /** Of the server's reply (RFC 5321, 4.2); undefined when there was none. */
  readonly reply: number | undefined;
  /** Reply and enhanced status code, such as `550 5.1.1`. */
  readonly code: string | undefined;
  /** The command that was refused. */
  readonly command: string;
  readonly isSignIn: boolean;
}

function faultOf(cause: unknown): SmtpFault {
  const { responseCode, response, command, code } = Object(cause) as Record<string, unknown>;
  const reply = typeof responseCode === 'number' ? responseCode : undefined;
  const enhanced = typeof response === 'string' ? /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] : undefined;
  return {
    reply,
    code: reply === undefined ? undefined : [String(reply), enhanced].filter(Boolean).join(' '),
    command: typeof command === 'string' ? command.toUpperCase() : '',
    isSignIn: code === 'EAUTH',
  };
}

/** What a fault of the mail server, or of the way to it, says about the message (RFC 5321, 4.2.1; RFC 3463). */
export function outcomeOf(cause: unknown, stage: Stage): Exclude<Sending, { kind: 'taken' }> {
  const { reply, code, command, isSignIn } = faultOf(cause);
  if (reply === undefined || code === undefined) return withoutReply(cause, stage, isSignIn);
  const lasting = reply >= 500;
  if (stage === 'connecting')
    return { kind: 'not-taken', why: lasting ? 'sign-in' : isSignIn ? 'away' : 'busy', cause };
  if (command.startsWith('RCPT')) {
    if (!lasting) return { kind: 'not-taken', why: 'busy', code, cause };
    return { kind: 'gone', of: isPolicy(code) ? 'message' : 'recipient', code, cause };
  }
  if (!lasting) return { kind: 'not-taken', why: 'busy', cause };
  // It does not let us send from this address.
  if (command.startsWith('MAIL')) return { kind: 'not-taken', why: 'sign-in', cause };
  return { kind: 'gone', of: isOfAddress(code) ? 'recipient' : 'message', code, cause };
}

function withoutReply(cause: unknown, stage: Stage, isSignIn: boolean): Exclude<Sending, { kind: 'taken' }> {
  if (stage === 'handed-over') return { kind: 'unknown', cause };
  return { kind: 'not-taken', why: isSignIn ? 'sign-in' : 'away', cause };
}

/** X.7.X: security or policy, such as a relay that does not know us. It says nothing about the address. */
function isPolicy(code: string): boolean {
  return / \d\.7\./.test(code);
}

/** X.1.X: addressing; X.2.X: the mailbox. */
function isOfAddress(code: string): boolean {
  return / \d\.[12]\./.test(code);
}
