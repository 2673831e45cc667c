import { expect, test } from 'vitest';
import { openTestDatabase } from '../support/database/database.js';

const trust = { name: 'Fenland Learning Trust' };

test('each test database is migrated, empty and separate, even after another was used', async () => {
  const first = await openTestDatabase();
  await first.prisma.trust.create({ data: trust });
  await first.prisma.auditEntry.create({ data: { act: 'book', subject: 'session', outcome: 'confirmed' } });
  const beside = await openTestDatabase();
  expect(await beside.prisma.trust.count()).toBe(0);
  await first.close();
  const next = await openTestDatabase();
  expect(await next.prisma.trust.count()).toBe(0);
  expect(await next.prisma.auditEntry.count()).toBe(0);
  const entry = await next.prisma.auditEntry.create({
    data: { act: 'book', subject: 'session', outcome: 'confirmed' },
  });
  expect(entry.id).toBe(1n);
  await beside.close();
  await next.close();
});
