import type { Tx } from '../../db/database.js';
import { type Actor, holds } from '../../domain/actor.js';
import { nameKey } from '../../domain/attendance-file.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { type AttendanceRefusal, lockForAttendance } from './attendance.js';
import { planSettling, type SettlePlan } from './attendance-settling.js';
import { type OpenRow, openRows } from './attendance-suggestions.js';

/** The list of unknown names as it came back. */
export interface FilledNames {
  readonly kind: 'filled-names';
  readonly names: readonly FilledName[];
}

/** A returned row of the list of unknown names, with what somebody entered. */
export interface FilledName {
  /** Counted from 1, headings included. */
  readonly line: number;
  /** The row it belongs to. */
  readonly rowId: string;
  /** "yes", "no", an address, or a full name; empty leaves the row unsettled. */
  readonly who: string;
}

/** Unsettled names of a session, for a file; undefined for anyone who does not organise its series. */
export async function readUnknownNames(
  core: Core,
  actor: Actor,
  sessionId: string,
): Promise<readonly OpenRow[] | undefined> {
  if (!isUuid(sessionId)) return undefined;
  const session = await core.prisma.session.findUnique({
    where: { id: sessionId },
    select: { event: { select: { seriesId: true } } },
  });
  if (!session || !holds(actor, 'organiser', session.event.seriesId)) return undefined;
  return openRows(core.prisma, sessionId);
}

/** Records in the audit trail that the list of names was downloaded. */
export async function noteUnknownNamesTaken(core: Core, actor: Actor, sessionId: string, count: number): Promise<void> {
  const line = { act: 'export-unknown-names', subject: 'session', subjectId: sessionId, outcome: 'csv' } as const;
  await commit(core, (tx) => recordAct(tx, actor, { ...line, detail: { count } }, core.clock.now()));
}

/** Why an entry names nobody; `who` as it was entered. */
export type NameFault =
  /** "Yes", where nobody was suggested. */
  { readonly kind: 'no-suggestion' } | { readonly kind: 'nobody' | 'several'; readonly who: string };

interface FaultyName {
  readonly line: number;
  readonly fault: NameFault;
}

type FilledOutcome =
  | SettlePlan
  | AttendanceRefusal
  /** An entry is invalid; nothing is planned. */
  | { readonly kind: 'faulty'; readonly faults: readonly FaultyName[] }
  /** It contains no rows of this session that are still unsettled. */
  | { readonly kind: 'no-rows' };

/** Turns a returned list into a step of settling its session. Nothing is stored until it is applied. */
export async function planFilledNames(core: Core, actor: Actor, filled: readonly FilledName[]): Promise<FilledOutcome> {
  const sessionId = await sessionOf(core, filled);
  if (!sessionId) return { kind: 'no-rows' };
  const read = await commit(
    core,
    async (tx) => {
      const session = await lockForAttendance(core, tx, actor, sessionId);
      return 'kind' in session ? session : readFilled(tx, sessionId, filled);
    },
    { timeout: 60_000, maxWait: 20_000 },
  );
  if ('kind' in read) return read;
  if (read.faults.length > 0) return { kind: 'faulty', faults: read.faults };
  return planSettling(core, actor, sessionId, { kind: 'file', choices: Object.fromEntries(read.choices) });
}

async function sessionOf(core: Core, filled: readonly FilledName[]): Promise<string | undefined> {
  const ids = filled.map(({ rowId }) => rowId).filter(isUuid);
  const rows = await core.prisma.attendanceImportRow.findFirst({
    where: { id: { in: ids.slice(0, 5_000) }, state: 'doubtful' },
    select: { import: { select: { sessionId: true } } },
  });
  return rows?.import.sessionId;
}

interface Filled {
  readonly choices: ReadonlyMap<string, string | null>;
  readonly faults: readonly FaultyName[];
}

async function readFilled(tx: Tx, sessionId: string, filled: readonly FilledName[]): Promise<Filled> {
  const open = new Map((await openRows(tx, sessionId)).map((row) => [row.id, row]));
  const find = await openPersonFinder(
    tx,
    sessionId,
    filled.map(({ who }) => who),
  );
  const choices = new Map<string, string | null>();
  const faults: FaultyName[] = [];
  for (const { line, rowId, who } of filled) {
    const row = open.get(rowId);
    // Settled in the meantime, or left open on purpose.
    if (!row || who === '') continue;
    const found = yes.test(who) ? suggested(row) : no.test(who) ? null : find(who);
    if (typeof found === 'object' && found !== null) faults.push({ line, fault: found });
    else choices.set(rowId, found);
  }
  return { choices, faults };
}

const yes = /^(y|yes|ok|right|correct|x)$/i;
const no = /^(n|no|nobody|no one|none|leave (it |them )?out|left out|-)$/i;

function suggested({ suggestion }: OpenRow): string | NameFault {
  return suggestion?.personId ?? { kind: 'no-suggestion' };
}

type Find = (who: string) => string | NameFault;

/** Finds people by address, otherwise by full name: first among those with a place, then among all. */
async function openPersonFinder(tx: Tx, sessionId: string, words: readonly string[]): Promise<Find> {
  const wanted = [...new Set(words.map((one) => one.toLowerCase()).filter(Boolean))];
  const rows = await tx.$queryRaw<Array<{ id: string; name: string; addresses: string[]; booked: boolean }>>`
    SELECT p.id, p.name,
           array_remove(ARRAY[lower(p.email)] || ARRAY(SELECT lower(a."vouchedEmail") FROM "Account" a WHERE a."personId" = p.id), NULL)
             AS addresses,
           EXISTS (SELECT 1 FROM "Registration" g WHERE g."personId" = p.id AND g."sessionId" = ${sessionId}::uuid
                      AND g.state = 'confirmed') AS booked
      FROM "Person" p
     WHERE p."erasedAt" IS NULL AND (lower(p.email) IN (SELECT unnest(${wanted}::text[])) OR lower(p.name) IN (SELECT unnest(${wanted}::text[]))
        OR p.id IN (SELECT a."personId" FROM "Account" a
                     WHERE lower(a."vouchedEmail") IN (SELECT unnest(${wanted}::text[])))
        OR p.id IN (SELECT g."personId" FROM "Registration" g
                     WHERE g."sessionId" = ${sessionId}::uuid AND g.state = 'confirmed'))`;
  return (who) => {
    const plain = who.toLowerCase();
    const called = who.includes('@')
      ? rows.filter(({ addresses }) => addresses.includes(plain))
      : rows.filter(({ name }) => nameKey(name) === nameKey(who));
    const booked = called.filter((one) => one.booked);
    const [only, ...others] = booked.length > 0 ? booked : called;
    if (!only) return { kind: 'nobody', who };
    return others.length > 0 ? { kind: 'several', who } : only.id;
  };
}
