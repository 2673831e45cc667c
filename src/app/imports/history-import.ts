import type { Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import type { Core } from '../core.js';
import { withoutFaultyRows } from './good-rows.js';
import { openEventFinder } from './history-events.js';
import { planPresences } from './history-presences.js';
import { planTotals } from './history-totals.js';
import type { HistoryFile, HistoryRecord, PresenceRecord, TotalRecord } from './import-file-format.js';
import type { Plan, ReportLine } from './import-plan.js';

/**
 * Compares past attendance with the records: totals become published figures of their events, rows of people and
 * schools become attendance. Each row needs a published event on record that is over.
 */
export async function planHistory(core: Core, tx: Tx, actor: Actor | undefined, file: HistoryFile): Promise<Plan> {
  const find = await openEventFinder(core, tx, actor, file.rows);
  const totals = await planTotals(core, tx, file.rows.filter(isTotal), find);
  const presences = await planPresences(core, tx, file.rows.filter(isPresence), find);
  return {
    lines: [...totals.lines, ...presences.lines],
    unchanged: totals.unchanged + presences.unchanged,
    remarks: [...totals.remarks, ...presences.remarks],
    unknown: presences.unknown ?? [],
    store: async (watch) => {
      await totals.store(watch);
      await presences.store(watch);
    },
  };
}

/** All rows of an event stay or go together: those of a session replace what was imported of it before. */
export function withoutFaultyEvents(file: HistoryFile, faulty: readonly ReportLine[]): HistoryFile {
  const events = new Set(faulty.map(({ name }) => name.toLowerCase()));
  const lines = new Set(faulty.map(({ line }) => line));
  for (const { line, event } of file.rows) if (lines.has(line)) events.add(event.toLowerCase());
  const rows = file.rows.filter(({ event }) => !events.has(event.toLowerCase()));
  return withoutFaultyRows({ ...file, rows }, faulty);
}

function isTotal(row: HistoryRecord): row is TotalRecord {
  return row.shape === 'total';
}

function isPresence(row: HistoryRecord): row is PresenceRecord {
  return row.shape === 'presence';
}
