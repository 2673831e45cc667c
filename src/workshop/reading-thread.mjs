// The thread that reads files where the program runs from its source (tests): it has to be translated.
import { register } from 'tsx/esm/api';

register();
await import('../importers/reading/reading-worker.js');
