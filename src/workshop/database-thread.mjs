// The embedded database's thread where the program runs from its source (tests, the bench): it has to be translated.
import { register } from 'tsx/esm/api';

register();
await import('../db/embedded/embedded-worker.js');
