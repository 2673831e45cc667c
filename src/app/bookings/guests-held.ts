import { z } from 'zod';
import type { Tx } from '../../db/database.js';
import type { Core } from '../core.js';
import type { DataReport, ImportRefusal } from '../imports/import-file.js';
import { holdSending, noteBefore } from '../organising/held-sendings.js';
import { lockSession, offerFreePlaces } from './session-lock.js';

const added = z.object({
  session: z.string(),
  /** State by id, of the registrations that the file made. */
  registrations: z.record(z.enum(['confirmed', 'waiting'])),
  /** Those of its people who were not on record before. */
  people: z.array(z.string()),
});

/** By what guests can be taken off the list again, while none of them has been told. */
export interface GuestsHeld {
  readonly held: string;
  readonly event: string;
}

/**
 * Adds the guests of a file, of whom nobody is told for half a minute.
 * @param store stores the file with a core by which all messages wait
 */
export async function holdGuests(
  core: Core,
  tx: Tx,
  sessionId: string,
  store: (waiting: Core) => Promise<DataReport | ImportRefusal>,
): Promise<{ readonly report: DataReport | ImportRefusal; readonly undo?: GuestsHeld }> {
  // From here on nobody else gets a place on it, so what is new below is of the file.
  const session = await lockSession(tx, sessionId, null);
  if (!session) return { report: await store(core) };
  const known = await tx.registration.findMany({ where: { sessionId }, select: { id: true } });
  const hold = await holdSending(core, tx, { act: 'add-guests', subjectId: session.eventId });
  const report = await store({ ...core, hold });
  const made = await tx.registration.findMany({
    where: { sessionId, id: { notIn: known.map(({ id }) => id) } },
    select: {
      ...{ id: true, state: true, createdAt: true },
      person: { select: { id: true, noticeDue: true, createdAt: true } },
    },
  });
  if (made.length === 0) {
    await tx.heldSending.delete({ where: { id: hold.id }, select: { id: true } });
    return { report };
  }
  // Whoever was not on record before came on it in the same moment.
  const people = made.flatMap(({ person, createdAt }) =>
    person.noticeDue && person.createdAt.getTime() === createdAt.getTime() ? [person.id] : [],
  );
  const registrations = Object.fromEntries(made.map(({ id, state }) => [id, state]));
  await noteBefore(tx, hold.id, added.parse({ session: sessionId, registrations, people }));
  return { report, undo: { held: hold.id, event: session.eventId } };
}

/**
 * Takes the guests off the list again, and who was not on record before off the record.
 * @returns false where one of them has done something with the place since
 */
export async function removeGuests(core: Core, tx: Tx, before: unknown): Promise<boolean> {
  const { session: id, registrations, people } = added.parse(before);
  const session = await lockSession(tx, id, null);
  if (!session) return false;
  const ids = Object.keys(registrations);
  const now = await tx.registration.findMany({
    where: { id: { in: ids } },
    select: { id: true, state: true, sequence: true, _count: { select: { answers: true } } },
  });
  const same = now.every(
    (one) => one.state === registrations[one.id] && one.sequence === 0 && one._count.answers === 0,
  );
  if (now.length < ids.length || !same) return false;
  await tx.registration.deleteMany({ where: { id: { in: ids } } });
  await tx.person.deleteMany({
    where: {
      id: { in: people },
      noticeDue: true,
      ...{ accounts: { none: {} }, registrations: { none: {} }, attendances: { none: {} }, invitations: { none: {} } },
      ...{ enrolmentsLed: { none: {} }, nominationsReceived: { none: {} } },
    },
  });
  // Who came to the waiting list meanwhile may have one of their places.
  await offerFreePlaces(core, tx, session);
  return true;
}
