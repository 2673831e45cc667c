import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { firstUrn } from '../../prisma/demo/schools/schools.js';
import { demoTenant } from '../support/service.js';
import { startService } from '../support/service-process.js';
import { type TeamsChat, teamsChat } from '../support/teams/teams.js';
import { type FakeConnector, fakeConnector } from '../support/teams/teams-connector.js';

const kills = 5;
const bookersAtOnce = 12;
let connector: FakeConnector;
const dataDir = mkdtempSync(join(tmpdir(), 'staffroom-killed-'));
beforeAll(async () => {
  connector = await fakeConnector();
});
afterAll(async () => {
  await connector.close();
  rmSync(dataDir, { recursive: true, force: true });
});

it('has every confirmed booking after each of five kills under load, and starts again by itself', async () => {
  const confirmed: string[] = [];
  let killed = 0;
  for (let round = 0; round < kills; round += 1) {
    const service = await startService({ dataDir, quiet: true });
    const users = Array.from({ length: bookersAtOnce }, (_, index) => `booker-${round}-${index}`);
    const open = (user: string) =>
      teamsChat({ baseUrl: `http://127.0.0.1:${service.port}`, user, tenant: demoTenant, connector });
    const chats = await Promise.all(users.map(open));
    // A school each: one school may hold only so many places.
    await Promise.all(chats.map((chat, index) => settle(chat, firstUrn + round * bookersAtOnce + index)));
    const booking = chats.map(async (chat, index) => {
      const seen = await chat.say('book the online governor briefing').catch(() => undefined);
      if (seen?.text.includes('Your place is booked.')) confirmed.push(users[index] ?? '');
    });
    // In the middle: some are confirmed, others under way.
    await Promise.race([Promise.all(booking), firstOf(confirmed, confirmed.length + 3)]);
    process.kill(service.pid, 'SIGKILL');
    killed += 1;
    await Promise.all(booking);
  }
  const service = await startService({ dataDir, quiet: true });
  expect(killed).toBe(kills);
  expect(confirmed.length).toBeGreaterThanOrEqual(3 * kills);
  for (const user of confirmed) {
    const chat = await teamsChat({ baseUrl: `http://127.0.0.1:${service.port}`, user, tenant: demoTenant, connector });
    expect((await chat.say('my bookings')).text).toContain('Governor briefing,');
  }
  await service.stop();
});

/** Says who they are, as somebody who found their school. */
async function settle(chat: TeamsChat, urn: number): Promise<void> {
  const form = await chat.say('change my school');
  const found = await chat.submit(form.card, { school: String(urn), position: 'chair_of_governors' });
  await chat.click(found.card, "That's mine");
}

async function firstOf(list: readonly string[], length: number): Promise<void> {
  while (list.length < length) await new Promise((resolve) => setTimeout(resolve, 2));
}
