import { SingleBar } from 'cli-progress';
import type { Watch } from '../app/imports/import-plan.js';

/** Shows the progress of a long import. */
export interface Progress {
  /** Bytes of the file read so far. */
  reading(bytes: number, of: number): void;
  readonly storing: Watch;
  stop(): void;
}

/** A progress bar on standard error if that is a terminal; otherwise silent, so that piped output stays clean. */
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
