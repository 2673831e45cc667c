// The thread of the embedded database, so that queries do not block the bot. It opens the folder, reports that, and
// serves the ports it receives until told to close.
import { rename } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { embeddedOptions, openSession } from './session.js';
import type { ThreadData, ThreadOrder, ThreadWord } from './thread.js';

const service = parentPort;
if (!service) throw new Error('This runs as a thread of the service: start that');
const { folder, createAs } = workerData as ThreadData;
if (createAs) {
  const created = await PGlite.create({ dataDir: createAs, ...embeddedOptions });
  await created.close();
  await rename(createAs, folder);
}
const lite = await PGlite.create({ dataDir: folder, ...embeddedOptions });
const session = openSession(lite);
service.on('message', async (order: ThreadOrder) => {
  if (order !== 'close') return session.serve(order);
  await session.left();
  await lite.close();
  service.close();
});
service.postMessage('open' satisfies ThreadWord);
