import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import type { Actor } from '../../domain/actor.js';
import type { NamedColleague } from '../../domain/colleague-words.js';
import { isHead } from '../../domain/enrolment.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import type { PlaceMessageKind } from '../messages/message-kinds.js';
import { type NewDelivery, scheduleDeliveries } from '../messages/schedule-delivery.js';
import { type Told, toldBy, waysOf } from '../messages/ways.js';
import { belongsTo } from '../people/school-standing.js';
import { colleaguesAt, findOrAddColleagues } from './colleagues.js';
import { endRegistration } from './end-registration.js';
import { isCancelled, type LockedSession, lockSession } from './session-lock.js';

export type SubstituteOutcome =
  | {
      readonly kind: 'substituted';
      readonly sessionId: string;
      readonly registrationId: string;
      readonly name: string;
      /** Otherwise somebody has to pass on a link. */
      readonly told: Told;
    }
  | { readonly kind: 'has-place'; readonly sessionId: string; readonly name: string }
  /** `elsewhere`: they are not, or not provably, of the school that the place belongs to. */
  | { readonly kind: 'past' | 'cancelled' | 'not-held' | 'not-a-colleague' | 'elsewhere'; readonly sessionId: string }
  | { readonly kind: 'not-found' };

/**
 * Transfers a place to a colleague, up to the start. The school keeps the place, so none becomes free. The holder, the
 * booker and the headteacher of the school may do this, while they are of that school: nobody gives away the place of a
 * school that they have left, or only say they are at.
 * @param substitute a colleague's person id, or a new colleague's name and position
 */
export async function nameSubstitute(
  core: Core,
  actor: Actor,
  registrationId: string,
  substitute: string | NamedColleague,
): Promise<SubstituteOutcome> {
  if (actor.personId === null || !isUuid(registrationId)) return { kind: 'not-found' };
  if (typeof substitute === 'string' && !isUuid(substitute)) return { kind: 'not-found' };
  return commit(core, (tx) => substituteUnderLock(core, tx, actor, registrationId, substitute));
}

interface Place {
  readonly id: string;
  readonly sessionId: string;
  readonly personId: string;
  readonly bookedById: string | null;
  readonly urn: number | null;
  readonly state: string;
}

const placeFields = { id: true, sessionId: true, personId: true, bookedById: true, urn: true, state: true } as const;

async function substituteUnderLock(
  core: Core,
  tx: Tx,
  actor: Actor,
  registrationId: string,
  substitute: string | NamedColleague,
): Promise<SubstituteOutcome> {
  const read = () => tx.registration.findUnique({ where: { id: registrationId }, select: placeFields });
  const found = await read();
  if (!found || !isTheirs(actor, found)) return { kind: 'not-found' };
  if (found.urn !== null && !belongsTo(actor, found.urn)) return { kind: 'elsewhere', sessionId: found.sessionId };
  const session = await lockSession(tx, found.sessionId, null);
  const place = session && (await read());
  if (!session || !place) return { kind: 'not-found' };
  const sessionId = session.id;
  if (place.state !== 'confirmed') return { kind: 'not-held', sessionId };
  if (isCancelled(session)) return { kind: 'cancelled', sessionId };
  const now = core.clock.now();
  if (session.startsAt <= now) return { kind: 'past', sessionId };
  const colleague = await resolve(tx, place, substitute, now);
  if (!colleague) return { kind: 'not-a-colleague', sessionId };
  return handOver(core, tx, { actor, session, place, colleague });
}

/** The holder, the booker, or the headteacher of the school. Whether they are of the school now is another question. */
function isTheirs({ personId, post }: Actor, place: Place): boolean {
  if (place.personId === personId || place.bookedById === personId) return true;
  return place.urn !== null && post?.urn === place.urn && isHead(post);
}

async function resolve(tx: Tx, place: Place, substitute: string | NamedColleague, now: Date) {
  const { urn } = place;
  if (urn === null) return undefined;
  if (typeof substitute !== 'string') return (await findOrAddColleagues(tx, urn, [substitute], now))[0];
  return (await colleaguesAt(tx, urn)).find(({ personId }) => personId === substitute);
}

interface HandOver {
  readonly actor: Actor;
  readonly session: LockedSession;
  readonly place: Place;
  readonly colleague: { readonly personId: string; readonly name: string };
}

