import { createConnection } from 'node:net';
import { book, isBooked, settle, statusOf, wait } from './bookers.js';
import type { Drill } from './drill.js';

const drainSeconds = 2;

export const stopped: Drill = {
  name: 'told to stop under load, with half a request open',
  promise: 'unready at once, nobody is cut off, exit 0, nothing is sent afterwards',
  on: ['embedded', 'postgres'],
  quick: true,
  run: async (scene) => {
    const service = await scene.start({ settings: { DRAIN_SECONDS: String(drainSeconds) } });
    const users = Array.from({ length: 8 }, (_, index) => `booker-${index}`);
    const chats = await Promise.all(users.map((user) => scene.chat(service, user)));
    await Promise.all(chats.map((chat, index) => settle(chat, index)));
    const half = halfARequest(service.port);
    const broken: string[] = [];
    const confirmed: number[] = [];
    const began = performance.now();
    const booking = chats.map(async (chat, index) => {
      await wait(index * 150);
      if (await book(chat)) confirmed.push(index);
      else broken.push(`booker ${index} had no answer`);
    });
    await wait(300);
    process.kill(service.pid, 'SIGTERM');
    await wait(100);
    if ((await statusOf(service.port, '/readyz')) !== 503) broken.push('/readyz was not 503 at once');
    await Promise.all(booking);
    const code = await service.ended;
    const tookMs = performance.now() - began;
    if (code !== 0) broken.push(`it ended with code ${code}`);
    const [told, reset] = await half;
    if (reset) broken.push('the half-sent request was reset');
    if (!told.startsWith('HTTP/1.1 503') && !told.startsWith('HTTP/1.1 408'))
      broken.push('nobody told the half-sent request');
    const posted = scene.connector.posted.length;
    await wait(1_000);
    if (scene.connector.posted.length !== posted) broken.push('something was sent after the end');
    const again = await scene.start();
    let lost = 0;
    for (const index of confirmed) if (!(await isBooked(await scene.chat(again, users[index] ?? '')))) lost += 1;
    const happened = `${confirmed.length} of ${users.length} booked while it stopped, in ${Math.round(tookMs)} ms`;
    return { happened, lost, doubled: 0, recoveryMs: again.readyMs, broken };
  },
};

/** @returns what was answered, and whether the connection was reset */
function halfARequest(port: number): Promise<readonly [string, boolean]> {
  return new Promise((resolve) => {
    let told = '';
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.write('POST /api/messages HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Le');
    socket.on('data', (bytes) => {
      told += bytes.toString();
    });
    socket.once('error', () => resolve([told, true]));
    socket.once('end', () => resolve([told, false]));
  });
}
