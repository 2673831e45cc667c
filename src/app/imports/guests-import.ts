import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import type { Actor } from '../../domain/actor.js';
import { nameKey } from '../../domain/attendance-file.js';
import { bookingState, decidePlace } from '../../domain/booking.js';
import { isUuid } from '../../domain/uuid.js';
import { sayMoment } from '../../domain/when.js';
import { recordActs } from '../audit/audit.js';
import { type LockedSession, lockSession } from '../bookings/session-lock.js';
import type { Core } from '../core.js';
import { tellHolders } from '../messages/tell-holders.js';
import { toldBy, waysOf } from '../messages/ways.js';
import { openSchoolFinder } from '../schools/school-finder.js';
import type { Finding, NamedInFile } from './findings.js';
import type { GuestsFile, PersonRecord } from './import-file-format.js';
import { readPeople } from './import-lookups.js';
import type { Plan, ReportLine } from './import-plan.js';
import { mayImportInto } from './import-rights.js';
import { personOf } from './people-import.js';
import { chunksOf } from './schools-on-record.js';

const namedAtMost = 8;

/** Somebody of the file who gets a place. */
interface Guest {
  readonly row: PersonRecord;
  readonly personId: string;
  readonly isNew: boolean;
  readonly urn: number | null;
  readonly state: 'confirmed' | 'waiting';
}

/**
 * Gives the people of a file places on one session, in the order of the file; those beyond its capacity go on the waiting list.
 * Who has a place, an offer or a place in the waiting list keeps it. Whoever is not on record becomes a person without proof of
 * where they work: the word of an organiser of one series is none. They get their notice before anything else.
 * @param actor undefined for the service's own commands
 */
export async function planGuests(core: Core, tx: Tx, actor: Actor | undefined, file: GuestsFile): Promise<Plan> {
  const session = isUuid(file.sessionId) ? await lockSession(tx, file.sessionId, null) : undefined;
  const fault = session ? await faultOf(core, tx, actor, session) : ({ kind: 'no-session' } as const);
  if (!session || fault !== undefined) return refused(file, fault ? [fault] : []);
  const decided = await decideGuests(tx, session, file);
  const { guests, lines } = decided;
  return {
    lines,
    unchanged: file.rows.length - lines.length,
    remarks: [...(await remarksOf(core, tx, session, guests)), ...remarksOnKnown(decided)],
    store: async (watch) => {
      await storeGuests(core, tx, actor, session, guests);
      watch(guests.length, guests.length);
    },
  };
}

/** For which session they are, how many have a place and how many wait, and whom nothing reaches. */
async function remarksOf(
  core: Core,
  tx: Tx,
  { id, capacity }: LockedSession,
  guests: readonly Guest[],
): Promise<Finding[]> {
  const confirmed = guests.filter(({ state }) => state === 'confirmed').length;
  const waiting = guests.length - confirmed;
  const told = guests.length > 0;
  const session = await nameSession(core, tx, id);
  const first = { kind: 'guests-of', session, confirmed, waiting, capacity, told } as const;
  if (!told) return [first];
  const known = guests.flatMap(({ isNew, personId }) => (isNew ? [] : [personId]));
  const ways = await waysOf(core, tx, known, 'own');
  const untold = guests.filter(({ isNew, personId, row }) =>
    isNew ? row.email === null || !core.mailConnected : !toldBy(ways.get(personId)),
  );
  const rows = untold.map(({ row }) => row);
  return rows.length > 0 ? [first, { kind: 'guests-unreached', ...namesOf(rows) }] : [first];
}

/** Rows that change nothing: of whoever is on the list of the session already, and of whoever is twice in the file. */
function remarksOnKnown({ listed, twice }: Pick<Decided, 'listed' | 'twice'>): Finding[] {
  return [
    ...(listed.length > 0 ? [{ kind: 'guests-listed', ...namesOf(listed) } as const] : []),
    ...(twice.length > 0 ? [{ kind: 'guests-twice', ...namesOf(twice) } as const] : []),
  ];
}

function namesOf(rows: readonly PersonRecord[]): NamedInFile {
  const people = rows.slice(0, namedAtMost).map(({ name, line }) => ({ name, line }));
  return { people, more: rows.length - people.length };
}

async function nameSession(core: Core, tx: Tx, id: string): Promise<string> {
  const { startsAt, label, event } = await tx.session.findUniqueOrThrow({
    where: { id },
    select: { startsAt: true, label: true, event: { select: { title: true } } },
  });
  return `${[event.title, label].filter(Boolean).join(', ')}, ${sayMoment(startsAt, core.timeZone)}`;
}

async function faultOf(
  core: Core,
  tx: Tx,
  actor: Actor | undefined,
  session: LockedSession,
): Promise<Finding | undefined> {
  const event = await tx.event.findUniqueOrThrow({ where: { id: session.eventId }, select: { seriesId: true } });
  if (!mayImportInto(actor, event.seriesId)) return { kind: 'no-organiser-of-it' };
  switch (bookingState(session, core.clock.now())) {
    case 'open':
    case 'closed':
    case 'not-open-yet':
      return undefined;
    case 'not-found':
      return { kind: 'is-draft' };
    case 'past':
      return { kind: 'has-begun' };
    case 'cancelled':
      return { kind: 'is-off' };
  }
}

function refused({ rows }: GuestsFile, details: readonly Finding[]): Plan {
  const lines = rows.map(({ line, name }): ReportLine => ({ line, name, outcome: 'faulty', details }));
  return { lines, unchanged: 0, remarks: [], store: async () => undefined };
}

interface Decided {
  readonly guests: readonly Guest[];
  readonly lines: readonly ReportLine[];
  /** On the list of the session before. */
  readonly listed: readonly PersonRecord[];
  /** A second row of somebody. */
  readonly twice: readonly PersonRecord[];
}

