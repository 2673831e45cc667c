import type { Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { type PersonChoice, type PersonFault, personFault, settlePerson } from '../people/school-people.js';
import { type AttendanceRefusal, lockForAttendance } from './attendance.js';
import { type Noted, notePresent, schoolFor } from './attendance-rows.js';
import { type Suggestion, suggestionsFor } from './attendance-suggestions.js';
import { outcomeIn, type SaidOutcome, toStore } from './row-outcome.js';

/** A row that could not be matched with certainty. */
export interface DoubtfulRow {
  readonly id: string;
  readonly sessionId: string;
  readonly line: number;
  readonly name: string;
  readonly alsoCalled: string | null;
  readonly email: string | null;
  readonly school: string | null;
  /** Why it is doubtful. */
  readonly why: SaidOutcome;
  /** Who it may be, the likeliest first. */
  readonly candidates: readonly Suggestion[];
}

const mostCandidates = 4;

/** Doubtful rows of a session, in the order of their files. For organisers: the caller has checked. */
export async function doubtfulRows(
  core: Core,
  sessionId: string,
  limit: number,
): Promise<{ readonly rows: readonly DoubtfulRow[]; readonly waiting: number }> {
  if (!isUuid(sessionId)) return { rows: [], waiting: 0 };
  const where = { state: 'doubtful' as const, import: { sessionId } };
  const [waiting, rows] = await Promise.all([
    core.prisma.attendanceImportRow.count({ where }),
    core.prisma.attendanceImportRow.findMany({
      where,
      orderBy: [{ import: { importedAt: 'asc' } }, { line: 'asc' }],
      take: limit,
      select: { id: true, line: true, outcome: true, found: true, given: true },
    }),
  ]);
  const shown: DoubtfulRow[] = [];
  for (const { id, line, given, ...kept } of rows) {
    const said = readGiven(given);
    const candidates = await suggestionsFor(core.prisma, sessionId, said, mostCandidates);
    shown.push({ id, sessionId, line, why: outcomeIn(kept), ...said, candidates });
  }
  return { rows: shown, waiting };
}

function readGiven(given: unknown): Pick<DoubtfulRow, 'name' | 'alsoCalled' | 'email' | 'school'> {
  const said = typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {};
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  return {
    name: text(said.name) ?? '',
    alsoCalled: text(said.alsoCalled),
    email: text(said.email),
    school: text(said.school),
  };
}

export type SettleChoice =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'new'; readonly urn: number; readonly person: PersonChoice }
  | { readonly kind: 'nobody' };

export type SettleOutcome =
  | { readonly kind: 'settled'; readonly sessionId: string; readonly noted: Noted | null }
  /** Somebody else has settled it already. */
  | { readonly kind: 'already-settled'; readonly sessionId: string }
  | { readonly kind: 'refused'; readonly reason: AttendanceRefusal['reason'] | PersonFault };

/**
 * An organiser says who a row refers to. Its content is then deleted, except for a hash that recognises it in later
 * files.
 */
export async function settleRow(core: Core, actor: Actor, rowId: string, choice: SettleChoice): Promise<SettleOutcome> {
  if (!isUuid(rowId)) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx): Promise<SettleOutcome> => {
    const row = await tx.attendanceImportRow.findUnique({
      where: { id: rowId },
      select: { given: true, import: { select: { sessionId: true } } },
    });
    if (!row) return { kind: 'refused', reason: 'not-found' };
    const { sessionId } = row.import;
    const session = await lockForAttendance(core, tx, actor, sessionId);
    if ('kind' in session) return session;
    const at = core.clock.now();
    const waiting = await tx.attendanceImportRow.count({ where: { id: rowId, state: 'doubtful' } });
    if (waiting === 0) return { kind: 'already-settled', sessionId };
    const person = await chosenPerson(tx, choice, at);
    if (typeof person === 'object' && person !== null) return person;
    const { key = '', minutes = null } = (row.given ?? {}) as { key?: string; minutes?: number | null };
    await tx.attendanceImportRow.update({
      where: { id: rowId },
      data: {
        state: person === null ? 'ignored' : 'settled',
        ...toStore({ kind: person === null ? 'left-out' : 'settled' }),
        personId: person,
        given: { key, minutes },
      },
      select: { id: true },
    });
    const line = { act: 'settle-attendance', subject: 'session', subjectId: sessionId, outcome: choice.kind } as const;
    await recordAct(tx, actor, line, at);
    if (person === null) return { kind: 'settled', sessionId, noted: null };
    const urn = choice.kind === 'new' ? choice.urn : await schoolFor(tx, sessionId, person);
    const presence = { sessionId, personId: person, urn, source: 'import' as const, minutes, importRowId: rowId };
    const noted = await notePresent(tx, [presence], at);
    return { kind: 'settled', sessionId, noted: noted.get(person) ?? null };
  });
}

/** The person, null for nobody, or what is wrong with the choice. */
async function chosenPerson(
  tx: Tx,
  choice: SettleChoice,
  at: Date,
): Promise<string | null | Extract<SettleOutcome, { kind: 'refused' }>> {
  switch (choice.kind) {
    case 'nobody':
      return null;
    case 'person': {
      const known = isUuid(choice.personId)
        ? await tx.person.findFirst({ where: { id: choice.personId, erasedAt: null }, select: { id: true } })
        : null;
      return known ? known.id : { kind: 'refused', reason: 'not-found' };
    }
    case 'new': {
      const fault = await personFault(tx, choice.urn, choice.person);
      return fault ? { kind: 'refused', reason: fault } : settlePerson(tx, choice.urn, choice.person, 'organiser', at);
    }
  }
}
