import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportedTables } from '../../../src/app/privacy/export-everything.js';
import { accessOf } from '../../support/access-table.js';
import { forge, makeOthersRecords, type OthersRecords } from '../../support/every-verb.js';
import { startTestService, type TestService } from '../../support/service.js';
import type { TeamsChat } from '../../support/teams/teams.js';

let service: TestService;
let chat: TeamsChat;
beforeAll(async () => {
  service = await startTestService();
  chat = await service.chatAs('administrator', 'does-it-all');
});
afterAll(() => service.stop());

/** What moves with every turn, and what is sent because of an act. */
const moving = new Set([
  'AuditEntry',
  'Inbound',
  'Context',
  'HomeTab',
  'Delivery',
  'Account',
  'Conversation',
  'Setting',
]);

/** What any write to a table of the records changes: how many rows it has, and the transaction that wrote last. */
async function marks(): Promise<string> {
  const tables = (await exportedTables(service.core)).filter(({ name }) => !moving.has(name));
  const each = tables.map(
    ({ name }) => `SELECT '${name}' AS name, count(*)::text, max(xmin::text::bigint)::text FROM "${name}"`,
  );
  return JSON.stringify(await service.database.prisma.$queryRawUnsafe(each.join(' UNION ALL ')));
}

/** Good answers to what forms ask, whichever form it is. */
const answersOf = (others: OthersRecords): Readonly<Record<string, string>> => ({
  title: 'Reed cutting',
  description: 'On the fen',
  reason: 'The road is under water',
  words: 'Bring boots',
  name: 'Dora Fenn',
  school: 'Marrowfen',
  capacity: '30',
  label: 'Morning',
  venue: 'Village hall',
  town: 'Boston',
  date: '2027-03-04',
  start: '09:30',
  end: '12:00',
  opens: '2027-01-04',
  closes: '2027-03-01',
  series: others.data.series ?? '',
  to: 'all',
  role: 'organiser',
  question: 'Who cuts the reeds?',
  answer: 'The reed cutters do, in March.',
  owner: 'Office',
  asOf: '2026-11-01',
  reviewBy: '2027-11-01',
  aliases: 'reeds',
  weekday: '2',
  time: '09:00',
});

/** @returns whether the records changed, and how many lines of the audit trail name somebody for it */
async function doAs(verb: string): Promise<{ readonly changed: boolean; readonly noted: number }> {
  const others = await makeOthersRecords(service);
  const typed = answersOf(others);
  const fields = Object.fromEntries(Object.keys(typed).map((id) => [id, 'text']));
  const before = await marks();
  const newest = await service.database.prisma.auditEntry.findFirst({ orderBy: { id: 'desc' } });
  await forge(chat, verb, { ...others.data, sure: 'yes' }, { fields, typed });
  const changed = (await marks()) !== before;
  const noted = await service.database.prisma.auditEntry.findMany({ where: { id: { gt: newest?.id ?? 0n } } });
  return { changed, noted: noted.filter(({ accountId }) => accountId !== null).length };
}

it('records who did it whenever a verb of organisers or administrators changes a record', async () => {
  const changed: string[] = [];
  for (const [verb, access] of accessOf) {
    if (access === 'playground' || access === 'everyone') continue;
    let done = await doAs(verb);
    // The clock's own work may fall into the same moment, but hardly twice.
    if (done.changed && done.noted === 0) done = await doAs(verb);
    if (!done.changed) continue;
    changed.push(verb);
    expect([verb, done.noted]).not.toEqual([verb, 0]);
  }
  expect(changed).toEqual(
    expect.arrayContaining([
      'organise-save',
      'organise-close',
      'organise-cancel',
      'article-save',
      'role-grant',
      'role-end',
    ]),
  );
}, 300_000);
