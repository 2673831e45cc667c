import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { book, isBooked, settle } from '../drills/bookers.js';
import { demoTenant } from '../support/service.js';
import { startService } from '../support/service-process.js';
import { teamsChat } from '../support/teams/teams.js';

it('starts without using anything that Node.js has deprecated, takes a booking, and stops in order', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'staffroom-first-'));
  // A deprecation ends the process instead of being a warning that nobody reads.
  const service = await startService({ dataDir, quiet: true, settings: { NODE_OPTIONS: '--throw-deprecation' } });
  const chat = await teamsChat({ baseUrl: `http://127.0.0.1:${service.port}`, user: 'ada', tenant: demoTenant });
  await settle(chat, 0);
  expect(await book(chat)).toBe(true);
  expect(await isBooked(chat)).toBe(true);
  await service.stop();
  expect(await service.ended).toBe(0);
  await rm(dataDir, { recursive: true, force: true });
});
