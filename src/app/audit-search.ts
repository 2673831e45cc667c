import { Prisma } from '../db/generated/client.js';
import { type Actor, holds, type Role } from '../domain/actor.js';
import { recordAct } from './audit.js';
import type { Core } from './core.js';

/** Which entries of the audit trail are wanted; what is left out does not narrow. */
export interface AuditFilter {
  /** Instants: `from` is included, `to` is not. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  /** Done by one of these people, in whichever account. */
  readonly people?: readonly string[] | undefined;
  /** Done by somebody who holds this role now, or one above it. */
  readonly role?: Role | undefined;
  /** About one of these events, its sessions, its places or the feedback on it. */
  readonly events?: readonly string[] | undefined;
  /** Beginnings of acts, such as `cancel`; "who changed it" is several. */
  readonly acts?: readonly string[] | undefined;
  /** Entries before this one, for the next page. */
  readonly before?: bigint | undefined;
}

export interface AuditRecord {
  readonly id: bigint;
  readonly at: Date;
  /** Who; null when the service did it by itself, or whoever did it has been forgotten. */
  readonly who: string | null;
  readonly accountId: string | null;
  readonly personId: string | null;
  readonly act: string;
  readonly subject: string;
  readonly subjectId: string | null;
  /** What it was about, in words, as far as it is still there: the title of an event, the name of an account. */
  readonly about: string | null;
  readonly outcome: string;
  readonly detail: Readonly<Record<string, unknown>> | null;
}

/** How the trail is looked at: on a card, or as a file. */
export type AuditReading = 'shown' | 'exported';

/**
 * Entries of the audit trail, the latest first, for administrators only. That they were looked at is itself an entry.
 * @param limit at most so many
 * @returns undefined for anybody but an administrator
 */
export async function searchAudit(
  core: Core,
  actor: Actor,
  filter: AuditFilter,
  limit: number,
  reading: AuditReading = 'shown',
): Promise<AuditRecord[] | undefined> {
  if (!holds(actor, 'administrator')) return undefined;
  return core.prisma.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<AuditRecord[]>`
      SELECT e.id, e.at, p.name AS who, e."accountId", e."personId", e.act, e.subject, e."subjectId", e.outcome, e.detail,
             COALESCE(ev.title, st.title, rt.title, sp.name, sr.name, cv.name) AS about
        FROM "AuditEntry" e
        LEFT JOIN "Account" a ON a.id = e."accountId"
        LEFT JOIN "Person" p ON p.id = COALESCE(a."personId", e."personId") AND p."erasedAt" IS NULL
        LEFT JOIN "Event" ev ON e.subject = 'event' AND ev.id::text = e."subjectId"
        LEFT JOIN "Session" s ON e.subject = 'session' AND s.id::text = e."subjectId"
        LEFT JOIN "Event" st ON st.id = s."eventId"
        LEFT JOIN "Registration" r ON e.subject = 'registration' AND r.id::text = e."subjectId"
        LEFT JOIN "Session" rs ON rs.id = r."sessionId"
        LEFT JOIN "Event" rt ON rt.id = rs."eventId"
        LEFT JOIN "Account" sa ON e.subject = 'account' AND sa.id::text = e."subjectId"
        LEFT JOIN "Person" sp ON sp.id = sa."personId"
        LEFT JOIN "Person" sr ON e.subject = 'person' AND sr.id::text = e."subjectId" AND sr."erasedAt" IS NULL
        LEFT JOIN "Conversation" cv ON e.subject = 'conversation' AND cv.id::text = e."subjectId"
       WHERE ${Prisma.join(conditionsOf(filter), ' AND ')}
       ORDER BY e.id DESC LIMIT ${limit}`;
    const line = { act: 'read-audit', subject: 'audit', outcome: reading, detail: { count: rows.length } };
    await recordAct(tx, actor, line, core.clock.now());
    return rows;
  });
}

function conditionsOf(filter: AuditFilter): Prisma.Sql[] {
  const { from, to, people, role, events, acts, before } = filter;
  return [
    Prisma.sql`TRUE`,
    ...(from ? [Prisma.sql`e.at >= ${from}`] : []),
    ...(to ? [Prisma.sql`e.at < ${to}`] : []),
    ...(before === undefined ? [] : [Prisma.sql`e.id < ${before}`]),
    ...(people ? [Prisma.sql`COALESCE(a."personId", e."personId")::text = ANY(${[...people]})`] : []),
    ...(role ? [heldBy(role)] : []),
    ...(events ? [aboutEvents([...events])] : []),
    ...(acts ? [Prisma.sql`e.act LIKE ANY(${acts.map((act) => `${act}%`)})`] : []),
  ];
}

const above: Record<Role, readonly Role[]> = {
  board: ['board', 'organiser', 'administrator'],
  organiser: ['organiser', 'administrator'],
  administrator: ['administrator'],
};

function heldBy(role: Role): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM "Grant" g WHERE g."accountId" = e."accountId" AND g."revokedAt" IS NULL
                             AND g.role::text = ANY(${[...above[role]]}))`;
}

function aboutEvents(ids: readonly string[]): Prisma.Sql {
  const events = [...ids];
  return Prisma.sql`(
    (e.subject = 'event' AND e."subjectId" = ANY(${events}))
    OR st.id::text = ANY(${events}) OR rt.id::text = ANY(${events})
    OR (e.subject = 'quote' AND EXISTS (SELECT 1 FROM "Quote" q
          WHERE q.id::text = e."subjectId" AND q."eventId"::text = ANY(${events}))))`;
}

/** An event that somebody may mean, with all the words that name it. */
export interface NameableEvent {
  readonly id: string;
  readonly words: string;
  readonly startsAt: Date | null;
}

/** Every event, whatever became of it, for administrators who look into the trail. */
export async function nameableEvents(core: Core, actor: Actor): Promise<NameableEvent[]> {
  if (!holds(actor, 'administrator')) return [];
  const rows = await core.prisma.event.findMany({
    select: {
      id: true,
      title: true,
      theme: true,
      series: { select: { name: true, aliases: true } },
      sessions: { orderBy: { startsAt: 'asc' }, select: { label: true, town: true, venue: true, startsAt: true } },
    },
  });
  return rows.map(({ id, title, theme, series, sessions }) => ({
    id,
    startsAt: sessions[0]?.startsAt ?? null,
    words: [
      title,
      theme,
      series.name,
      ...series.aliases,
      ...sessions.flatMap(({ label, town, venue }) => [label, town, venue]),
    ]
      .filter(Boolean)
      .join(' '),
  }));
}

/** People whose name has all the words, for administrators who look into the trail. At most 20. */
export async function peopleNamed(core: Core, actor: Actor, words: readonly string[]): Promise<string[]> {
  if (!holds(actor, 'administrator') || words.length === 0) return [];
  const rows = await core.prisma.person.findMany({
    where: {
      erasedAt: null,
      AND: words.map((word) => ({
        name: { contains: word.slice(0, 80).replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const },
      })),
    },
    orderBy: { id: 'asc' },
    take: 20,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
