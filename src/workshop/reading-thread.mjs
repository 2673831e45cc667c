// The thread that reads files where the program runs from its source (tests, the bench).
import { startThread } from './thread.mjs';

await startThread(new URL('../importers/reading/reading-worker.ts', import.meta.url));
