import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import { nameKey } from '../../domain/attendance-file.js';
import type { Core } from '../core.js';
import { mapGivingWay } from '../give-way.js';
import { type FindSchool, openSchoolFinder } from '../schools/school-finder.js';
import { type Finding, foundIn } from './findings.js';
import type { EventFound, PastEvent } from './history-events.js';
import type { PresenceRecord } from './import-file-format.js';
import { type PeopleIndex, readPeople } from './import-lookups.js';
import type { Plan, ReportLine, UnknownPerson } from './import-plan.js';
import { chunksOf } from './schools-on-record.js';

/** Somebody who attended; without a person they count for their school only. */
interface Presence {
  readonly personId: string | null;
  readonly urn: number | null;
  readonly minutes: number | null;
}

interface Read {
  readonly row: PresenceRecord;
  readonly sessionId: string;
  readonly title: string;
  readonly presence: Presence;
  readonly details: readonly string[];
}

interface SessionPlan {
  readonly sessionId: string;
  readonly title: string;
  readonly wanted: readonly Presence[];
  readonly gone: readonly string[];
  readonly fresh: readonly Presence[];
  readonly line: number;
}

/**
 * Imports attendance by person. The rows of a session are its complete attendance and replace an earlier import.
 * Sessions whose attendance was recorded in another way (check-in, lists, reports) are not touched. People not on
 * record count for their school without a name.
 */
export async function planPresences(
  core: Core,
  tx: Tx,
  rows: readonly PresenceRecord[],
  find: (row: PresenceRecord) => EventFound,
): Promise<Plan> {
  const schools = await openSchoolFinder(
    tx,
    rows.flatMap(({ school }) => school ?? []),
    false,
  );
  const urns = await mapGivingWay(rows, ({ school }) => urnOf(school, schools));
  const people = await readPeople(
    tx,
    rows.flatMap(({ email }) => email ?? []),
    urns.filter((urn) => urn !== undefined),
  );
  const seen = new Map<string, number>();
  const read = await mapGivingWay(rows, (row) => readRow(core, row, { find, schools, people, seen }));
  const faults = read.filter((one): one is ReportLine => 'outcome' in one);
  const kept = read.filter((one): one is Read => !('outcome' in one));
  const taken = await takenOtherwise(tx, [...new Set(kept.map(({ sessionId }) => sessionId))]);
  const barred = kept.filter(({ sessionId }) => taken.has(sessionId)).map(lineOfTaken);
  const plans = await planSessions(
    tx,
    kept.filter(({ sessionId }) => !taken.has(sessionId)),
  );
  const due = plans.filter(({ fresh, gone }) => fresh.length + gone.length > 0);
  const unnamed = kept.filter(({ row, presence }) => row.name !== null && presence.personId === null);
  return {
    lines: [...faults, ...barred, ...due.map(lineOfPlan)],
    unchanged: plans.length - due.length,
    remarks: unnamed.length > 0 ? [{ kind: 'people-unknown', count: unnamed.length }] : [],
    unknown: eachOnce(unnamed.map(({ row }) => row)),
    store: async (watch) => {
      for (const [index, plan] of due.entries()) {
        await storeSession(core, tx, plan);
        watch(index + 1, due.length);
      }
    },
  };
}

function eachOnce(rows: readonly PresenceRecord[]): UnknownPerson[] {
  const people = new Map<string, UnknownPerson>();
  for (const { name, school, email } of rows) {
    if (name !== null)
      people.set(`${nameKey(name)}\n${school?.toLowerCase() ?? ''}\n${email ?? ''}`, { name, school, email });
  }
  return [...people.values()];
}

function urnOf(school: string | null, find: FindSchool): number | null | undefined {
  if (school === null) return undefined;
  const found = find(school);
  return found.kind === 'found' ? found.urn : undefined;
}

function readRow(
  core: Core,
  row: PresenceRecord,
  by: {
    readonly find: (row: PresenceRecord) => EventFound;
    readonly schools: FindSchool;
    readonly people: PeopleIndex;
    readonly seen: Map<string, number>;
  },
): Read | ReportLine {
  const faulty = (name: string, fault: Finding): ReportLine => ({
    line: row.line,
    name,
    outcome: 'faulty',
    details: [fault],
  });
  const event = by.find(row);
  if (event.kind === 'fault') return faulty(row.event, event.fault);
  const session = sessionOf(event.event, row, core.clock.now());
  if ('kind' in session) return faulty(event.event.title, session);
  const school = row.school === null ? undefined : by.schools(row.school);
  if (school?.kind === 'fault') return faulty(event.event.title, school.fault);
  const person = personOf(row, school?.urn, by.people);
  if (person === 'several') return faulty(event.event.title, { kind: 'several-of-this-name' });
  if (person) {
    const twin = by.seen.get(`${session.id} ${person.id}`);
    if (twin !== undefined) return faulty(event.event.title, { kind: 'same-person-in-line', line: twin });
    by.seen.set(`${session.id} ${person.id}`, row.line);
  }
  const presence = { personId: person?.id ?? null, urn: school?.urn ?? person?.urn ?? null, minutes: row.minutes };
  const title = session.label ? `${event.event.title}, ${session.label}` : event.event.title;
  return { row, sessionId: session.id, title, presence, details: [] };
}

