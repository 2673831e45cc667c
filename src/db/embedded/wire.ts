import { Duplex } from 'node:stream';
import type { MessagePort } from 'node:worker_threads';

/** The first byte of Terminate (PostgreSQL's protocol, message formats). */
const TERMINATE = 0x58;

/**
 * What `pg` takes for a socket, with a PGlite at the other end of a port: the bytes of PostgreSQL's protocol go through
 * it either way, each message of the port holding whole messages of the protocol.
 */
export class EmbeddedWire extends Duplex {
  readonly #port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.on('message', (bytes: Uint8Array) => {
      this.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    });
  }

  /** As a socket's; there is nobody to wait for. */
  connect(): void {
    process.nextTick(() => this.emit('connect'));
  }

  /** As a socket's; nothing is held back here. */
  setNoDelay(): this {
    return this;
  }

  ref(): this {
    this.#port.ref();
    return this;
  }

  unref(): this {
    this.#port.unref();
    return this;
  }

  override _read(): void {
    // What arrives is pushed as it comes.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#send([chunk]);
    done();
  }

  override _writev(chunks: ReadonlyArray<{ readonly chunk: Buffer }>, done: () => void): void {
    this.#send(chunks.map(({ chunk }) => chunk));
    done();
  }

  /** The port's end tells the other side that this client leaves. */
  override _final(done: () => void): void {
    done();
    this.destroy();
  }

  override _destroy(fault: Error | null, done: (fault: Error | null) => void): void {
    this.#port.close();
    done(fault);
  }

  #send(messages: readonly Buffer[]): void {
    const spoken = messages.filter((message) => message[0] !== TERMINATE);
    const bytes = new Uint8Array(spoken.reduce((length, message) => length + message.length, 0));
    let at = 0;
    for (const message of spoken) {
      bytes.set(message, at);
      at += message.length;
    }
    if (at > 0) this.#port.postMessage(bytes, [bytes.buffer]);
  }
}
