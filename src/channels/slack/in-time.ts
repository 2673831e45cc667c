/** Slack must send it again: it is not worked through, and not kept. */
export class NotInTime extends Error {
  constructor() {
    super('The database did not answer in time: the event is sent again');
  }
}

/** How a request ends: the work is done; it goes on and is kept for whoever comes after this process; neither. */
export type Ending = 'done' | 'kept' | 'late';

/** Work that takes longer than this is kept in the database. Milliseconds from the arrival of the request. */
const keepAfterMs = 800;
/** Slack waits three seconds; the way there and back is in them. */
const endWithinMs = 2_000;

/**
 * Waits for the work no longer than Slack waits for us. It goes on in any case.
 * @param keep stores what was asked, so that it is not lost with this process
 * @throws what the work throws in time
 */
export function inTime(work: Promise<unknown>, keep: () => Promise<void>): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const keeping = setTimeout(() => {
      // What cannot be kept is late in the end, unless the work is done before.
      keep().then(
        () => end('kept'),
        () => undefined,
      );
    }, keepAfterMs);
    const ending = setTimeout(() => end('late'), endWithinMs);
    const settle = () => {
      clearTimeout(keeping);
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
