import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailSettings } from '../../settings/mail.js';
import type { ComposedMail } from './compose.js';
import type { Stage } from './outcome.js';

/** A message that was not sent, and how far it had come. */
export class NotSent extends Error {
  constructor(
    readonly stage: Stage,
    options: { readonly cause: unknown },
  ) {
    super('The mail server did not take a message: see the cause', options);
  }
}

/** How long to wait for a mail server, in milliseconds. */
export interface MailLimits {
  /** For the connection, and again for the server's greeting. */
  readonly connectMs: number;
  /** For an answer. */
  readonly silentMs: number;
  /** A server that cannot be reached, or refuses our sign-in, is left alone for so long: each try would hold up others. */
  readonly leftAloneMs: number;
}

/** Together less than the minute that a job has. */
export const usualLimits: MailLimits = { connectMs: 8_000, silentMs: 30_000, leftAloneMs: 15_000 };

/** Servers close a connection that is not used; ours goes first. Milliseconds. */
const idleMs = 15_000;
/** Servers end a connection after so many messages or more. */
const messagesEach = 100;

/** One connection to the mail server, over which messages go one after the other. */
export class MailConnection {
  readonly #smtp: SMTPConnection;
  #sent = 0;
  #broken: unknown;
  #idle: NodeJS.Timeout | undefined;

  private constructor(smtp: SMTPConnection) {
    this.#smtp = smtp;
    smtp.on('error', (fault) => this.#break(fault));
    smtp.on('end', () => this.#break(new Error('The mail server closed the connection')));
  }

  /** Connects and signs in. @throws NotSent */
  static async open(settings: MailSettings, { connectMs, silentMs }: MailLimits): Promise<MailConnection> {
    const { host, port, tls, user, password } = settings;
    const smtp = new SMTPConnection({
      host,
      port,
      secure: tls === 'from-start',
      requireTLS: tls === 'required',
      connectionTimeout: connectMs,
      greetingTimeout: connectMs,
      socketTimeout: silentMs,
      dnsTimeout: connectMs,
    });
    const connection = new MailConnection(smtp);
    try {
      await connection.#step((done) => smtp.connect(done));
      if (user !== undefined) {
        await connection.#step((done) => smtp.login({ credentials: { user, pass: password ?? '' } }, done));
      }
      return connection;
    } catch (cause) {
      smtp.close();
      throw new NotSent('connecting', { cause });
    }
  }

  get isUsable(): boolean {
    return this.#broken === undefined && this.#sent < messagesEach;
  }

  get isFresh(): boolean {
    return this.#sent === 0;
  }

  /** @throws NotSent; the connection is closed then */
  async send({ envelope, content }: ComposedMail): Promise<void> {
    clearTimeout(this.#idle);
    let stage: Stage = 'handing-over';
    const stream = Readable.from([content], { objectMode: false });
    // The client reads it after the server has said 354, and ends the message when it ends.
    stream.once('end', () => {
      stage = 'handed-over';
    });
    try {
      await this.#step((done) =>
        this.#smtp.send({ from: envelope.from, to: [...envelope.to] }, stream, (fault) => done(fault)),
      );
      this.#sent += 1;
    } catch (cause) {
      this.close();
      throw new NotSent(stage, { cause });
    }
  }

  /** Closes it after a while without use. @param closed called then */
  rest(closed: () => void): void {
    this.#idle = setTimeout(() => {
      this.close();
      closed();
    }, idleMs).unref();
  }

  close(): void {
    clearTimeout(this.#idle);
    this.#broken ??= new Error('The connection to the mail server is closed');
    this.#smtp.close();
  }

  #onBreak: ((fault: unknown) => void) | undefined;

  #break(fault: unknown): void {
    this.#broken ??= fault;
    this.#onBreak?.(fault);
  }

  /** One step of the client, which does not call back when the connection breaks meanwhile. */
  async #step(act: (done: (fault?: Error | null) => void) => void): Promise<void> {
    if (this.#broken !== undefined) throw this.#broken;
    try {
      await new Promise<void>((resolve, reject) => {
        this.#onBreak = reject;
        act((fault) => (fault ? reject(fault) : resolve()));
      });
    } finally {
      this.#onBreak = undefined;
    }
  }
}
