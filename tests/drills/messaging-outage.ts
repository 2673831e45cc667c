import type { Trouble } from '../support/teams/teams-connector.js';
import { book, isBooked, settle, until, wait } from './bookers.js';
import { type Drill, type Finding, ledgerOf, type Scene } from './drill.js';
import { beforeDatabase } from './silent-database.js';

const outageMs = 8_000;
const people = 6;

/**
 * People book while Teams takes nothing: everybody must be told, once, when it does again.
 * @param quick with every change, as one of its kind
 */
function outage(name: string, trouble: Trouble, quick: boolean): Drill {
  return {
    name,
    promise: 'whoever was booked is told, once',
    on: ['embedded'],
    quick,
    run: async (scene) => {
      const service = await scene.start();
      const users = Array.from({ length: people }, (_, index) => `booker-${index}`);
      const chats = await Promise.all(users.map((user) => scene.chat(service, user)));
      for (const [index, chat] of chats.entries()) await settle(chat, index);
      scene.connector.outage(trouble);
      await Promise.all(chats.map((chat) => book(chat)));
      await wait(outageMs);
      scene.connector.outage(undefined);
      const booked = await Promise.all(chats.map((chat) => isBooked(chat)));
      return everybodyTold(scene, booked.filter(Boolean).length);
    },
  };
}

async function everybodyTold(scene: Scene, wanted: number): Promise<Finding> {
  const told = () => toldOf(scene);
  const recoveryMs = await until(async () => told().size >= wanted, 60_000);
  await wait(2_000);
  const doubled = [...told().values()].filter((count) => count > 1).length;
  const happened = `${told().size} of ${wanted} told of their bookings`;
  const broken = wanted === 0 ? ['nobody was booked'] : [];
  return { happened, lost: wanted - told().size, doubled, recoveryMs, broken };
}

/** How often each person's chat was told how their bookings stand. */
function toldOf({ connector }: Scene): ReadonlyMap<string, number> {
  const told = new Map<string, number>();
  for (const { activity, conversationId } of connector.posted) {
    if (!activity.summary?.startsWith('I did what you asked')) continue;
    told.set(conversationId, (told.get(conversationId) ?? 0) + 1);
  }
  return told;
}

/** Teams takes a message while the database is away: that must not be forgotten, nor the message sent again. */
const takenWithoutDatabase: Drill = {
  name: 'a message is taken while the database is away',
  promise: 'it is in the ledger as sent, and was sent once',
  on: ['postgres'],
  quick: true,
  run: async (scene) => {
    const { proxy, url } = await beforeDatabase(scene);
    const service = await scene.start({ databaseUrl: url });
    const chat = await scene.chat(service, 'booker');
    await settle(chat, 0);
    scene.connector.fail({ status: 429, headers: { 'retry-after': '7' } }, { slowMs: 2_500 });
    await book(chat);
    // The message is under way by then, and not yet taken.
    await wait(1_000);
    proxy.cut();
    await wait(10_000);
    proxy.speak();
    const ledger = await ledgerOf(scene);
    const recoveryMs = await until(async () => (await ledger.states()).join() === 'sent', 60_000);
    const states = await ledger.states();
    await ledger.close();
    await proxy.close();
    const copies = toldOf(scene).get('a:chat-of-booker') ?? 0;
    const lost = states.join() === 'sent' ? 0 : 1;
    return {
      happened: `the ledger says ${states.join()}`,
      lost,
      doubled: Math.max(0, copies - 1),
      recoveryMs,
      broken: [],
    };
  },
};

export const messagingOutages: readonly Drill[] = [
  outage('Teams answers 429 for 8 s', { status: 429, headers: { 'retry-after': '7' } }, true),
  outage('Teams answers 503 for 8 s', { status: 503 }, false),
  outage('Teams answers 401 for 8 s', { status: 401 }, false),
  takenWithoutDatabase,
];
