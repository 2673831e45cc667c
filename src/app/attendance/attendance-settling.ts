import { z } from 'zod';
import type { Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import { dayMs } from '../../domain/durations.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { type AttendanceRefusal, type AttendedSession, lockForAttendance } from './attendance.js';
import { notePresent, schoolsFor } from './attendance-rows.js';
import { type OpenRow, openRows } from './attendance-suggestions.js';
import type { RowOutcome } from './row-outcome.js';

/** One decision about many rows. Later steps add to earlier ones; a returned file takes precedence. */
const step = z.discriminatedUnion('kind', [
  /** Accepts every suggestion with at least this confidence, in hundredths. */
  z.object({ kind: z.literal('sure'), from: z.number().int().min(50).max(100) }),
  /** Leaves out the remaining rows: they are not counted. */
  z.object({ kind: z.literal('rest') }),
  /** By row: a person, or null for nobody. */
  z.object({ kind: z.literal('file'), choices: z.record(z.string().uuid(), z.string().uuid().nullable()) }),
]);
export type SettleStep = z.infer<typeof step>;
const staged = z.object({ steps: z.array(step).max(20) });

/** Decisions that were not applied are deleted after this. */
const keptMs = dayMs;
const longestMs = 120_000;

export interface SettledRow {
  readonly row: OpenRow;
  /** Null for nobody: the row is left out. */
  readonly personId: string | null;
  /** The person's name, when it was suggested. */
  readonly name: string | null;
}

/** The effect of the decisions, before anything is stored. */
export interface SettlePlan {
  readonly kind: 'planned';
  readonly sessionId: string;
  readonly steps: readonly SettleStep[];
  readonly settled: readonly SettledRow[];
  /** Rows that no step decides. */
  readonly open: readonly OpenRow[];
}

/**
 * Adds a step, or removes the last one, and returns the resulting plan. @param change undefined only returns the plan
 */
export async function planSettling(
  core: Core,
  actor: Actor,
  sessionId: string,
  change?: SettleStep | 'undo',
): Promise<SettlePlan | AttendanceRefusal> {
  return underSessionLock(core, actor, sessionId, async (tx) => {
    const before = await readSteps(core, tx, actor, sessionId);
    const steps = change === 'undo' ? before.slice(0, -1) : change ? [...before, change] : before;
    if (change) await keepSteps(core, tx, actor, sessionId, steps);
    return planOf(tx, sessionId, steps);
  });
}

export interface SettledMany {
  readonly kind: 'applied';
  readonly settled: number;
  readonly leftOut: number;
  /** Rows still to settle. */
  readonly open: number;
}

/** Stores the result of all steps in one transaction, and deletes the content of those rows. */
export async function applySettling(
  core: Core,
  actor: Actor,
  sessionId: string,
): Promise<SettledMany | AttendanceRefusal> {
  const outcome = await underSessionLock(core, actor, sessionId, async (tx): Promise<SettledMany> => {
    const plan = await planOf(tx, sessionId, await readSteps(core, tx, actor, sessionId));
    const at = core.clock.now();
    await storeRows(tx, plan.settled);
    await countPeople(tx, sessionId, plan.settled, at);
    await tx.context.deleteMany({ where: { accountId: actor.accountId, place: placeOf(sessionId) } });
    const leftOut = plan.settled.filter(({ personId }) => personId === null).length;
    const settled = plan.settled.length - leftOut;
    const line = { act: 'settle-attendance', subject: 'session', subjectId: sessionId, outcome: 'many' } as const;
    if (plan.settled.length > 0) await recordAct(tx, actor, { ...line, detail: { settled, leftOut } }, at);
    return { kind: 'applied', settled, leftOut, open: plan.open.length };
  });
  return outcome;
}

/** One at a time for each session, by locking its row. */
function underSessionLock<Result>(
  core: Core,
  actor: Actor,
  sessionId: string,
  act: (tx: Tx, session: AttendedSession) => Promise<Result>,
): Promise<Result | AttendanceRefusal> {
  return commit(
    core,
    async (tx) => {
      const session = await lockForAttendance(core, tx, actor, sessionId);
      return 'kind' in session ? session : act(tx, session);
    },
    { timeout: longestMs, maxWait: 20_000 },
  );
}

async function planOf(tx: Tx, sessionId: string, steps: readonly SettleStep[]): Promise<SettlePlan> {
  const rows = await openRows(tx, sessionId);
  const chosen = steps.flatMap((one) => (one.kind === 'file' ? Object.values(one.choices) : []));
  const people = await tx.person.findMany({
    where: { id: { in: [...new Set(chosen.filter((id) => id !== null))] }, erasedAt: null },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const settled: SettledRow[] = [];
  const open: OpenRow[] = [];
  for (const row of rows) {
    const one = decide(row, steps, names);
    if (one) settled.push(one);
    else open.push(row);
  }
  return { kind: 'planned', sessionId, steps, settled, open };
}

function decide(
  row: OpenRow,
  steps: readonly SettleStep[],
  names: ReadonlyMap<string, string>,
): SettledRow | undefined {
  const { suggestion } = row;
  // Of two files the later one takes precedence.
  for (const one of [...steps].reverse().sort((a, b) => rank[a.kind] - rank[b.kind])) {
    if (one.kind === 'file') {
      const personId = one.choices[row.id];
      if (personId === null) return { row, personId, name: null };
      const name = personId && names.get(personId);
      if (personId && name) return { row, personId, name };
    } else if (one.kind === 'rest') return { row, personId: null, name: null };
    else if (suggestion && suggestion.confidence * 100 >= one.from)
      return { row, personId: suggestion.personId, name: suggestion.name };
  }
  return undefined;
}

const rank: Readonly<Record<SettleStep['kind'], number>> = { file: 0, sure: 1, rest: 2 };

async function storeRows(tx: Tx, settled: readonly SettledRow[]): Promise<void> {
  for (let from = 0; from < settled.length; from += 5_000) {
    const rows = settled.slice(from, from + 5_000).map(({ row, personId }) => ({
      id: row.id,
      personId,
      state: personId === null ? 'ignored' : 'settled',
      found: { kind: personId === null ? 'left-out' : 'settled' } satisfies RowOutcome,
      given: { key: row.key, minutes: row.minutes },
    }));
    await tx.$executeRaw`
      UPDATE "AttendanceImportRow" r
         SET state = s.state::"MatchState", outcome = '', found = s.found, "personId" = s."personId", given = s.given
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          AS s(id uuid, "personId" uuid, state text, found jsonb, given jsonb) WHERE s.id = r.id`;
  }
}

/** Counts each person once, by the first of their rows, with the longest duration in any of them. */
async function countPeople(tx: Tx, sessionId: string, settled: readonly SettledRow[], at: Date): Promise<void> {
  const first = new Map<string, { readonly importRowId: string; minutes: number | null }>();
  for (const { row, personId } of settled) {
    if (personId === null) continue;
    const before = first.get(personId);
    if (!before) first.set(personId, { importRowId: row.id, minutes: row.minutes });
    else if (row.minutes !== null) before.minutes = Math.max(before.minutes ?? 0, row.minutes);
  }
  const schools = await schoolsFor(tx, sessionId, [...first.keys()]);
  const presences = [...first].map(([personId, { importRowId, minutes }]) => {
    const urn = schools.get(personId) ?? null;
    return { sessionId, personId, urn, source: 'import' as const, minutes, importRowId };
  });
  await notePresent(tx, presences, at);
}

async function readSteps(core: Core, tx: Tx, actor: Actor, sessionId: string): Promise<readonly SettleStep[]> {
  const row = await tx.context.findFirst({
    where: { accountId: actor.accountId, place: placeOf(sessionId), expiresAt: { gt: core.clock.now() } },
    select: { state: true },
  });
  return staged.safeParse(row?.state).data?.steps ?? [];
}

async function keepSteps(core: Core, tx: Tx, actor: Actor, sessionId: string, steps: readonly SettleStep[]) {
  const { accountId } = actor;
  const kept = {
    state: JSON.parse(JSON.stringify({ steps: steps.slice(-20) })),
    expiresAt: new Date(core.clock.now().getTime() + keptMs),
  };
  await tx.context.upsert({
    where: { accountId_place: { accountId, place: placeOf(sessionId) } },
    create: { accountId, place: placeOf(sessionId), ...kept },
    update: kept,
    select: { place: true },
  });
}

/** A prefix that no platform uses in its ids, so that this never collides with a conversation. */
function placeOf(sessionId: string): string {
  return `settling:${sessionId}`;
}
