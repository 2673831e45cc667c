import { createHash } from 'node:crypto';
import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import type { Actor } from '../../domain/actor.js';
import {
  type AttendanceFile,
  type AttendanceFormat,
  type AttendanceLine,
  nameKey,
} from '../../domain/attendance-file.js';
import { isUuid } from '../../domain/uuid.js';
import { createFigures } from '../../telemetry/figures.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { mapGivingWay } from '../give-way.js';
import { type AttendanceRefusal, lockForAttendance } from './attendance.js';
import { type Match, matchLines } from './attendance-matching.js';
import { notePresent, type Presence, schoolsFor } from './attendance-rows.js';
import { outcomeIn, type RowOutcome, type SaidOutcome } from './row-outcome.js';

/** The result for one row of a file. */
interface ImportedRow {
  readonly line: number;
  /** As in the file; null when the row was settled before and its content deleted. */
  readonly name: string | null;
  readonly outcome: SaidOutcome;
  readonly state: 'counted' | 'doubtful' | 'left-out';
}

export interface ImportReport {
  /**
   * `planned`: what would be done, and nothing is. `already`: this very file was imported before; nothing was changed, and the
   * report is of that time.
   */
  readonly kind: 'planned' | 'imported' | 'already';
  readonly importId: string;
  readonly format: AttendanceFormat;
  readonly rows: readonly ImportedRow[];
  /** What an organiser should know before any of it is counted. */
  readonly remarks: readonly string[];
}

