import type { Tx } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';
import { type Actor, holds, holdsSomewhere } from '../../domain/actor.js';
import { dayMs } from '../../domain/durations.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { mailCopyEnding } from './mail-copies.js';
import { isMessageKind } from './message-kinds.js';
import { priorityOf } from './sending-rules.js';
import { notReached } from './ways.js';

/** Messages of one kind about one event that did not arrive for the same reason. */
export interface FailedGroup {
  /** Names the group until it changes. */
  readonly key: string;
  readonly kind: string;
  /** The event's title; null for what is about none. */
  readonly about: string | null;
  /** As it is stored; null where it is not known. */
  readonly why: string | null;
  readonly count: number;
  /** How many they were to: several may have been to the same person. */
  readonly people: number;
  /** Some of them, by name; an empty one is a channel whose name the platform did not give. */
  readonly to: readonly string[];
}

/** Older ones no longer matter to anyone. */
const shownForMs = 30 * dayMs;
/** Groups on one page. */
export const groupsShown = 3;

/** A message that did not arrive, with the series and event it is about. */
export interface FailedRow {
  readonly id: string;
  readonly kind: string;
  readonly group: string;
  readonly seriesId: string | null;
}

/**
 * What failed for good, or had no recipient, since then: a statement with `id`, `kind`, `group`, `why`, `recipient`, `who`, `about`,
 * `"seriesId"` and `"failedAt"`. An earlier release kept in words whom nothing reaches.
 */
export function failedSince(since: Date): Prisma.Sql {
  const uuid = (field: string) => Prisma.sql`(d.payload->>${field})::uuid`;
  return Prisma.sql`
    SELECT d.id, d.kind, d.fault AS why, d."claimedAt" AS "failedAt",
           COALESCE(p.name, c.name, '') AS recipient, COALESCE(p.id, c.id, d.id) AS who, e.title AS about,
           COALESCE(e."seriesId", ${uuid('seriesId')}) AS "seriesId",
           md5(concat_ws('|', d.kind, e.id::text, d.fault)) AS "group"
      FROM "Delivery" d
      LEFT JOIN "Person" p ON p.id = d."personId"
      LEFT JOIN "Conversation" c ON c.id = d."conversationId"
      LEFT JOIN "Registration" g ON g.id = ${uuid('registrationId')}
      LEFT JOIN "FeedbackRequest" f ON f.id = ${uuid('requestId')}
      LEFT JOIN "Invitation" i ON i.id = ${uuid('invitationId')}
      LEFT JOIN "Session" s ON s.id = COALESCE(g."sessionId", ${uuid('sessionId')})
      LEFT JOIN "Event" e ON e.id = COALESCE(s."eventId", f."eventId", i."eventId", ${uuid('eventId')})
     WHERE (d.state = 'failed' OR (d.state = 'missed' AND (d.fault = ANY(${[...notReached]}) OR d.fault LIKE 'This person has %')))
       AND d."dueAt" > ${since}`;
}

/** What an organiser may see of it: of their series, or everything. */
function theirs(core: Core, actor: Pick<Actor, 'grants'>): Prisma.Sql {
  const rows = failedSince(new Date(core.clock.now().getTime() - shownForMs));
  if (holds(actor, 'organiser')) return Prisma.sql`SELECT * FROM (${rows}) r`;
  const own = actor.grants.flatMap(({ seriesId }) => seriesId ?? []).filter((id) => holds(actor, 'organiser', id));
  return Prisma.sql`SELECT * FROM (${rows}) r WHERE r."seriesId" = ANY(${own}::uuid[])`;
}

/** How many messages did not arrive. @param who an actor, or whoever a message is for */
export async function countFailed(core: Core, who: Pick<Actor, 'grants'>): Promise<number> {
  if (!holdsSomewhere(who, 'organiser')) return 0;
  const [row] = await core.prisma.$queryRaw<Array<{ count: number }>>`
    SELECT count(*)::int AS count FROM (${theirs(core, who)}) t`;
  return row?.count ?? 0;
}

/** Some groups of what did not arrive. */
export interface FailedPage {
  readonly groups: readonly FailedGroup[];
  /** How many groups come before and after them. */
  readonly before: number;
  readonly after: number;
  /** Messages in all groups. */
  readonly messages: number;
}

/**
 * What did not arrive, grouped, the largest groups first, a page of them. Undefined for anyone who organises nothing.
 * @param from the number of groups to pass over; past the end, it is the last page
 */
export async function failedGroups(core: Core, actor: Actor, from = 0): Promise<FailedPage | undefined> {
  if (!holdsSomewhere(actor, 'organiser')) return undefined;
  const all = await core.prisma.$queryRaw<FailedGroup[]>`
    SELECT r."group" AS key, r.kind, r.about, r.why, count(*)::int AS count, count(DISTINCT r.who)::int AS people,
           (array_agg(DISTINCT r.recipient ORDER BY r.recipient))[1:5] AS to
      FROM (${theirs(core, actor)}) r
     GROUP BY r."group", r.kind, r.about, r.why ORDER BY count DESC, max(r."failedAt") DESC NULLS LAST, key`;
  const lastPage = Math.max(0, Math.ceil(all.length / groupsShown) - 1) * groupsShown;
  const before = Math.min(Math.max(0, from), lastPage);
  const groups = all.slice(before, before + groupsShown);
  const messages = all.reduce((sum, { count }) => sum + count, 0);
  return { groups, before, after: all.length - before - groups.length, messages };
}

/**
 * Sends what did not arrive again: one group, or all. Each is made anew at the moment of sending, by whichever way its recipient
 * is reached by then.
 * @returns how many; undefined for anyone who organises nothing
 */
export async function resendFailed(core: Core, actor: Actor, group: string | undefined): Promise<number | undefined> {
  if (!holdsSomewhere(actor, 'organiser')) return undefined;
  return commit(core, async (tx) => {
    const rows = await tx.$queryRaw<
      FailedRow[]
    >`SELECT r.id, r.kind, r."group", r."seriesId" FROM (${theirs(core, actor)}) r`;
    const meant = rows.filter((row) => group === undefined || row.group === group);
    return resend(
      core,
      tx,
      actor,
      meant.map(({ id }) => id),
    );
  });
}

async function resend(core: Core, tx: Tx, actor: Actor, ids: readonly string[]): Promise<number> {
  const which = { id: { in: [...ids] }, state: { in: ['failed' as const, 'missed' as const] } };
  // They may have opened a chat since, or their address may be mended.
  const chosenAgain = { AND: [which, { NOT: { key: { endsWith: mailCopyEnding } } }] };
  await tx.delivery.updateMany({ where: chosenAgain, data: { via: null } });
  // An address that was refused is tried once more.
  await tx.mailRefusal.deleteMany({ where: { person: { deliveries: { some: which } } } });
  const failed = await tx.delivery.updateManyAndReturn({
    where: which,
    data: { state: 'scheduled', claimedAt: null, triedSince: null, doubtedAt: null, doubts: 0, fault: null },
    select: { id: true, kind: true },
  });
  for (const { id } of failed) {
    const act = { act: 'resend', subject: 'delivery', subjectId: id, outcome: 'queued' } as const;
    await recordAct(tx, actor, act, core.clock.now());
  }
  await core.queue.enqueueAll(
    tx,
    failed.map(({ id, kind }) => ({
      name: 'deliver',
      data: { deliveryId: id },
      priority: isMessageKind(kind) ? priorityOf(kind) : 0,
    })),
  );
  return failed.length;
}
