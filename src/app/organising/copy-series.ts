import type { Db, Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import { academicYearOf, type Term, termOf } from '../../domain/academic-year.js';
import { type Actor, holds } from '../../domain/actor.js';
import type { PlanFaults } from '../../domain/event-plan.js';
import { laterBy, weeksToNextPeriod } from '../../domain/next-term.js';
import { seriesFaults } from '../../domain/series-plan.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { lockSeries } from '../programme/series.js';
import { readWorkingCalendar } from '../programme/working-calendar.js';
import { type CopiedDraft, type EventSource, insertEventCopy } from './copy-event.js';
import { slugOf } from './plan-event.js';
import { isSeriesNameTaken, lockSeriesNames, mayMakeSeries } from './plan-series.js';

/** A term of a series, or a whole academic year when there is no term. */
export interface CopiedPeriod {
  readonly academicYear: number;
  readonly term: Term | null;
}

/** A period that can be copied, with its number of events. */
export interface PeriodToCopy extends CopiedPeriod {
  readonly events: number;
}

type SeriesCopyOutcome =
  | {
      readonly kind: 'copied';
      readonly seriesId: string;
      /** A new series was drafted for them. */
      readonly isNew: boolean;
      /** Soonest first. */
      readonly drafts: readonly CopiedDraft[];
      /** Events copied there before, which are not copied again. */
      readonly already: number;
    }
  | { readonly kind: 'faulty'; readonly faults: PlanFaults }
  | { readonly kind: 'refused'; readonly reason: 'not-allowed' | 'not-found' | 'nothing-to-copy' | 'retired' };

/** More events than any series has in a year. */
const mostEvents = 100;
const order: readonly Term[] = ['summer', 'spring', 'autumn'];

/**
 * Periods that can be copied: the last three terms with events and the last two years, the latest term first; for
 * organisers of the series only.
 */
export async function periodsToCopy(core: Core, actor: Actor, seriesId: string): Promise<PeriodToCopy[]> {
  if (!isUuid(seriesId) || !holds(actor, 'organiser', seriesId)) return [];
  const rows = await core.prisma.event.groupBy({
    by: ['academicYear', 'term'],
    where: copied(seriesId),
    _count: { _all: true },
  });
  const terms = rows
    .map(({ academicYear, term, _count }) => ({ academicYear, term, events: _count._all }))
    .sort((a, b) => b.academicYear - a.academicYear || order.indexOf(a.term) - order.indexOf(b.term));
  const years = [...new Set(terms.map(({ academicYear }) => academicYear))].map((academicYear) => ({
    academicYear,
    term: null,
    events: terms.reduce((sum, one) => (one.academicYear === academicYear ? sum + one.events : sum), 0),
  }));
  return [...terms.slice(0, 3), ...years.slice(0, 2)];
}

/**
 * Copies the events of a term into the next term, or of a year into the next year, as drafts in the same order and on
 * the same weekdays, outside school holidays. Under its own name they join the series; under another name, or when the
 * series has been retired, a new draft series is made for them. Events copied before are not copied again.
 * @param period null copies only the description of the series, under another name
 */
export async function copySeries(
  core: Core,
  actor: Actor,
  seriesId: string,
  { name, period }: { readonly name: string; readonly period: CopiedPeriod | null },
): Promise<SeriesCopyOutcome> {
  if (!isUuid(seriesId)) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx): Promise<SeriesCopyOutcome> => {
    await lockSeriesNames(tx);
    await lockSeries(tx, { seriesId });
    const source = await tx.series.findUnique({ where: { id: seriesId } });
    if (!source) return { kind: 'refused', reason: 'not-found' };
    if (!holds(actor, 'organiser', seriesId)) return { kind: 'refused', reason: 'not-allowed' };
    const events = period ? await readSources(tx, seriesId, period) : [];
    const step = period?.term ? 'term' : 'year';
    const goesOn = source.status === 'draft' || source.status === 'published';
    const isSame = name.toLowerCase() === source.name.toLowerCase();
    if (goesOn && isSame) {
      if (events.length === 0) return { kind: 'refused', reason: 'nothing-to-copy' };
      return {
        kind: 'copied',
        seriesId,
        isNew: false,
        ...(await copyEvents(core, tx, actor, seriesId, { events, step })),
      };
    }
    if (!mayMakeSeries(actor)) return { kind: 'refused', reason: goesOn ? 'not-allowed' : 'retired' };
    const faults = seriesFaults({ ...source, name });
    if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
    if (await isSeriesNameTaken(tx, name, undefined)) return { kind: 'faulty', faults: { name: 'taken' } };
    const id = newId();
    // Aliases belong to the old series while it exists.
    const said = { ...source, id, name, slug: slugOf(name, id), aliases: isSame ? source.aliases : [] };
    await tx.series.create({ data: { ...said, status: 'draft' }, select: { id: true } });
    const done = await copyEvents(core, tx, actor, id, { events, step });
    return { kind: 'copied', seriesId: id, isNew: true, ...done };
  });
}

/** Events with dates that were not cancelled. */
function copied(seriesId: string) {
  return {
    seriesId,
    status: { in: ['published' as const, 'retired' as const] },
    sessions: { some: { status: { not: 'cancelled' as const } } },
  };
}

async function readSources(
  db: Db | Tx,
  seriesId: string,
  { academicYear, term }: CopiedPeriod,
): Promise<EventSource[]> {
  return db.event.findMany({
    where: { ...copied(seriesId), academicYear, ...(term ? { term } : {}) },
    orderBy: { id: 'asc' },
    take: mostEvents,
    include: { sessions: { where: { status: { not: 'cancelled' } } }, questions: true },
  });
}

/** Copies the events of one period into a series, and records it. */
async function copyEvents(
  core: Core,
  tx: Tx,
  actor: Actor,
  seriesId: string,
  { events, step }: { readonly events: readonly EventSource[]; readonly step: 'term' | 'year' },
): Promise<{ drafts: CopiedDraft[]; already: number }> {
  const zone = core.timeZone;
  const now = core.clock.now();
  const calendar = await readWorkingCalendar(tx, zone);
  const starts = events.map(({ sessions }) => sessions.map(({ startsAt }) => startsAt));
  const weeks = weeksToNextPeriod(starts, step, now, calendar.holidays, zone);
  const drafts: CopiedDraft[] = [];
  let already = 0;
  for (const [index, source] of events.entries()) {
    const by = weeks[index] ?? 0;
    const first = laterBy(new Date(Math.min(...(starts[index] ?? []).map((start) => start.getTime()))), by, zone);
    const there = { academicYear: academicYearOf(first, zone), term: termOf(first, zone) };
    if (await isCopied(tx, source.id, seriesId, there)) already += 1;
    else drafts.push(await insertEventCopy(core, tx, source, { weeks: by, calendar, seriesId }));
  }
  const detail = { drafts: drafts.length };
  await recordAct(
    tx,
    actor,
    { act: 'copy-series', subject: 'series', subjectId: seriesId, outcome: 'draft', detail },
    now,
  );
  return { drafts: drafts.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime()), already };
}

async function isCopied(
  tx: Tx,
  copiedFromId: string,
  seriesId: string,
  there: { readonly academicYear: number; readonly term: Term },
): Promise<boolean> {
  const where = { copiedFromId, seriesId, ...there, status: { in: ['draft' as const, 'published' as const] } };
  return (await tx.event.count({ where })) > 0;
}
