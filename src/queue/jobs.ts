import { z } from 'zod';

/** Every kind of job with the data it carries: ids only, so that the handler sees the present state. */
export const jobData = {
  /** Sends one `Delivery`. */
  deliver: z.object({ deliveryId: z.string().uuid() }).strict(),
  /** Draws up a message anew that was sent before. */
  refresh: z.object({ deliveryId: z.string().uuid() }).strict(),
  /** Once a minute, by one of the processes: asks the database what is due. */
  tick: z.object({}).strict(),
} as const;

export type JobName = keyof typeof jobData;
type JobData<N extends JobName> = z.infer<(typeof jobData)[N]>;
export type Job = { [N in JobName]: { readonly name: N; readonly data: JobData<N> } }[JobName];

export interface Attempt {
  /** 1 for the first. */
  readonly number: number;
  /** A fault now is final: the job will not be tried again. */
  readonly last: boolean;
}

/**
 * Does a job, possibly more than once: a process can die between the act and its record. It faults by throwing, and is
 * tried again; an error with a number `retryAfterMs` (milliseconds, as a platform's Retry-After asks) is no fault: the
 * attempt is not counted.
 */
export type Handlers = { readonly [N in JobName]: (data: JobData<N>, attempt: Attempt) => Promise<void> };

export interface QueueSettings {
  /** How many at once in this process. */
  readonly concurrency: number;
  /** Tries after the first. */
  readonly retryLimit: number;
  /** Seconds before the first retry; it doubles each time, less up to half of it at random. */
  readonly retryDelay: number;
  /** Seconds that an attempt may take. A job whose process died is tried again after it. */
  readonly expireInSeconds: number;
  /** pg-boss's policy: `short` lets one wait at most, `standard` any number. */
  readonly policy: 'standard' | 'short';
}

export const queueSettings: { readonly [N in JobName]: QueueSettings } = {
  // The waits add up to about three hours: a platform's bad morning.
  deliver: { concurrency: 10, retryLimit: 11, retryDelay: 5, expireInSeconds: 60, policy: 'standard' },
  refresh: { concurrency: 2, retryLimit: 11, retryDelay: 5, expireInSeconds: 60, policy: 'standard' },
  // The next minute's tick is the retry.
  tick: { concurrency: 1, retryLimit: 0, retryDelay: 0, expireInSeconds: 300, policy: 'short' },
};

export const jobNames = Object.keys(jobData) as readonly JobName[];
