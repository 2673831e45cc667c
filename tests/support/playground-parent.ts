/** A process with nothing but the Playground: `node playground-parent.js PORT` prints `at URL`, then waits. */
import pino from 'pino';
import { startPlayground } from '../../src/playground/chat-page.js';

const port = Number(process.argv[2]);
const log = pino({ level: 'silent' });
try {
  const playground = await startPlayground({ port, endpoint: 'http://127.0.0.1:9/api/messages', log });
  console.log(`at ${playground.url}`);
  process.on('SIGTERM', () => void playground.stop().then(() => process.exit(0)));
  setInterval(() => undefined, 60_000);
} catch (fault) {
  console.log(`fault ${fault instanceof Error ? fault.message : fault}`);
  process.exit(1);
}
