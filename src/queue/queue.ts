import type PgBoss from 'pg-boss';
import type { Database } from '../db/database.js';
import type { Sql, SqlTx } from '../db/fast/sql.js';
import { withPatientClient } from '../db/timed-client.js';
import type { Log } from '../service/log.js';
import { currentTrace } from '../telemetry/spans.js';
import { currentTrail } from '../telemetry/trail.js';
import { insideTransaction, putBack, restartOrphanedJobs, startBoss } from './boss.js';
import { type Handlers, type Job, type JobName, type JobTrail, jobData, jobNames, queueSettings } from './jobs.js';
import { keepTicking } from './ticking.js';
import { Worker } from './worker.js';

interface EnqueueOptions {
  /** Not before this instant; immediately when left out. */
  readonly startAfter?: Date;
}

/** Whether this process adds a `tick` each minute, or leaves that to whoever wants one. */
export type Ticks = 'each minute' | 'from elsewhere';

/** A job and how urgent it is: those with a higher number go first; 0 when left out. */
type RankedJob = Job & { readonly priority?: number };

export interface Queue {
  /** Adds a job that exists only if the transaction commits. Call `nudge` after the commit. */
  enqueue(tx: SqlTx, job: Job, options?: EnqueueOptions): Promise<void>;
  /** Adds several jobs in one statement. */
  enqueueAll(tx: SqlTx, jobs: readonly RankedJob[], options?: EnqueueOptions): Promise<void>;
  /**
   * Wakes this process's workers; otherwise they poll once a second.
   * @param committed wakes only those of the jobs that this transaction added
   */
  nudge(committed?: SqlTx): void;
  /** Starts the workers, and (unless ticks are added from elsewhere) one `tick` a minute whatever the number of processes. */
  work(handlers: Handlers, ticks?: Ticks): Promise<void>;
  /**
   * Begins no more jobs at once, and waits for running ones; the rest return to the queue. Safe to call twice.
   * @param graceMs longest wait in milliseconds
   */
  stop(graceMs?: number): Promise<void>;
}

/** Longest wait for running jobs when stopping, in milliseconds. */
const STOPPING_GRACE = 2_000;

/**
 * Opens the job queue. Jobs that were running when the process of the embedded database died return to the queue; on a
 * server they return when they expire, because another process may be running them.
 */
export async function startQueue(database: Database, log: Log): Promise<Queue> {
  const boss = database.kind === 'server' ? await oneByOne(database, log) : await startBoss(database.pool, log);
  if (database.kind === 'embedded') await restartOrphanedJobs(database.pool);
  const workers = new Map<JobName, Worker>();
  const added = new AddedJobs();
  const nudge = (committed?: SqlTx) => {
    for (const name of committed ? added.by(committed) : jobNames) workers.get(name)?.nudge();
  };
  let stopTicking = () => {};
  let stopping: Promise<void> | undefined;
  const stop = async (graceMs: number) => {
    stopTicking();
    const left = await Promise.all([...workers.values()].map((worker) => worker.stop(graceMs)));
    // Stopping is not the job's fault, so the attempt is not counted.
    for (const job of left.flat()) {
      await putBack(boss, database.sql, job, 0).catch((error: Error) =>
        log.warn({ job: job.id, fault: error.message }, 'a job could not be put back; it comes again when it expires'),
      );
    }
    await boss.stop({ graceful: false });
  };
  return {
    enqueue: async (tx, job, options) => {
      await enqueue(boss, tx, job, options);
      added.note(tx, [job]);
    },
    enqueueAll: async (tx, jobs, options) => {
      await enqueueAll(boss, tx, jobs, options);
      added.note(tx, jobs);
    },
    nudge,
    work: async (handlers, ticks = 'each minute') => {
      for (const name of jobNames) workers.set(name, startWorker(boss, database.sql, name, handlers, log));
      if (ticks === 'each minute') stopTicking = keepTicking(boss, log, () => workers.get('tick')?.nudge());
    },
    stop: (graceMs = STOPPING_GRACE) => {
      stopping ??= stop(graceMs);
      return stopping;
    },
  };
}

/** For which queues a transaction added jobs: most commits add none, and a look for one costs a statement. */
class AddedJobs {
  readonly #names = new WeakMap<SqlTx, Set<JobName>>();

  note(tx: SqlTx, jobs: readonly Job[]): void {
    this.#names.set(tx, new Set([...this.by(tx), ...jobs.map(({ name }) => name)]));
  }

  by(tx: SqlTx): ReadonlySet<JobName> {
    return this.#names.get(tx) ?? new Set();
  }
}

/** Taken while the queues are created, because processes that start at once would deadlock. */
const STARTING_LOCK = 72_707_370;

async function oneByOne(database: Database, log: Log): Promise<PgBoss> {
  // The lock goes with the connection.
  return withPatientClient(database.pool, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [STARTING_LOCK]);
    return startBoss(database.pool, log);
  });
}

async function enqueue(boss: PgBoss, tx: SqlTx, job: Job, options: EnqueueOptions = {}): Promise<void> {
  const data = { ...jobData[job.name].parse(job.data), ...trailHere() };
  const id = await boss.send(job.name, data, { ...options, db: insideTransaction(tx) });
  // With the `short` policy null means that a job is waiting already, which is just as good.
  if (id === null && queueSettings[job.name].policy !== 'short')
    throw new Error(`The queue "${job.name}" does not exist: it was dropped while the service ran; restart it`);
}

async function enqueueAll(
  boss: PgBoss,
  tx: SqlTx,
  jobs: readonly RankedJob[],
  options: EnqueueOptions = {},
): Promise<void> {
  if (jobs.length === 0) return;
  const trail = trailHere();
  const rows = jobs.map(({ name, data, priority = 0 }) => ({
    name,
    data: { ...jobData[name].parse(data), ...trail },
    priority,
    ...options,
  }));
  await boss.insert(rows, { db: insideTransaction(tx) });
}

/** What is going on when a job is made goes with it. */
function trailHere(): { readonly trail?: JobTrail } {
  const { requestId, activity } = currentTrail();
  const traceparent = currentTrace();
  if (requestId === undefined && activity === undefined && traceparent === undefined) return {};
  return { trail: { requestId, activity, traceparent } };
}

function startWorker<N extends JobName>(boss: PgBoss, sql: Sql, name: N, handlers: Handlers, log: Log): Worker {
  const worker = new Worker({
    boss,
    name,
    settings: queueSettings[name],
    log,
    putBack: (job, milliseconds) => putBack(boss, sql, job, milliseconds),
    handle: async (data, attempt) => handlers[name](jobData[name].parse(data) as never, attempt),
  });
  worker.start();
  return worker;
}
