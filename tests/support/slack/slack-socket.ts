import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { closeServer } from '../teams/teams-connector.js';

/** What the bot said about a payload; undefined when it said nothing in time. */
export interface Acknowledged {
  readonly payload: unknown;
  /** From the sending to the acknowledgement, in milliseconds. */
  readonly ms: number;
}

/** The other end of Socket Mode (https://docs.slack.dev/apis/events-api/using-socket-mode). */
export interface FakeSocket {
  readonly url: string;
  /** Resolves when the bot has called. */
  connected(): Promise<void>;
  /**
   * Sends a payload in an envelope of its own.
   * @param retry how many times it was sent before
   */
  send(
    type: 'events_api' | 'interactive' | 'slash_commands',
    payload: unknown,
    retry?: number,
  ): Promise<Acknowledged | undefined>;
  /** Ends the connection, as Slack does every few hours. */
  hangUp(): void;
  close(): Promise<void>;
}

/** Longer than Slack waits. */
const patienceMs = 4_000;

export async function fakeSocket(): Promise<FakeSocket> {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  let socket: WebSocket | undefined;
  let arrived: () => void = () => {};
  let arrival = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const waiting = new Map<string, (payload: unknown) => void>();
  sockets.on('connection', (connection) => {
    socket = connection;
    connection.on('message', (data) => {
      const { envelope_id, payload } = JSON.parse(String(data));
      waiting.get(envelope_id)?.(payload);
    });
    connection.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0STAFFROOM' } }));
    arrived();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    connected: () => arrival,
    send: async (type, payload, retry = 0) => {
      const envelope_id = randomUUID();
      const started = performance.now();
      const acknowledged = new Promise<Acknowledged>((resolve) => {
        waiting.set(envelope_id, (said) => resolve({ payload: said, ms: performance.now() - started }));
      });
      const retried = retry > 0 ? { retry_attempt: retry, retry_reason: 'timeout' } : {};
      socket?.send(
        JSON.stringify({ envelope_id, type, payload, accepts_response_payload: type !== 'events_api', ...retried }),
      );
      const late = new Promise<undefined>((resolve) => setTimeout(resolve, patienceMs, undefined));
      return Promise.race([acknowledged, late]);
    },
    hangUp: () => {
      arrival = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      socket?.close();
    },
    close: async () => {
      sockets.close();
      for (const client of sockets.clients) client.terminate();
      await closeServer(server);
    },
  };
}