function sessionOf(event: PastEvent, row: PresenceRecord, now: Date): PastEvent['sessions'][number] | Finding {
  const fits = event.sessions.filter(
    ({ label }) => row.session === '' || label.toLowerCase() === row.session.toLowerCase(),
  );
  const [only, ...others] = fits;
  const { title } = event;
  const labels = event.sessions.map(({ label }) => label);
  if (!only) return { kind: 'no-such-session', title, session: row.session, labels };
  if (others.length > 0) return { kind: 'which-session', title, labels };
  return only.endsAt > now ? { kind: 'event-not-over', title } : only;
}

function personOf(row: PresenceRecord, urn: number | undefined, people: PeopleIndex) {
  const byEmail = row.email === null ? undefined : people.byEmail.get(row.email);
  if (byEmail || row.name === null || urn === undefined) return byEmail;
  const [only, ...others] = people.atSchool(urn, row.name);
  return others.length > 0 ? ('several' as const) : only;
}

/** Sessions with attendance from other sources than such imports. */
async function takenOtherwise(tx: Tx, sessions: readonly string[]): Promise<Set<string>> {
  const rows = await tx.attendance.findMany({
    where: { sessionId: { in: [...sessions] }, OR: [{ source: { not: 'import' } }, { importRowId: { not: null } }] },
    distinct: ['sessionId'],
    select: { sessionId: true },
  });
  return new Set(rows.map(({ sessionId }) => sessionId));
}

function lineOfTaken({ row, title }: Read): ReportLine {
  return { line: row.line, name: title, outcome: 'faulty', details: [{ kind: 'attendance-on-record', title }] };
}

/** Keeps attendances already on record for the same person or school; the rest is added or deleted. */
async function planSessions(tx: Tx, kept: readonly Read[]): Promise<SessionPlan[]> {
  const sessions = [...new Set(kept.map(({ sessionId }) => sessionId))];
  const known = await tx.attendance.findMany({
    where: { sessionId: { in: sessions } },
    select: { id: true, sessionId: true, personId: true, urn: true, minutes: true },
  });
  const bySession = groupBy(kept);
  const knownBySession = groupBy(known);
  return sessions.map((sessionId) => {
    const rows = bySession.get(sessionId) ?? [];
    const wanted = rows.flatMap(({ presence, row }) => Array.from({ length: row.people }, () => presence));
    const there = new Map<string, string[]>();
    for (const one of knownBySession.get(sessionId) ?? []) {
      const same = there.get(keyOf(one));
      if (same) same.push(one.id);
      else there.set(keyOf(one), [one.id]);
    }
    const fresh = wanted.filter((presence) => there.get(keyOf(presence))?.pop() === undefined);
    const gone = [...there.values()].flat();
    return { sessionId, title: rows[0]?.title ?? '', wanted, fresh, gone, line: rows[0]?.row.line ?? 0 };
  });
}

function groupBy<Row extends { readonly sessionId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.sessionId);
    if (group) group.push(row);
    else groups.set(row.sessionId, [row]);
  }
  return groups;
}

function keyOf({ personId, urn, minutes }: Presence): string {
  return `${personId} ${urn} ${minutes}`;
}

function lineOfPlan({ title, line, wanted, fresh, gone }: SessionPlan): ReportLine {
  const schools = new Set(wanted.flatMap(({ urn }) => urn ?? [])).size;
  const isNew = gone.length === 0 && fresh.length === wanted.length;
  const details = foundIn([
    { kind: 'there-from-schools', people: wanted.length, schools },
    isNew ? undefined : { kind: 'added', count: fresh.length },
    gone.length > 0 ? { kind: 'taken-away', count: gone.length } : undefined,
  ]);
  return { line, name: title, outcome: isNew ? 'new' : 'changed', details };
}

/** Attendance imported as a whole is no longer provisional. */
async function storeSession(core: Core, tx: Tx, { sessionId, fresh, gone }: SessionPlan): Promise<void> {
  const at = core.clock.now();
  for (const chunk of chunksOf(gone)) await tx.attendance.deleteMany({ where: { id: { in: chunk } } });
  // In one statement of four arrays: value by value, 50,000 rows take the driver ten times as long.
  if (fresh.length > 0)
    await tx.$executeRaw`
      INSERT INTO "Attendance" (id, "sessionId", "personId", urn, source, minutes, "recordedAt")
      SELECT r.id, ${sessionId}::uuid, r."personId", r.urn, 'import', r.minutes, ${at}
        FROM unnest(${fresh.map(() => newId())}::uuid[], ${fresh.map(({ personId }) => personId)}::uuid[],
                    ${fresh.map(({ urn }) => urn)}::int[], ${fresh.map(({ minutes }) => minutes)}::int[])
          AS r(id, "personId", urn, minutes)`;
  await tx.session.updateMany({
    where: { id: sessionId, attendanceConfirmedAt: null },
    data: { attendanceConfirmedAt: at },
  });
}
