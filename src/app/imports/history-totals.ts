import type { Tx } from '../../db/database.js';
import type { Core } from '../core.js';
import { findPaper, newPaperId, type PaperByNames, readPapersByNames } from '../knowledge/find-paper.js';
import { type Finding, foundIn } from './findings.js';
import type { EventFound, PastEvent } from './history-events.js';
import type { TotalRecord } from './import-file-format.js';
import type { Plan, ReportLine } from './import-plan.js';

/** The source of totals that name none: they are the partnership's own. */
const ownRecordsId = 'own-records';

interface Source {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  /** Null when it is on record already. */
  readonly publishedOn: Date | null;
}

interface Wanted {
  readonly event: PastEvent;
  readonly kind: 'attended' | 'booked' | 'places' | 'schools';
  readonly counts: string;
  readonly value: number;
  readonly qualifier: string;
  readonly asOf: Date;
  readonly source: Source;
  readonly known: Awaited<ReturnType<typeof readFigures>>[number] | undefined;
}

interface Decision {
  readonly line: ReportLine | undefined;
  readonly figures: readonly Wanted[];
}

/**
 * Imports totals of past events: one figure for each kind, wording and source, so importing a file twice changes
 * nothing.
 */
export async function planTotals(
  core: Core,
  tx: Tx,
  rows: readonly TotalRecord[],
  find: (row: TotalRecord) => EventFound,
): Promise<Plan> {
  const found = rows.map(find);
  const events = found.flatMap((one) => (one.kind === 'found' ? [one.event.id] : []));
  const figures = await readFigures(tx, events);
  const papers = await readPapersByNames(tx);
  const made = new Map<string, Source>();
  const seen = new Map<string, number>();
  const decisions = rows.map((row, index): Decision => {
    const event = found[index];
    if (event?.kind !== 'found') return faulty(row, row.event, event ? [event.fault] : []);
    const source = sourceOf(core, row, papers, made);
    if ('kind' in source) return faulty(row, event.event.title, [source]);
    return decide(row, event.event, source, figures, seen);
  });
  const recorded = await eventsWithAttendance(tx, events);
  const lines = decisions.flatMap(({ line }) => line ?? []);
  return {
    lines,
    unchanged: decisions.length - lines.length,
    remarks: recorded.map((title) => ({ kind: 'held-by-person', title })),
    store: async (watch) => {
      const due = decisions.filter(({ line }) => line !== undefined).flatMap((decision) => decision.figures);
      const fresh = new Map(due.flatMap(({ source }) => (source.publishedOn ? [[source.id, source] as const] : [])));
      await tx.source.createMany({
        data: [...fresh.values()].map((source) => ({ ...source, publishedOn: source.publishedOn ?? core.clock.now() })),
        skipDuplicates: true,
      });
      for (const [index, figure] of due.entries()) {
        await storeFigure(tx, figure);
        watch(index + 1, due.length);
      }
    },
  };
}

function faulty(row: TotalRecord, name: string, details: readonly Finding[]): Decision {
  return { line: { line: row.line, name, outcome: 'faulty', details }, figures: [] };
}

function readFigures(tx: Tx, events: readonly string[]) {
  return tx.figure.findMany({ where: { eventId: { in: [...events] } } });
}

async function eventsWithAttendance(tx: Tx, events: readonly string[]): Promise<string[]> {
  const rows = await tx.event.findMany({
    where: { id: { in: [...events] }, sessions: { some: { attendances: { some: {} } } } },
    select: { title: true },
  });
  return rows.map(({ title }) => title);
}

/** @returns what is wrong when the source is unknown and cannot be created */
function sourceOf(
  { clock, standIns }: Core,
  row: TotalRecord,
  papers: readonly PaperByNames[],
  made: Map<string, Source>,
): Source | Finding {
  const title = row.source ?? standIns.ownRecords.title;
  const publishedOn = row.publishedOn === null ? null : new Date(row.publishedOn);
  const own = row.source === null ? papers.find(({ id }) => id === ownRecordsId) : undefined;
  const known = own ?? findPaper(papers, title, publishedOn);
  if (known) return { id: known.id, title: known.title, publisher: known.publisher, publishedOn: null };
  const before = made.get(title.toLowerCase());
  if (before) return before;
  if (row.source === null) return { id: ownRecordsId, ...standIns.ownRecords, publishedOn: startOfDay(clock.now()) };
  if (row.publisher === null || publishedOn === null) return { kind: 'no-such-paper', title };
  const taken = [...papers, ...made.values()].map(({ id }) => id);
  const source = { id: newPaperId(title, new Set(taken)), title, publisher: row.publisher, publishedOn };
  made.set(title.toLowerCase(), source);
  return source;
}

function startOfDay(at: Date): Date {
  return new Date(at.toISOString().slice(0, 10));
}

function decide(
  row: TotalRecord,
  event: PastEvent,
  source: Source,
  known: Awaited<ReturnType<typeof readFigures>>,
  seen: Map<string, number>,
): Decision {
  const last = event.sessions.at(-1)?.startsAt ?? new Date(0);
  const asOf = row.asOf ? new Date(row.asOf) : startOfDay(last);
  const details: Finding[] = [];
  const faults: Finding[] = [];
  let fresh = 0;
  const figures = row.figures.map(({ kind, value, counts }): Wanted => {
    const key = [event.id, kind, counts, source.id].join('\n');
    const twin = seen.get(key);
    if (twin !== undefined) faults.push({ kind: 'said-already', figure: kind, line: twin });
    seen.set(key, row.line);
    const before = known.find(
      (figure) =>
        figure.eventId === event.id &&
        figure.kind === kind &&
        figure.counts === counts &&
        figure.sourceId === source.id,
    );
    if (!before) {
      fresh += 1;
      details.push({ kind: 'figure', figure: kind, qualifier: row.qualifier, value, counts });
    } else details.push(...differences(kind, before, { value, qualifier: row.qualifier, asOf }));
    return { event, kind, counts, value, qualifier: row.qualifier, asOf, source, known: before };
  });
  if (faults.length > 0) return faulty(row, event.title, faults);
  const outcome = fresh === figures.length ? 'new' : 'changed';
  return { line: details.length > 0 ? { line: row.line, name: event.title, outcome, details } : undefined, figures };
}

function differences(
  figure: string,
  before: { readonly value: number; readonly qualifier: string; readonly asOf: Date },
  now: { readonly value: number; readonly qualifier: string; readonly asOf: Date },
): Finding[] {
  const day = (at: Date) => at.toISOString().slice(0, 10);
  const changed = (of: 'value' | 'qualifier' | 'as-of', from: string | number, to: string | number) =>
    from === to ? undefined : ({ kind: 'figure-change', figure, of, from, to } as const);
  return foundIn([
    changed('value', before.value, now.value),
    changed('qualifier', before.qualifier, now.qualifier),
    changed('as-of', day(before.asOf), day(now.asOf)),
  ]);
}

async function storeFigure(
  tx: Tx,
  { event, kind, counts, value, qualifier, asOf, source, known }: Wanted,
): Promise<void> {
  if (known) {
    await tx.figure.update({ where: { id: known.id }, data: { value, qualifier, asOf }, select: { id: true } });
    return;
  }
  const { academicYear, id: eventId } = event;
  await tx.figure.create({
    data: { eventId, kind, counts, value, qualifier, asOf, academicYear, sourceId: source.id },
    select: { id: true },
  });
}
