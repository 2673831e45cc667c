import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import { academicYearOf, termOf } from '../../domain/academic-year.js';
import type { Actor } from '../../domain/actor.js';
import { eventFaults, type PlanFaults, sessionFaults } from '../../domain/event-plan.js';
import {
  eventDetailFaults,
  eventDetailFields,
  venueDetailFaults,
  venueFields,
} from '../../domain/programme/event-details.js';
import { sayMoment } from '../../domain/when.js';
import type { Core } from '../core.js';
import { sessionRow, settleTerm } from '../organising/plan-event.js';
import { eventDetailsRow, venueDetailsRow } from '../organising/save-details.js';
import { isElsewhere, venueDetailsOf } from '../organising/venue-details.js';
import { changeOf, type Finding, foundIn } from './findings.js';
import type { EventRecord, EventsFile } from './import-file-format.js';
import type { Plan, ReportLine } from './import-plan.js';
import { mayImportInto } from './import-rights.js';

/** An event of the file: all rows with one reference. */
interface Group {
  readonly reference: string;
  readonly head: EventRecord;
  readonly rows: readonly EventRecord[];
}

interface Series {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

type Known = NonNullable<Awaited<ReturnType<typeof readKnown>>[number]>;

/** The decision about one event, or what is wrong with its rows. */
interface Decision {
  readonly group: Group;
  readonly series: Series | undefined;
  readonly known: Known | undefined;
  readonly lines: readonly ReportLine[];
  readonly unchanged: number;
}

/**
 * Compares events with those on record, by reference. New ones are added and drafts are changed. Published events are
 * not, because attendees must be told of changes, which happens in the chat. Sessions that no row mentions are kept.
 */
export async function planEvents(core: Core, tx: Tx, actor: Actor | undefined, file: EventsFile): Promise<Plan> {
  const groups = groupRows(file.rows);
  const series = await tx.series.findMany({
    where: { status: { in: ['draft', 'published'] } },
    select: { id: true, slug: true, name: true },
  });
  const known = await readKnown(
    tx,
    groups.map(({ reference }) => reference),
  );
  const decisions = groups.map((group) => {
    const found = series.find(({ slug, name }) => [slug, name.toLowerCase()].includes(group.head.series.toLowerCase()));
    const before = known.find(({ slug }) => slug === group.reference);
    return decide(core, actor, group, { found, before, all: series });
  });
  return {
    lines: decisions.flatMap(({ lines }) => lines),
    unchanged: decisions.reduce((sum, { unchanged }) => sum + unchanged, 0),
    remarks: [],
    store: async (watch) => {
      const due = decisions.filter(({ lines }) => lines.length > 0);
      for (const [index, decision] of due.entries()) {
        await storeEvent(core, tx, decision);
        watch(index + 1, due.length);
      }
    },
  };
}

function readKnown(tx: Tx, slugs: readonly string[]) {
  return tx.event.findMany({
    where: { slug: { in: [...slugs] } },
    include: { sessions: { orderBy: { startsAt: 'asc' } } },
  });
}

function groupRows(rows: readonly EventRecord[]): Group[] {
  const groups = new Map<string, EventRecord[]>();
  for (const row of rows) groups.set(row.reference, [...(groups.get(row.reference) ?? []), row]);
  return [...groups].flatMap(([reference, all]) => (all[0] ? [{ reference, head: all[0], rows: all }] : []));
}

function decide(
  core: Core,
  actor: Actor | undefined,
  group: Group,
  from: { found: Series | undefined; before: Known | undefined; all: readonly Series[] },
): Decision {
  const { found, before } = from;
  const ofEvent = [
    ...faultsOfSeries(actor, group.head, from),
    ...wrongFields(eventDetailFaults(group.head.details ?? {})),
    ...wrongFields(eventFaults({ ...group.head, seriesId: found?.id ?? '', ...instants(group.head) })),
  ];
  const decided = group.rows.map((row, index) => {
    const name = row.session.label ? `${row.title}, ${row.session.label}` : row.title;
    const twin = group.rows.slice(0, index).find(({ session }) => session.label === row.session.label);
    const faults = [
      ...(index === 0 ? ofEvent : []),
      ...faultsOfRow(row, group.head, twin),
      ...sessionFaultsOf(core, row),
    ];
    if (faults.length > 0) return { line: row.line, name, outcome: 'faulty' as const, details: faults };
    return differenceOf(row, index === 0, before, { name, zone: core.timeZone });
  });
  const lines = decided.filter((line) => line !== undefined);
  return { group, series: found, known: before, lines, unchanged: group.rows.length - lines.length };
}

function instants({ opensAt, closesAt }: EventRecord) {
  return { opensAt: opensAt ? new Date(opensAt) : null, closesAt: closesAt ? new Date(closesAt) : null };
}

function faultsOfSeries(
  actor: Actor | undefined,
  head: EventRecord,
  { found, before, all }: { found: Series | undefined; before: Known | undefined; all: readonly Series[] },
): Finding[] {
  if (!found) {
    const some = all.slice(0, 12).map(({ slug }) => slug);
    return [{ kind: 'no-such-series', series: head.series, some }];
  }
  if (!mayImportInto(actor, found.id)) return [{ kind: 'series-of-others', name: found.name }];
  if (before && before.seriesId !== found.id) return [{ kind: 'reference-taken', reference: head.reference }];
  return [];
}

const ofEvent = [
  'series',
  'title',
  'description',
  'status',
  'audience',
  'phases',
  'costPence',
  'opensAt',
  'closesAt',
  'details',
] as const;

/** Rows of one event must agree on it, and have different session labels. */
function faultsOfRow(row: EventRecord, head: EventRecord, twin: EventRecord | undefined): Finding[] {
  const differing = ofEvent.filter((field) => JSON.stringify(row[field]) !== JSON.stringify(head[field]));
  return [
    ...(differing.length > 0 ? [{ kind: 'rows-differ', line: head.line, differing } as const] : []),
    ...(twin ? [{ kind: 'same-session-name', line: twin.line } as const] : []),
  ];
}

/** Past dates are valid, because history is imported too. */
function sessionFaultsOf(core: Core, { session }: EventRecord): Finding[] {
  const plan = { ...session, startsAt: new Date(session.startsAt), endsAt: new Date(session.endsAt) };
  const now = new Date(Math.min(core.clock.now().getTime(), plan.startsAt.getTime() - 1));
  return wrongFields({ ...sessionFaults(plan, now), ...venueDetailFaults(session.details ?? {}) });
}

function wrongFields(faults: PlanFaults): Finding[] {
  return Object.entries(faults).map(([field, fault]) => ({ kind: 'wrong-field', field, fault }));
}

function differenceOf(
  row: EventRecord,
  isFirst: boolean,
  known: Known | undefined,
  { name, zone }: { readonly name: string; readonly zone: string },
): ReportLine | undefined {
  const { line, session } = row;
  if (!known) {
    const event: Finding = { kind: 'event-in', status: row.status, series: row.series };
    const on: Finding = { kind: 'session-on', moment: sayMoment(new Date(session.startsAt), zone) };
    return { line, name, outcome: 'new', details: isFirst ? [event, on] : [on] };
  }
  const before = known.sessions.find(({ label }) => label === session.label);
  const details: Finding[] = [
    ...(isFirst ? eventChanges(row, known, zone) : []),
    ...(before ? sessionChanges(row, before, zone) : [{ kind: 'new-session' } as const]),
  ];
  if (details.length === 0) return undefined;
  if (known.status !== 'draft') {
    return { line, name, outcome: 'faulty', details: [{ kind: 'members-see-it', changes: details }] };
  }
  return { line, name, outcome: before ? 'changed' : 'new', details };
}

function eventChanges(row: EventRecord, known: Known, zone: string): Finding[] {
  const shown = (date: Date | string | null) => date && sayMoment(new Date(date), zone);
  return foundIn([
    changeOf('title', known.title, row.title),
    changeOf('description', known.description, row.description),
    // A row that says draft does not unpublish an event published in the chat.
    changeOf(
      'status',
      known.status,
      row.status === 'published' || known.status === 'draft' ? row.status : known.status,
    ),
    changeOf('audience', known.audience.join(', '), row.audience.join(', ')),
    changeOf('phases', known.phases.join(', '), row.phases.join(', ')),
    changeOf('costPence', known.costPence, row.costPence),
    changeOf('opensAt', shown(known.opensAt), shown(row.opensAt)),
    changeOf('closesAt', shown(known.closesAt), shown(row.closesAt)),
    ...detailChanges(eventDetailFields, known, row.details ?? {}),
  ]);
}

function sessionChanges({ session }: EventRecord, known: Known['sessions'][number], zone: string): Finding[] {
  const shown = (date: Date | string) => sayMoment(new Date(date), zone);
  return foundIn([
    changeOf('startsAt', shown(known.startsAt), shown(session.startsAt)),
    changeOf('endsAt', shown(known.endsAt), shown(session.endsAt)),
    changeOf('venue', known.venue ?? '', session.venue),
    changeOf('address', known.address ?? '', session.address),
    changeOf('town', known.town ?? '', session.town),
    changeOf('postcode', known.postcode ?? '', session.postcode),
    changeOf('link', known.link ?? '', session.link),
    changeOf('capacity', known.capacity, session.capacity),
    ...detailChanges(venueFields, known, session.details ?? {}),
  ]);
}

/** What a file says of details that differs from what is known. */
function detailChanges<Key extends string>(
  fields: readonly Key[],
  known: { readonly [K in Key]: string | readonly string[] | null },
  given: { readonly [K in Key]?: string | readonly string[] },
) {
  const words = (value: string | readonly string[] | null) => [value ?? ''].flat().join('; ');
  return fields.flatMap((field) => {
    const value = given[field];
    return value === undefined ? [] : [changeOf(field, words(known[field]), words(value))];
  });
}

async function storeEvent(core: Core, tx: Tx, { group, series, known }: Decision): Promise<void> {
  const { head, rows, reference } = group;
  if (!series) throw new Error('An event without a series: a plan with faults must not be stored');
  const { title, description, status, costPence } = head;
  const words = { title, description, status, costPence, audience: [...head.audience], phases: [...head.phases] };
  const data = { ...words, ...instants(head), ...eventDetailsRow(head.details ?? {}) };
  const id = known?.id ?? newId();
  if (known) await tx.event.update({ where: { id }, data, select: { id: true } });
  else {
    const first = new Date(Math.min(...rows.map(({ session }) => Date.parse(session.startsAt))));
    const when = { academicYear: academicYearOf(first, core.timeZone), term: termOf(first, core.timeZone) };
    const made = { id, slug: reference, seriesId: series.id, ...data, ...when, createdAt: core.clock.now() };
    await tx.event.create({ data: made, select: { id: true } });
  }
  for (const { session } of rows) {
    const row = sessionRow({ ...session, startsAt: new Date(session.startsAt), endsAt: new Date(session.endsAt) });
    const before = known?.sessions.find(({ label }) => label === session.label);
    const kept = before && !isElsewhere(before, row) ? {} : await venueDetailsOf(tx, row);
    const stored = { ...row, ...kept, ...venueDetailsRow(session.details ?? {}) };
    if (before) await tx.session.update({ where: { id: before.id }, data: stored, select: { id: true } });
    else await tx.session.create({ data: { eventId: id, ...stored }, select: { id: true } });
  }
  await settleTerm(core, tx, id);
}
