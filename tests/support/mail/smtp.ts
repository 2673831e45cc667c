import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import type { MailSettings } from '../../../src/settings/mail.js';

/** A mail that the server took, parsed by another library than the one that wrote it. */
export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly mail: Email;
}

/** What the server does with a command; undefined: it takes it. */
export type Refusal = { readonly code: number; readonly words: string } | 'break' | 'silent' | undefined;

/** A real SMTP server on this machine, which takes everything until it is told otherwise. */
export interface TestSmtp {
  readonly settings: MailSettings;
  readonly taken: TakenMail[];
  /** Connections made, messages begun. */
  readonly seen: { connections: number; data: number };
  /** For an addressee. */
  recipient: (address: string) => Refusal;
  sender: () => Refusal;
  /** After the whole message came: `break` cuts the connection without an answer, and keeps the message. */
  message: (raw: string) => Refusal | Promise<Refusal>;
  /** Cuts all connections that are open now. */
  cutAll(): void;
  stop(): Promise<void>;
}

export async function startSmtp(
  options: SMTPServerOptions = {},
  settings: Partial<MailSettings> = {},
): Promise<TestSmtp> {
  const seen = { connections: 0, data: 0 };
  const taken: TakenMail[] = [];
  const smtp: Pick<TestSmtp, 'recipient' | 'sender' | 'message'> = {
    recipient: () => undefined,
    sender: () => undefined,
    message: () => undefined,
  };
  const answer = (refusal: Refusal, session: SMTPServerSession, done: (fault?: Error | null) => void): void => {
    if (refusal === 'silent') return;
    if (refusal === 'break') cut(server, session.id);
    else done(refusal && Object.assign(new Error(refusal.words), { responseCode: refusal.code }));
  };
  const server: SMTPServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onConnect: (_session, done) => {
      seen.connections += 1;
      done();
    },
    onMailFrom: (_address, session, done) => answer(smtp.sender(), session, done),
    onRcptTo: ({ address }, session, done) => answer(smtp.recipient(address), session, done),
    onData: (stream, session, done) => {
      seen.data += 1;
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', async () => {
        const raw = Buffer.concat(parts).toString('utf8');
        const refusal = await smtp.message(raw);
        if (refusal === undefined || refusal === 'break') {
          const { mailFrom, rcptTo } = session.envelope;
          taken.push({
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map(({ address }) => address),
            raw,
            mail: await PostalMime.parse(raw),
          });
        }
        answer(refusal, session, done);
      });
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(smtp, {
    seen,
    taken,
    settings: {
      ...{ host: '127.0.0.1', port, tls: 'if-offered', user: undefined, password: undefined, perMinute: 60_000 },
      from: { name: 'Lincolnshire Learning Partnership', address: 'events@partnership.example' },
      replyTo: { name: 'The organisers', address: 'organisers@partnership.example' },
      ...settings,
    } satisfies MailSettings,
    cutAll: () => {
      for (const connection of server.connections) connection._socket.destroy();
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}

function cut(server: SMTPServer, sessionId: string): void {
  for (const connection of server.connections) {
    if (connection.session.id === sessionId) connection._socket.destroy();
  }
}
