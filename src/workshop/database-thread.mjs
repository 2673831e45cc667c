// Starts the embedded database's thread from TypeScript source (tests, the bench).
import { register } from 'tsx/esm/api';

register();
await import('../db/embedded/embedded-worker.js');