async function handOver(core: Core, tx: Tx, over: HandOver): Promise<SubstituteOutcome> {
  const { actor, session, place, colleague } = over;
  const now = core.clock.now();
  const own = await tx.registration.findFirst({
    where: {
      sessionId: session.id,
      personId: colleague.personId,
      state: { in: ['confirmed', 'offered', 'waiting'] },
    },
    select: { id: true, state: true },
  });
  if (own && own.state !== 'waiting') return { kind: 'has-place', sessionId: session.id, name: colleague.name };
  if (own) await endRegistration(tx, own.id, { state: 'cancelled', reason: 'took a place as substitute', now });
  await endRegistration(tx, place.id, { state: 'cancelled', reason: 'substitute named', now });
  const id = newId();
  await tx.registration.create({
    data: {
      id,
      sessionId: session.id,
      personId: colleague.personId,
      urn: place.urn,
      state: 'confirmed',
      bookedById: actor.personId,
      createdAt: now,
      confirmedAt: now,
      replacesId: place.id,
    },
    select: { id: true },
  });
  const line = { act: 'substitute', subject: 'registration', subjectId: place.id, outcome: 'substituted' } as const;
  await recordAct(tx, actor, { ...line, detail: { by: id } }, now);
  const told = await tellBoth(core, tx, over, id);
  return {
    kind: 'substituted',
    sessionId: session.id,
    registrationId: id,
    name: colleague.name,
    told,
  };
}

/** Tells the substitute, if they are reached, and the previous holder unless they named the substitute. */
async function tellBoth(core: Core, tx: Tx, { actor, place, colleague }: HandOver, id: string): Promise<Told> {
  const told = toldBy((await waysOf(core, tx, [colleague.personId], 'own')).get(colleague.personId));
  await scheduleDeliveries(core, tx, [
    ...(told && colleague.personId !== actor.personId
      ? [message(`booked-for-you:${id}`, 'booked-for-you', colleague.personId, id)]
      : []),
    ...(place.personId !== actor.personId
      ? [message(`substituted:${place.id}`, 'substituted', place.personId, place.id)]
      : []),
  ]);
  return told;
}

function message(key: string, kind: PlaceMessageKind, personId: string, registrationId: string): NewDelivery {
  return { key, kind, to: { personId }, payload: { registrationId } };
}

interface LeaversPlace {
  readonly registrationId: string;
  readonly headId: string;
}

/**
 * Asks headteachers, once for each place, who takes the places of people who have left: the school keeps them.
 * @returns how many were offered
 */
export async function offerLeaversPlaces(core: Core): Promise<number> {
  const now = core.clock.now();
  return commit(core, async (tx) => {
    const rows = await tx.$queryRaw<LeaversPlace[]>`
      SELECT g.id AS "registrationId", h."personId" AS "headId"
        FROM "Registration" g
        JOIN "Session" s ON s.id = g."sessionId" AND s."startsAt" > ${now} AND s.status = 'published'
        JOIN "Post" h ON h.urn = g.urn AND h.until IS NULL AND h.position IN ('headteacher', 'executive_headteacher')
             AND h.claim <> 'asked' AND h.proof IS NOT NULL
       WHERE g.state = 'confirmed' AND h."personId" <> g."personId"
         AND EXISTS (SELECT 1 FROM "Post" p WHERE p."personId" = g."personId" AND p.urn = g.urn)
         AND NOT EXISTS (SELECT 1 FROM "Post" p WHERE p."personId" = g."personId" AND p.urn = g.urn AND p.until IS NULL)
         AND NOT EXISTS (SELECT 1 FROM "Registration" o WHERE o."sessionId" = g."sessionId"
               AND o."personId" = h."personId" AND o.state IN ('confirmed', 'offered'))
         AND NOT EXISTS (SELECT 1 FROM "Delivery" d
               WHERE d.key = 'take-over:' || g.id::text || ':' || h."personId"::text)`;
    return scheduleDeliveries(
      core,
      tx,
      rows.map(
        ({ registrationId, headId }): NewDelivery => ({
          key: `take-over:${registrationId}:${headId}`,
          kind: 'take-over',
          to: { personId: headId },
          payload: { registrationId },
        }),
      ),
    );
  });
}
