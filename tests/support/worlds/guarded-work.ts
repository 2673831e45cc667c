import { randomUUID } from 'node:crypto';
import type { Db } from '../../../src/db/database.js';

/** What organisers of a session work on, and no others may read or change. */
export interface GuardedWork {
  /** Ids for buttons, under the names that verbs read. */
  readonly data: Readonly<Record<'row' | 'import' | 'delivery' | 'paper' | 'key' | 'draft' | 'faqs', string>>;
  /** Names and words that nobody else may read. */
  readonly secrets: readonly string[];
}

const emptyPaper = {
  ...{ version: 1, from: '2026-09-01', to: '2026-09-30', asOf: '2026-10-01T09:00:00.000Z', zone: 'Europe/London' },
  ...{ attendance: [], projects: [] },
  feedback: { bySeries: [], asked: 0, answered: 0, rating: null, quotes: [] },
  coverage: { schools: 0, absent: 0, byPhase: [], byDistrict: [], byTrust: [], list: [] },
};

/**
 * A row of an attendance report that waits to be settled, files that somebody else attached and has not applied, a message that
 * failed, a committee paper, a question without an answer, and a half-filled form.
 */
export async function makeGuardedWork(
  prisma: Db,
  {
    sessionId,
    personId,
    accountId,
    now,
  }: {
    readonly sessionId: string;
    readonly personId: string;
    readonly accountId: string;
    readonly now: Date;
  },
): Promise<GuardedWork> {
  const mark = randomUUID().slice(0, 8);
  const name = `Gwen Waiting ${mark}`;
  const report = await prisma.attendanceImport.create({
    data: { sessionId, fileHash: mark, format: 'plain list' },
    select: { id: true },
  });
  const row = await prisma.attendanceImportRow.create({
    data: { importId: report.id, line: 2, given: { name, key: mark }, state: 'doubtful', outcome: 'Nobody' },
    select: { id: true },
  });
  const expiresAt = new Date(now.getTime() + 86_400_000);
  const keep = (place: string) =>
    prisma.context.create({
      data: { accountId, place, expiresAt, state: { sessionId, kind: 'people', lines: [{ name }], words: name } },
      select: { place: true },
    });
  await keep(`attendance:${report.id}`);
  await keep(`import:${report.id}`);
  const draft = randomUUID();
  await keep(`draft:${draft}`);
  const faqs = randomUUID();
  await keep(`faqs:${faqs}`);
  const delivery = await prisma.delivery.create({
    data: { personId, key: `guarded:${mark}`, kind: 'reminder', payload: {}, state: 'failed', fault: 'Gone' },
    select: { id: true },
  });
  const paper = await prisma.paper.create({
    data: { from: now, to: now, data: emptyPaper },
    select: { id: true },
  });
  await prisma.unanswered.create({ data: { normalised: mark, question: 'Where is the key to the hall?' } });
  return {
    data: { row: row.id, import: report.id, delivery: delivery.id, paper: paper.id, key: mark, draft, faqs },
    secrets: [name],
  };
}
