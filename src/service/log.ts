import pino, { type Logger } from 'pino';

export type Log = Logger;

/** JSON lines on standard output. Callers log ids and outcomes, never names, addresses or message text. */
export function createLog(level: string): Log {
  return pino({ level, base: null, formatters: { level: (label) => ({ level: label }) } });
}
