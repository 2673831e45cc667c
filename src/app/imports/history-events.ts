import type { Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import type { Core } from '../core.js';
import type { Finding } from './findings.js';
import type { HistoryRecord } from './import-file-format.js';
import { mayImportInto } from './import-rights.js';

/** An event that the file refers to, with its sessions in order. */
export type PastEvent = NonNullable<Awaited<ReturnType<typeof readEvents>>[number]>;

export type EventFound =
  | { readonly kind: 'found'; readonly event: PastEvent }
  | { readonly kind: 'fault'; readonly fault: Finding };

type FindEvent = (row: HistoryRecord) => EventFound;

/** Finds events by reference or title among those that are published, over, and organised by the actor. */
export async function openEventFinder(
  core: Core,
  tx: Tx,
  actor: Actor | undefined,
  rows: readonly HistoryRecord[],
): Promise<FindEvent> {
  const events = await readEvents(tx, [...new Set(rows.map(({ event }) => event))]);
  const now = core.clock.now();
  return (row) => {
    const wanted = row.event.toLowerCase();
    const fits = events.filter(({ slug, title }) => slug === wanted || title.toLowerCase() === wanted);
    const event = fits.find(({ slug }) => slug === wanted) ?? (fits.length === 1 ? fits[0] : undefined);
    if (!event) return { kind: 'fault', fault: missing(row.event, fits) };
    const fault = faultOf(event, actor, now);
    return fault ? { kind: 'fault', fault } : { kind: 'found', event };
  };
}

function readEvents(tx: Tx, named: readonly string[]) {
  return tx.event.findMany({
    where: {
      OR: [
        { slug: { in: named.map((name) => name.toLowerCase()) } },
        { title: { in: [...named], mode: 'insensitive' } },
      ],
    },
    select: {
      id: true,
      slug: true,
      title: true,
      status: true,
      seriesId: true,
      academicYear: true,
      sessions: {
        where: { status: { not: 'cancelled' } },
        orderBy: { startsAt: 'asc' },
        select: { id: true, label: true, startsAt: true, endsAt: true },
      },
    },
  });
}

function faultOf(event: PastEvent, actor: Actor | undefined, now: Date): Finding | undefined {
  const { title } = event;
  if (!mayImportInto(actor, event.seriesId)) return { kind: 'event-of-others', title };
  if (event.status === 'draft') return { kind: 'event-is-draft', title };
  if (event.status === 'cancelled' || event.sessions.length === 0) return { kind: 'event-cancelled', title };
  return event.sessions.every(({ endsAt }) => endsAt > now) ? { kind: 'event-not-over', title } : undefined;
}

function missing(named: string, fits: readonly PastEvent[]): Finding {
  if (fits.length > 1) return { kind: 'several-events', named, references: fits.map(({ slug }) => slug) };
  return { kind: 'event-unknown', named };
}
