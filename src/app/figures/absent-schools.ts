import { Prisma } from '../../db/generated/client.js';
import { type Actor, holds } from '../../domain/actor.js';
import type { FiguresQuery } from '../../domain/figures/figures-query.js';
import type { Phase } from '../../domain/person.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { heldIn, ofSchools, type Round, readRounds, schoolScopeOf } from './count-rounds.js';
import { pickRounds } from './pick-rounds.js';
import { moved } from './taking-part.js';

/** An open school of the partnership that nobody came from, and when somebody last came to anything. */
export interface AbsentSchool {
  readonly urn: number;
  readonly name: string;
  readonly phase: Phase;
  readonly locality: string;
  /** Null where no register has named it. */
  readonly localAuthority: string | null;
  /** Null while it was never seen at any event on record. */
  readonly lastSeen: { readonly at: Date; readonly title: string } | null;
  /** Its head, or else its chair of governors, for organisers of everything; null where nobody is on record. */
  readonly contact: { readonly name: string; readonly email: string | null } | null;
}

export interface AbsentSchools {
  /** Never seen at anything first, then those unseen for longest; equal ones by name. */
  readonly schools: readonly AbsentSchool[];
  /** Open schools that the question is about. */
  readonly of: number;
  /** The events that were looked at, oldest first: held, with a recorded attendance. */
  readonly rounds: readonly Round[];
  /** Held as well, but nobody recorded who came. */
  readonly gaps: readonly Round[];
  /** The time as it was asked for; undefined for all on record. */
  readonly said: string | undefined;
  /** Whether the reader may see whom to call. */
  readonly hasContacts: boolean;
}

/** Whether somebody may see which schools stay away: the board and organisers of everything. */
export function maySeeAbsent(actor: Actor): boolean {
  return holds(actor, 'board');
}

/**
 * The open schools of the partnership from which nobody came to any of the events that a question means, by name. Heads and
 * addresses are for organisers alone.
 * @returns undefined for whoever may not see them
 */
export async function readAbsentSchools(
  core: Core,
  actor: Actor,
  query: FiguresQuery,
): Promise<AbsentSchools | undefined> {
  if (!maySeeAbsent(actor)) return undefined;
  const picked = await roundsMeant(core, query);
  const hasContacts = holds(actor, 'organiser');
  if (picked.rounds.length === 0) return { ...picked, schools: [], of: 0, hasContacts };
  const ids = picked.rounds.map(({ eventId }) => eventId);
  const came = Prisma.sql`SELECT DISTINCT urn FROM there WHERE "inPlace" AND "eventId" = ANY(${ids}::uuid[])`;
  const rows = await readSchoolRows(core, came, query);
  return { ...picked, schools: schoolsOf(rows, 'absent', hasContacts), of: rows.length, hasContacts };
}

/** Those of them that came, or took part; or those that did not. */
export function schoolsOf(rows: readonly SchoolRow[], which: 'came' | 'absent', hasContacts: boolean): AbsentSchool[] {
  return rows.flatMap(({ came, seenAt, seenTitle, contactName, contactEmail, ...school }) => {
    if (came !== (which === 'came')) return [];
    const contact = hasContacts && contactName !== null ? { name: contactName, email: contactEmail } : null;
    const lastSeen = seenAt && seenTitle ? { at: seenAt, title: seenTitle } : null;
    return [{ ...school, lastSeen, contact }];
  });
}

/** URNs of the schools alone, for whoever invites them. */
export async function urnsOfAbsent(core: Core, actor: Actor, query: FiguresQuery): Promise<number[]> {
  return (await readAbsentSchools(core, actor, query))?.schools.map(({ urn }) => urn) ?? [];
}

async function roundsMeant(core: Core, query: FiguresQuery): Promise<Pick<AbsentSchools, 'rounds' | 'gaps' | 'said'>> {
  const all = await readRounds(core, query);
  const picks = query.times.map((times) => pickRounds(times, all, 'absent', core.timeZone));
  const held = [...new Map(picks.flatMap(({ rounds }) => rounds.map((one) => [one.eventId, one] as const))).values()];
  return {
    rounds: held.filter(({ recordedAt }) => recordedAt !== null),
    gaps: held.filter(({ recordedAt }) => recordedAt === null),
    said: picks.map(({ said }) => said).find((said) => said !== undefined),
  };
}

export interface SchoolRow extends Omit<AbsentSchool, 'lastSeen' | 'contact'> {
  readonly came: boolean;
  readonly seenAt: Date | null;
  readonly seenTitle: string | null;
  readonly contactName: string | null;
  readonly contactEmail: string | null;
}

/** Open schools of the partnership that a question is about. @param came selects the `urn` of each that was there, or took part */
export async function readSchoolRows(core: Core, came: Prisma.Sql, query: FiguresQuery): Promise<SchoolRow[]> {
  const scope = schoolScopeOf(query);
  return core.prisma.$queryRaw<SchoolRow[]>`
    WITH ${moved},
    there AS (
      SELECT COALESCE(m.present, a.urn) AS urn, s."eventId", s."startsAt", ${heldIn(query)} AS "inPlace"
        FROM "Attendance" a JOIN "Session" s ON s.id = a."sessionId" LEFT JOIN moved m ON m.urn = a.urn
       WHERE a.present AND a.urn IS NOT NULL),
    came AS (${came}),
    seen AS (
      SELECT DISTINCT ON (t.urn) t.urn, t."startsAt" AS at, e.title
        FROM there t JOIN "Event" e ON e.id = t."eventId" ORDER BY t.urn, t."startsAt" DESC, e.id),
    contact AS (
      SELECT DISTINCT ON (o.urn) o.urn, p.name, p.email
        FROM "Post" o JOIN "Person" p ON p.id = o."personId" AND p."erasedAt" IS NULL
       WHERE o.until IS NULL AND o.claim <> 'refused' AND o.position IN ('headteacher', 'chair_of_governors')
       ORDER BY o.urn, o.position = 'headteacher' DESC, o.proof IS NOT NULL DESC, o."from" DESC, o.id)
    SELECT c.urn, c.name, c.phase, c.locality, c."localAuthority", came.urn IS NOT NULL AS came, seen.at AS "seenAt", seen.title AS "seenTitle",
           contact.name AS "contactName", contact.email AS "contactEmail"
      FROM "School" c LEFT JOIN came ON came.urn = c.urn LEFT JOIN seen ON seen.urn = c.urn
      LEFT JOIN contact ON contact.urn = c.urn
     WHERE c."inPartnership" AND c.status IN ('open', 'closing') AND ${ofSchools(scope)}
     ORDER BY seen.at ASC NULLS FIRST, c.name COLLATE "und-x-icu", c.urn`;
}

/** Notes that somebody took the list as a file. */
export async function noteAbsentTaken(core: Core, actor: Actor, count: number): Promise<void> {
  const line = {
    act: 'export-absent-schools',
    subject: 'account',
    subjectId: actor.accountId,
    outcome: 'xlsx',
  } as const;
  await commit(core, (tx) => recordAct(tx, actor, { ...line, detail: { count } }, core.clock.now()));
}
