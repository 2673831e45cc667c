/** Neither processed nor stored in time, so Slack must send it again. */
export class RetryRequested extends Error {
  constructor() {
    super('The database did not answer in time: the event is sent again');
  }
}

/** How a request ends: the work is done, it continues and is stored, or neither. */
export type Ending = 'done' | 'stored' | 'late';

/** Work that takes longer than this is stored in the database. Milliseconds after the request arrived. */
const storeAfterMs = 800;
/** Slack waits three seconds, including the network. Milliseconds. */
const deadlineMs = 2_000;

/**
 * Waits for the work until the deadline; the work continues after it.
 * @param store saves the request, so that it survives this process
 * @throws what the work throws before the deadline
 */
export function withinDeadline(work: Promise<unknown>, store: () => Promise<void>): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const storing = setTimeout(() => {
      // If storing fails, the deadline decides.
      store().then(
        () => end('stored'),
        () => undefined,
      );
    }, storeAfterMs);
    const ending = setTimeout(() => end('late'), deadlineMs);
    const settle = () => {
      clearTimeout(storing);
      clearTimeout(ending);
    };
    const end = (as: Ending) => {
      settle();
      resolve(as);
    };
    work.then(
      () => end('done'),
      (fault: unknown) => {
        settle();
        reject(fault);
      },
    );
  });
}
