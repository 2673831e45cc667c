import { setTimeout as delay } from 'node:timers/promises';
import type PgBoss from 'pg-boss';
import { describeFault } from '../domain/describe-fault.js';
import type { Log } from '../service/log.js';
import { continueTrace, inSpan } from '../telemetry/spans.js';
import { onTrail } from '../telemetry/trail.js';
import { type Attempt, type JobTrail, PutOff, type QueueSettings } from './jobs.js';

/** Time between two polls of the queue, in milliseconds. */
const POLL = 1_000;
/** Shortest time between two polls, in milliseconds: many commits nudge, and most leave no job. */
const REST = 20;
/** Longest wait to be able to fetch several jobs, in milliseconds, so that one that hangs does not hold up others. */
const HANDFUL = 200;
/** Time between polls during a database outage, in milliseconds. */
const OUTAGE_POLL = 3_000;
/** Delays before an outcome is written again, in milliseconds; about half a minute in all. */
const OUTCOME_WAITS = [200, 500, 1_000, 2_000, 4_000, 8_000, 16_000];

interface WorkerOptions {
  readonly boss: PgBoss;
  readonly name: string;
  readonly settings: QueueSettings;
  readonly log: Log;
  readonly handle: (data: object, attempt: Attempt) => Promise<void>;
  /** Returns a job to the queue after a delay in milliseconds, as if it had not been started. */
  readonly putBack: (job: PgBoss.JobWithMetadata<object>, milliseconds: number) => Promise<void>;
}

/**
 * Fetches jobs of one queue and runs several at once. Replaces pg-boss's worker, which swallows errors of a fetch, and
 * turns a database outage at completion into an unhandled rejection.
 */
export class Worker {
  readonly #options: WorkerOptions;
  readonly #running = new Map<PgBoss.JobWithMetadata<object>, Promise<void>>();
  #wake = new AbortController();
  #stopping = false;
  #outage = false;
  #loop: Promise<void> | undefined;

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /** Polls now rather than at the next interval. */
  nudge(): void {
    this.#wake.abort();
  }

  /**
   * Fetches no further jobs and waits for running ones.
   * @param grace longest wait in milliseconds
   * @returns jobs still running
   */
  async stop(grace: number): Promise<ReadonlyArray<PgBoss.JobWithMetadata<object>>> {
    this.#stopping = true;
    this.nudge();
    const done = async () => {
      await this.#loop;
      await Promise.all(this.#running.values());
    };
    await Promise.race([done(), delay(grace, undefined, { ref: false })]);
    return [...this.#running.keys()];
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      // Renewed before the fetch: after a nudge during the fetch there may be a job that it missed.
      this.#wake = new AbortController();
      const free = this.#options.settings.concurrency - this.#running.size;
      const jobs = free > 0 ? await this.#fetch(free) : [];
      for (const job of jobs) this.#begin(job);
      if (free > 0 && jobs.length === 0 && !this.#stopping) await delay(REST);
      if (jobs.length < free) await this.#sleep(this.#outage ? OUTAGE_POLL : POLL);
      else await this.#handful();
    }
  }

  /** More jobs wait than can run. Each fetch sorts all waiting jobs, so several are fetched at once. */
  async #handful(): Promise<void> {
    const { signal } = this.#wake;
    await Promise.race([...this.#running.values(), aborted(signal)]);
    const enough = Math.floor(this.#options.settings.concurrency / 2);
    const late = Date.now() + HANDFUL;
    while (this.#running.size > enough && Date.now() < late && !signal.aborted && !this.#stopping) {
      await Promise.race([...this.#running.values(), this.#sleep(late - Date.now())]);
    }
  }

  async #fetch(batchSize: number): Promise<PgBoss.JobWithMetadata<object>[]> {
    const { boss, name, log } = this.#options;
    let fault: unknown;
    // pg-boss answers a failed fetch with an empty list.
    const db: PgBoss.Db = {
      executeSql: (text, values) =>
        boss
          .getDb()
          .executeSql(text, values)
          .catch((error: unknown) => {
            fault = error;
            throw error;
          }),
    };
    const jobs = await boss.fetch<object>(name, { batchSize, includeMetadata: true, db });
    if (fault && !this.#outage) log.error({ queue: name, ...faultOf(fault) }, 'jobs cannot be fetched; trying again');
    if (!fault && this.#outage) log.info({ queue: name }, 'jobs can be fetched again');
    this.#outage = fault !== undefined;
    return jobs;
  }

  #begin(job: PgBoss.JobWithMetadata<object>): void {
    this.#running.set(
      job,
      this.#onItsTrail(job).finally(() => this.#running.delete(job)),
    );
  }

  /** What the job was made for is in the log, and in the trace. */
  #onItsTrail(job: PgBoss.JobWithMetadata<object>): Promise<void> {
    const { name } = this.#options;
    const { traceparent, ...ids } = (Reflect.get(job.data ?? {}, 'trail') as JobTrail) ?? {};
    const attributes = { 'staffroom.queue': name, 'staffroom.job': job.id, 'staffroom.attempt': job.retryCount + 1 };
    return onTrail({ ...ids, job: job.id }, () =>
      continueTrace(traceparent, () => inSpan(`job ${name}`, attributes, () => this.#work(job), 'CONSUMER')),
    );
  }

  async #work(job: PgBoss.JobWithMetadata<object>): Promise<void> {
    const { boss, name, log, handle, putBack } = this.#options;
    const attempt = { number: job.retryCount + 1, last: job.retryCount >= job.retryLimit };
    const about = { queue: name, attempt: attempt.number };
    try {
      await withinSeconds(handle(job.data, attempt), Number(job.expireInSeconds));
      await this.#record(about, () => boss.complete(name, job.id));
    } catch (error) {
      if (error instanceof PutOff) {
        const retryAfter = error.retryAfterMs;
        log.info({ ...about, retryAfter }, 'job put off');
        await this.#record(about, () => putBack(job, retryAfter));
        // Waits exactly as long as asked rather than until the next poll, to make full use of the platform's rate.
        setTimeout(() => this.nudge(), retryAfter + 5).unref();
        return;
      }
      const told = faultOf(error);
      log.error(
        { ...about, ...told, stack: error instanceof Error ? error.stack : undefined },
        attempt.last ? 'job failed for good' : 'job failed; it is tried again',
      );
      await this.#record(about, () => boss.fail(name, job.id, told));
    }
  }

  /**
   * Writes an outcome with retries; when it cannot be written the job expires and runs again, as its handler expects.
   */
  async #record(about: object, write: () => Promise<unknown>): Promise<void> {
    for (const wait of [...OUTCOME_WAITS, undefined]) {
      try {
        await write();
        return;
      } catch (error) {
        const final = wait === undefined || this.#stopping;
        this.#options.log.error({ ...about, ...faultOf(error), final }, 'the outcome of a job could not be written');
        if (final) return;
        await delay(wait);
      }
    }
  }

  async #sleep(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.#wake.signal }).catch(() => undefined);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function faultOf(error: unknown): { fault: string } {
  const { kind, message } = describeFault(error);
  return { fault: message === undefined ? kind : `${kind}: ${message}` };
}

async function withinSeconds(work: Promise<void>, seconds: number): Promise<void> {
  const timer = new AbortController();
  const late = delay(seconds * 1_000, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`The job took longer than ${seconds} s`);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    timer.abort();
    late.catch(() => undefined);
  }
}
