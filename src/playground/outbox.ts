import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { KeptMail, Outbox } from '../http/outbox-page.js';
import type { MailSettings } from '../settings/mail.js';

/** A mail server on this machine that keeps what it is sent, for the browser. */
export interface OutboxServer extends Outbox {
  /** How to send to it. */
  readonly settings: MailSettings;
  stop(): Promise<void>;
}

/** The latest ones; older ones are dropped. */
const keptMails = 200;
/** In bytes. */
const longestMail = 5_000_000;

/** Starts it on a free port of 127.0.0.1. Nothing leaves this machine. */
export async function openOutbox(): Promise<OutboxServer> {
  const kept: KeptMail[] = [];
  let count = 0;
  const keep = async (content: Buffer): Promise<void> => {
    count += 1;
    kept.unshift(await readMail(content, String(count)));
    kept.splice(keptMails);
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    size: longestMail,
    onData: (stream, _session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        keep(Buffer.concat(parts)).then(
          () => done(),
          (fault: unknown) => done(fault instanceof Error ? fault : new Error('The outbox could not read a mail')),
        );
      });
    },
  });
  // A connection that breaks is the sender's affair.
  server.on('error', () => {});
  const port = await listening(server);
  return {
    settings: {
      host: '127.0.0.1',
      port,
      tls: 'if-offered',
      user: undefined,
      password: undefined,
      from: { name: 'Staffroom', address: 'staffroom@partnership.example' },
      replyTo: { name: 'The organisers', address: 'organisers@partnership.example' },
      perMinute: 60_000,
    },
    list: () => kept,
    find: (id) => kept.find((mail) => mail.id === id),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function listening(server: SMTPServer): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.server.address() as AddressInfo).port));
  });
}

async function readMail(content: Buffer, id: string): Promise<KeptMail> {
  const mail = await PostalMime.parse(content);
  const calendars = mail.attachments.filter(({ mimeType }) => /^(text\/calendar|application\/ics)$/i.test(mimeType));
  return {
    id,
    at: new Date(),
    from: sayAddress(mail.from),
    to: (mail.to ?? []).map(sayAddress).join(', '),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? '',
    files: calendars.map(({ filename, content: body }) => ({
      name: filename ?? 'invitation.ics',
      text: typeof body === 'string' ? body : new TextDecoder().decode(body),
    })),
    headers: mail.headers
      .filter(({ key }) => shownHeaders.includes(key))
      .map(({ key, value }) => ({ name: key, value })),
  };
}

const shownHeaders = ['message-id', 'reply-to', 'list-unsubscribe', 'list-unsubscribe-post', 'auto-submitted'];

function sayAddress(
  party: { readonly name?: string | undefined; readonly address?: string | undefined } | undefined,
): string {
  return [party?.name ?? '', party?.address ? `<${party.address}>` : ''].filter(Boolean).join(' ');
}