/** Identifies a file by its content: SHA-256, hexadecimal. */
export function hashOfFile(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

interface Row {
  readonly id: string;
  readonly line: AttendanceLine;
  readonly key: string;
  match: Match | { readonly kind: 'settled'; readonly personId: string | null };
  outcome: RowOutcome;
}

export type FileToImport = AttendanceFile & { readonly hash: string };

/**
 * Adds a file to what is known of who was there, in one transaction. The same file again changes nothing; a later report
 * of the same meeting adds to it, and its rows take the place of the same ones that wait from an earlier one. What an organiser
 * settled or marked before stands.
 * @param actor undefined for the service's own commands
 * @param apply false: says what would be done, and does nothing
 */
export async function importAttendance(
  core: Core,
  actor: Actor | undefined,
  sessionId: string,
  file: FileToImport,
  apply = true,
): Promise<ImportReport | AttendanceRefusal> {
  const outcome = await commit(
    core,
    async (tx): Promise<ImportReport | AttendanceRefusal> => {
      const session = await lockForAttendance(core, tx, actor, sessionId);
      if ('kind' in session) return session;
      const known = await tx.attendanceImport.findUnique({
        where: { sessionId_fileHash: { sessionId, fileHash: file.hash } },
        select: { id: true },
      });
      if (known) return readReport(tx, known.id, 'already');
      const at = core.clock.now();
      const importId = newId();
      const rows = await decideRows(tx, sessionId, file.people);
      const first = onceEach(rows);
      if (!apply) return reportOf('planned', importId, file, rows);
      await dropOpenRows(tx, sessionId, rows);
      await tx.attendanceImport.create({
        data: { id: importId, sessionId, fileHash: file.hash, format: file.format, importedAt: at },
        select: { id: true },
      });
      await storeRows(tx, importId, rows);
      await countRows(tx, sessionId, first, at);
      const detail = { rows: rows.length, doubtful: rows.filter(({ match }) => match.kind === 'doubtful').length };
      const line = {
        act: 'import-attendance',
        subject: 'session',
        subjectId: sessionId,
        outcome: file.format,
        detail,
      } as const;
      await recordAct(tx, actor, line, at);
      return reportOf('imported', importId, file, rows);
    },
    { timeout: 120_000, maxWait: 20_000 },
  );
  core.memory.of(createFigures).importOf('attendance', outcome.kind);
  return outcome;
}

async function decideRows(tx: Tx, sessionId: string, lines: readonly AttendanceLine[]): Promise<Row[]> {
  const matches = await matchLines(tx, sessionId, lines);
  const settled = await settledBefore(tx, sessionId);
  return mapGivingWay(lines, (line, index): Row => {
    const key = keyOf(line);
    const match = matches[index] ?? { kind: 'doubtful', why: 'nobody' };
    const before = match.kind === 'doubtful' ? settled.get(key) : undefined;
    return {
      id: newId(),
      line,
      key,
      match: before ? { kind: 'settled', personId: before.personId } : match,
      outcome: before ? { kind: 'settled-before' } : outcomeOf(match, line),
    };
  });
}

function outcomeOf(match: Match, { unclear }: AttendanceLine): RowOutcome {
  if (match.kind === 'aside') return { kind: 'aside' };
  if (match.kind === 'matched') return { kind: 'matched', by: match.by };
  switch (match.why) {
    case 'nobody':
    case 'several':
      return { kind: match.why };
    case 'unclear':
      return { kind: 'unclear', said: (unclear ?? '').slice(0, 60) };
    case 'not booked':
      return { kind: 'not-booked' };
  }
}

/** Identifies the row in a later file without storing its content. */
function keyOf({ name, email, school }: AttendanceLine): string {
  return createHash('sha256')
    .update([nameKey(name), email, school].join('\n'))
    .digest('base64url')
    .slice(0, 22);
}

async function settledBefore(tx: Tx, sessionId: string): Promise<Map<string, { personId: string | null }>> {
  const rows = await tx.$queryRaw<Array<{ key: string; personId: string | null }>>`
    SELECT r.given->>'key' AS key, r."personId" FROM "AttendanceImportRow" r
      JOIN "AttendanceImport" i ON i.id = r."importId"
     WHERE i."sessionId" = ${sessionId}::uuid AND r.state IN ('settled', 'ignored')
     ORDER BY i."importedAt"`;
  return new Map(rows.map(({ key, personId }) => [key, { personId }]));
}

/** A doubtful row is stored until it is settled; of other rows only a hash, which reveals nothing. */
async function storeRows(tx: Tx, importId: string, rows: readonly Row[]): Promise<void> {
  const stored = await mapGivingWay(rows, ({ id, line, key, match, outcome }) => ({
    id,
    line: line.line,
    given: match.kind === 'doubtful' ? { ...line, key } : { key, minutes: line.minutes },
    state: stateOf(match),
    found: outcome,
    personId: match.kind === 'matched' || match.kind === 'settled' ? match.personId : null,
  }));
  for (let from = 0; from < stored.length; from += 5_000) {
    await tx.$executeRaw`
      INSERT INTO "AttendanceImportRow" (id, "importId", line, given, state, outcome, found, "personId")
      SELECT r.id, ${importId}::uuid, r.line, r.given, r.state::"MatchState", '', r.found, r."personId"
        FROM jsonb_to_recordset(${JSON.stringify(stored.slice(from, from + 5_000))}::jsonb)
          AS r(id uuid, line int, given jsonb, state text, found jsonb, "personId" uuid)`;
  }
}

/** The row that counts of each person: the first. The others say so. */
function onceEach(rows: readonly Row[]): Map<string, Row> {
  const first = new Map<string, Row>();
  for (const row of rows) {
    const { match } = row;
    const personId = match.kind === 'matched' || match.kind === 'settled' ? match.personId : null;
    if (personId === null) continue;
    const before = first.get(personId);
    if (before) row.outcome = { kind: 'same-person', line: before.line.line };
    else first.set(personId, row);
  }
  return first;
}

/** The same report downloaded again has the same rows: those that still wait would wait twice. */
async function dropOpenRows(tx: Tx, sessionId: string, rows: readonly Row[]): Promise<void> {
  const keys = [...new Set(rows.map(({ key }) => key))];
  await tx.$executeRaw`
    DELETE FROM "AttendanceImportRow" r USING "AttendanceImport" i
     WHERE i.id = r."importId" AND i."sessionId" = ${sessionId}::uuid AND r.state = 'doubtful'
       AND r.given->>'key' IN (SELECT unnest(${keys}::text[]))`;
}

/** Notes those who are there, and finishes the outcome of their rows. */
async function countRows(tx: Tx, sessionId: string, first: ReadonlyMap<string, Row>, at: Date): Promise<void> {
  const people = [...first.keys()];
  const schools = await schoolsFor(tx, sessionId, people);
  const presences = [...first].map(
    ([personId, row]): Presence => ({
      sessionId,
      personId,
      urn: schools.get(personId) ?? null,
      source: 'import',
      minutes: row.line.minutes,
      importRowId: row.id,
    }),
  );
  const noted = await notePresent(tx, presences, at);
  const changed: Row[] = [];
  for (const [personId, row] of first) {
    const so = noted.get(personId);
    const { outcome } = row;
    if (so === undefined || so === 'added' || (outcome.kind !== 'matched' && outcome.kind !== 'settled-before'))
      continue;
    changed.push(Object.assign(row, { outcome: { ...outcome, noted: so } }));
  }
  await rememberOutcomes(tx, changed);
}

function stateOf(match: Row['match']): 'matched' | 'doubtful' | 'settled' | 'ignored' {
  if (match.kind === 'aside') return 'ignored';
  return match.kind === 'settled' ? (match.personId ? 'settled' : 'ignored') : match.kind;
}

async function rememberOutcomes(tx: Tx, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const outcomes = JSON.stringify(rows.map(({ id, outcome }) => ({ id, found: outcome })));
  await tx.$executeRaw`
    UPDATE "AttendanceImportRow" r SET found = o.found
      FROM jsonb_to_recordset(${outcomes}::jsonb) AS o(id uuid, found jsonb) WHERE r.id = o.id`;
}

function reportOf(
  kind: ImportReport['kind'],
  importId: string,
  file: FileToImport,
  rows: readonly Row[],
): ImportReport {
  const skipped = file.skipped.map(
    ({ line, name, why }): ImportedRow => ({ line, name, outcome: why, state: 'left-out' }),
  );
  const all = [...rows.map(sayRow), ...skipped].sort((a, b) => a.line - b.line);
  return { kind, importId, format: file.format, rows: all, remarks: file.remarks };
}

function sayRow({ line, match, outcome }: Row): ImportedRow {
  const left = match.kind === 'aside' || (match.kind === 'settled' && !match.personId);
  const state = match.kind === 'doubtful' ? 'doubtful' : left ? 'left-out' : 'counted';
  return { line: line.line, name: line.name, outcome, state };
}

async function readReport(tx: Tx, importId: string, kind: ImportReport['kind']): Promise<ImportReport> {
  const found = await tx.attendanceImport.findUniqueOrThrow({
    where: { id: importId },
    select: {
      format: true,
      rows: {
        orderBy: { line: 'asc' },
        select: { line: true, state: true, outcome: true, found: true, given: true, person: true },
      },
    },
  });
  const rows = found.rows.map(({ line, state, given, person, ...kept }): ImportedRow => {
    const said = typeof given === 'object' && given !== null && 'name' in given ? given.name : undefined;
    const name = person?.name ?? (typeof said === 'string' ? said : null);
    const became = state === 'doubtful' ? 'doubtful' : state === 'ignored' ? 'left-out' : 'counted';
    return { line, name, outcome: outcomeIn(kept), state: became };
  });
  return { kind, importId, format: found.format as AttendanceFormat, rows, remarks: [] };
}

/** The present report of an import. For organisers of the session: the caller has checked. */
export async function importReport(core: Core, sessionId: string, importId: string): Promise<ImportReport | undefined> {
  if (!isUuid(importId) || !isUuid(sessionId)) return undefined;
  const found = await core.prisma.attendanceImport.findFirst({
    where: { id: importId, sessionId },
    select: { id: true },
  });
  return found ? commit(core, (tx) => readReport(tx, importId, 'imported')) : undefined;
}
