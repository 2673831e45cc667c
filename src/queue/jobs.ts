import { z } from 'zod';

/** What a job was made for: ids for the log, and the trace that it goes on with. */
const trail = z
  .object({
    requestId: z.string().optional(),
    activity: z.string().optional(),
    /** As W3C Trace Context writes it. */
    traceparent: z.string().optional(),
  })
  .optional();
export type JobTrail = z.infer<typeof trail>;

/**
 * Every kind of job with its data: ids only, so that the handler reads the present state. What a newer release adds is left
 * out, because two of them work on one queue while it is rolled out.
 */
export const jobData = {
  /** Sends one `Delivery`. */
  deliver: z.object({ deliveryId: z.string().uuid(), trail }),
  /** Sends what waited so that it could be undone. */
  release: z.object({ heldId: z.string().uuid(), trail }),
  /** Renders a sent message again. */
  refresh: z.object({ deliveryId: z.string().uuid(), trail }),
  /** Once a minute, in one of the processes: asks the database what is due. */
  tick: z.object({ trail }),
} as const;

export type JobName = keyof typeof jobData;
type JobData<N extends JobName> = z.infer<(typeof jobData)[N]>;
export type Job = { [N in JobName]: { readonly name: N; readonly data: JobData<N> } }[JobName];

export interface Attempt {
  /** 1 for the first attempt. */
  readonly number: number;
  /** The job will not be tried again after a fault. */
  readonly last: boolean;
}

/** Thrown by a handler: the job comes again after so many milliseconds, and the attempt is not counted. */
export class PutOff extends Error {
  constructor(
    readonly retryAfterMs: number,
    options?: ErrorOptions,
  ) {
    super(`The job is to be done again in ${retryAfterMs} ms`, options);
  }
}

/**
 * Handles a job, possibly more than once: a process can die between acting and recording it. A handler that throws is
 * tried again.
 */
export type Handlers = { readonly [N in JobName]: (data: JobData<N>, attempt: Attempt) => Promise<void> };

export interface QueueSettings {
  /** How many run at once in this process. */
  readonly concurrency: number;
  /** Attempts after the first. */
  readonly retryLimit: number;
  /** Seconds before the first retry; doubled each time, minus up to half of it at random. */
  readonly retryDelay: number;
  /** Longest duration of an attempt in seconds, after which the job of a dead process is tried again. */
  readonly expireInSeconds: number;
  /** pg-boss's policy: with `short` at most one job waits, with `standard` any number. */
  readonly policy: 'standard' | 'short';
}

export const queueSettings: { readonly [N in JobName]: QueueSettings } = {
  // The delays add up to about three hours, long enough for an outage of the platform.
  deliver: { concurrency: 10, retryLimit: 11, retryDelay: 5, expireInSeconds: 60, policy: 'standard' },
  refresh: { concurrency: 2, retryLimit: 11, retryDelay: 5, expireInSeconds: 60, policy: 'standard' },
  // Whatever is left over, the tick takes up.
  release: { concurrency: 1, retryLimit: 3, retryDelay: 2, expireInSeconds: 60, policy: 'standard' },
  // The next minute's tick is the retry.
  tick: { concurrency: 1, retryLimit: 0, retryDelay: 0, expireInSeconds: 300, policy: 'short' },
};

export const jobNames = Object.keys(jobData) as readonly JobName[];
