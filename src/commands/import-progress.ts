import { SingleBar } from 'cli-progress';
import type { Watch } from '../app/imports/import-plan.js';

/** Shows how far a long import is. */
export interface Progress {
  /** Bytes of the file so far. */
  reading(bytes: number, of: number): void;
  readonly storing: Watch;
  stop(): void;
}

/** A bar on standard error where that is a terminal; silent elsewhere, so that what is piped stays clean. */
export function openProgress(): Progress {
  if (!process.stderr.isTTY) return { reading: () => undefined, storing: () => undefined, stop: () => undefined };
  const bar = new SingleBar({
    format: '{stage} |{bar}| {percentage}% | {duration_formatted}',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  });
  let stage = '';
  const show = (now: string, done: number, of: number) => {
    if (stage !== now) {
      if (stage !== '') bar.stop();
      bar.start(of, 0, { stage: now });
      stage = now;
    }
    bar.update(done);
  };
  return {
    reading: (bytes, of) => show('Reading  ', bytes, of),
    storing: (done, of) => show('Storing  ', done, of),
    stop: () => {
      if (stage !== '') bar.stop();
      stage = '';
    },
  };
}