async function decideGuests(tx: Tx, session: LockedSession, { rows }: GuestsFile): Promise<Decided> {
  const find = await openSchoolFinder(
    tx,
    rows.flatMap(({ school }) => school ?? []),
    true,
  );
  const found = rows.map((row) => ({ row, school: row.school === null ? null : find(row.school) }));
  const index = await readPeople(
    tx,
    rows.flatMap(({ email }) => email ?? []),
    found.map(({ school }) => (school?.kind === 'found' ? school.urn : null)),
  );
  const there = await readThere(tx, session.id);
  const places = { capacity: session.capacity, ...there.counts };
  const guests: Guest[] = [];
  const lines: ReportLine[] = [];
  const listed: PersonRecord[] = [];
  const twice: PersonRecord[] = [];
  for (const { row, school } of found) {
    const faulty = (fault: Finding) =>
      lines.push({ line: row.line, name: row.name, outcome: 'faulty', details: [fault] });
    if (school?.kind === 'fault') {
      faulty(school.fault);
      continue;
    }
    const urn = school?.urn ?? null;
    const known = personOf(row, urn, index);
    if (known === 'several') {
      faulty({ kind: 'several-there' });
      continue;
    }
    const standing = there.find(row, urn, known?.id);
    if (standing === 'another') {
      faulty({ kind: 'address-of-another' });
      continue;
    }
    if (standing) {
      (standing === 'listed' ? listed : twice).push(row);
      continue;
    }
    const state = decidePlace(places) === 'confirm' ? 'confirmed' : 'waiting';
    places.taken += state === 'confirmed' ? 1 : 0;
    places.waiting += state === 'waiting' ? 1 : 0;
    const personId = known?.id ?? newId();
    there.add(row, urn, personId);
    guests.push({ row, personId, isNew: known === undefined, urn: known ? known.urn : urn, state });
    lines.push({ line: row.line, name: row.name, outcome: 'new', details: standingOf(state, known !== undefined) });
  }
  return { guests, lines, listed, twice };
}

function standingOf(state: Guest['state'], onRecord: boolean): Finding[] {
  const standing: Finding = { kind: state === 'confirmed' ? 'has-place' : 'is-waiting' };
  return onRecord ? [standing] : [standing, { kind: 'not-on-record-before' }];
}

/** Who has a place, an offer or a place in the waiting list: by person, or by name at a school, as nothing else says who a guest is. */
async function readThere(tx: Tx, sessionId: string) {
  const rows = await tx.registration.findMany({
    where: { sessionId, state: { in: ['confirmed', 'offered', 'waiting'] } },
    select: { state: true, personId: true, urn: true, person: { select: { name: true, email: true } } },
  });
  const people = new Map<string, 'listed' | 'twice'>(rows.map(({ personId }) => [personId, 'listed']));
  const named = new Map<string, Array<{ email: string | null; standing: 'listed' | 'twice' }>>();
  const addresses = new Set<string>();
  const note = (name: string, urn: number | null, email: string | null, standing: 'listed' | 'twice') => {
    const key = `${urn} ${nameKey(name)}`;
    named.set(key, [...(named.get(key) ?? []), { email, standing }]);
  };
  for (const { urn, person } of rows) note(person.name, urn, person.email, 'listed');
  const waiting = rows.filter(({ state }) => state === 'waiting').length;
  return {
    counts: { taken: rows.length - waiting, waiting },
    find: ({ name, email }: PersonRecord, urn: number | null, personId: string | undefined) => {
      if (personId !== undefined) return people.get(personId);
      const same = (named.get(`${urn} ${nameKey(name)}`) ?? []).find(
        (other) => !email || !other.email || email === other.email,
      );
      return same?.standing ?? (email !== null && addresses.has(email) ? ('another' as const) : undefined);
    },
    add: ({ name, email }: PersonRecord, urn: number | null, personId: string) => {
      people.set(personId, 'twice');
      if (email !== null) addresses.add(email);
      note(name, urn, email, 'twice');
    },
  };
}

async function storeGuests(
  core: Core,
  tx: Tx,
  actor: Actor | undefined,
  session: LockedSession,
  guests: readonly Guest[],
): Promise<void> {
  const at = core.clock.now();
  const placed = guests.map((guest) => ({ ...guest, id: newId() }));
  for (const chunk of chunksOf(placed, 1_000)) {
    const fresh = chunk.filter(({ isNew }) => isNew);
    await tx.person.createMany({
      data: fresh.map(({ personId: id, row }) => ({
        id,
        name: row.name,
        email: row.email,
        noticeDue: true,
        createdAt: at,
      })),
    });
    await tx.post.createMany({
      data: fresh.map(({ personId, row: { position, title }, urn }) => ({ personId, urn, position, title, from: at })),
    });
    await tx.registration.createMany({
      data: chunk.map(({ id, personId, urn, state }) => ({
        ...{ id, sessionId: session.id, personId, urn, state, createdAt: at },
        bookedById: actor?.personId ?? null,
        confirmedAt: state === 'confirmed' ? at : null,
      })),
    });
    const act = { act: 'book', subject: 'registration' } as const;
    await recordActs(
      tx,
      actor,
      chunk.map(({ id, state }) => ({ ...act, subjectId: id, outcome: state })),
      at,
    );
    const ways = await waysOf(
      core,
      tx,
      chunk.map(({ personId }) => personId),
      'own',
    );
    const reached = chunk.filter(({ personId }) => personId !== actor?.personId && toldBy(ways.get(personId)));
    await tellHolders(
      core,
      tx,
      'booked-for-you',
      reached.map(({ id }) => id),
    );
  }
}
