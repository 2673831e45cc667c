import { hostname } from 'node:os';
import pino, { type DestinationStream, type Logger } from 'pino';
import { currentSpanIds } from '../telemetry/spans.js';
import { currentTrail } from '../telemetry/trail.js';

export type Log = Logger;

/** Which of several copies of the service this is: on Kubernetes, the pod's name. */
export const replica = `${hostname()}-${process.pid}`;

/**
 * JSON lines on standard output. Each has the ids of what is being worked on: request, activity, account,
 * job and replica. Callers log ids and outcomes, never names, addresses or message text.
 * @param also where the lines go besides
 */
export function createLog(level: string, also?: DestinationStream): Log {
  const out = pino.destination(1);
  // A stream of several has a level of its own.
  return createLogTo(
    also
      ? pino.multistream([
          { stream: out, level: 'trace' },
          { stream: also, level: 'trace' },
        ])
      : out,
    level,
  );
}

/** The same to another destination. */
export function createLogTo(destination: DestinationStream, level = 'info'): Log {
  return pino(
    {
      level,
      base: { replica },
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => ({ ...currentTrail(), ...currentSpanIds() }),
    },
    destination,
  );
}
