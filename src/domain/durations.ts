/** Durations in milliseconds. A calendar day may be an hour longer or shorter, so calculate those in a zone. */
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/**
 * Waits for work no longer than `ms` milliseconds; the work goes on, and what becomes of it then is not heard of.
 * @param remedy the message of the error
 * @throws what the work throws, or an error with `remedy` when it is late
 */
export function within<Result>(work: Promise<Result>, ms: number, remedy: string): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(remedy)), ms);
    work.then(
      (result) => {
        clearTimeout(timer);
        resolve(result);
      },
      (fault: unknown) => {
        clearTimeout(timer);
        reject(fault);
      },
    );
  });
}
