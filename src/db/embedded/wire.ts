import { Duplex } from 'node:stream';
import type { MessagePort } from 'node:worker_threads';

/** The first byte of Terminate (PostgreSQL's protocol, message formats). */
const TERMINATE = 0x58;

/**
 * Stands in for a socket of `pg`, with a PGlite behind a message port. Bytes of PostgreSQL's protocol go both ways, and
 * each message of the port holds whole protocol messages.
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

  /** Part of a socket's interface; there is no connection to establish. */
  connect(): void {
    process.nextTick(() => this.emit('connect'));
  }

  /** Part of a socket's interface; nothing is buffered here. */
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
    // Data is pushed as it arrives.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#send([chunk]);
    done();
  }

  override _writev(chunks: ReadonlyArray<{ readonly chunk: Buffer }>, done: () => void): void {
    this.#send(chunks.map(({ chunk }) => chunk));
    done();
  }

  /** Closing the port tells the other side that this client is leaving. */
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
