import { createConnection, createServer, type Socket } from 'node:net';

/** A TCP proxy that can go silent, as a firewall or a pooler does: connections stay open, and nothing is answered. */
export interface SilentProxy {
  readonly port: number;
  /** From now on nothing passes, on connections that exist as on new ones. */
  silence(): void;
  /** New connections work again; those of before stay silent for ever, as when a firewall has forgotten them. */
  speak(): void;
  /** Cuts every connection and refuses new ones until `speak`. */
  cut(): void;
  close(): Promise<void>;
}

export async function silentProxy(target: { readonly host: string; readonly port: number }): Promise<SilentProxy> {
  let mode: 'speaking' | 'silent' | 'cut' = 'speaking';
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = createConnection(target);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => open.delete(socket));
    }
    if (mode === 'cut') near.destroy();
    let quiet = mode === 'silent';
    const pass = (to: Socket) => (bytes: Buffer) => {
      quiet ||= mode === 'silent';
      if (!quiet) to.write(bytes);
    };
    near.on('data', pass(far));
    far.on('data', pass(near));
    near.once('close', () => far.destroy());
    far.once('close', () => quiet || near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('No port: the machine has none left');
  return {
    port: address.port,
    silence: () => {
      mode = 'silent';
    },
    speak: () => {
      mode = 'speaking';
    },
    cut: () => {
      mode = 'cut';
      for (const socket of open) socket.destroy();
    },
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
