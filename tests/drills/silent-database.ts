import { silentProxy } from '../support/silent-proxy.js';
import { book, isBooked, settle, statusOf, until, wait } from './bookers.js';
import type { Drill, Scene } from './drill.js';

const silenceMs = 30_000;
const apologyWithinMs = 5_000;
const recoveredWithinMs = 30_000;

export const silentDatabase: Drill = {
  name: 'the database goes silent for 30 s',
  promise: 'an apology within 5 s, a booking works within 30 s of its return',
  on: ['postgres'],
  quick: false,
  run: async (scene) => {
    const { proxy, url } = await beforeDatabase(scene);
    const service = await scene.start({ databaseUrl: url });
    const users = ['ada', 'ben', 'cay', 'dot', 'eve', 'fay'];
    const chats = await Promise.all(users.map((user) => scene.chat(service, user)));
    await Promise.all(chats.map((chat, index) => settle(chat, index)));
    const [first, ...others] = chats;
    if (!first || !(await book(first))) throw new Error('Nobody could book before the trouble');
    const broken: string[] = [];
    proxy.silence();
    const began = performance.now();
    const waits = await Promise.all(
      others.map(async (chat) => {
        const asked = performance.now();
        const seen = await chat.say('book the online governor briefing');
        if (seen.messages.length === 0) broken.push('somebody heard nothing');
        return performance.now() - asked;
      }),
    );
    const slowest = Math.round(Math.max(...waits));
    if (slowest > apologyWithinMs) broken.push(`the apology took ${slowest} ms`);
    if ((await statusOf(service.port, '/readyz')) !== 503) broken.push('/readyz was not 503 in the silence');
    if ((await statusOf(service.port, '/healthz')) !== 200) broken.push('/healthz failed, although it can recover');
    await wait(Math.max(0, silenceMs - (performance.now() - began)));
    proxy.speak();
    const booker = others[0] ?? first;
    const recoveryMs = await until(() => book(booker), 60_000);
    if (recoveryMs === undefined || recoveryMs > recoveredWithinMs) broken.push('no booking within 30 s');
    if ((await until(async () => (await statusOf(service.port, '/readyz')) === 200, 30_000)) === undefined)
      broken.push('/readyz stayed 503');
    const lost = [await isBooked(first), await isBooked(booker)].filter((booked) => !booked).length;
    await proxy.close();
    return { happened: `slowest answer ${slowest} ms`, lost, doubled: 0, recoveryMs, broken };
  },
};

/** A proxy before the database, and its address for the service. */
export async function beforeDatabase({ databaseUrl }: Scene) {
  const url = new URL(databaseUrl ?? '');
  const proxy = await silentProxy({ host: url.hostname, port: Number(url.port || 5432) });
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  return { proxy, url: url.href };
}
