// The thread of the embedded database where the program runs from its source (tests, the bench).
import { startThread } from './thread.mjs';

await startThread(new URL('../db/embedded/embedded-worker.ts', import.meta.url));
