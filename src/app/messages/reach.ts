import type { SqlTx } from '../../db/fast/sql.js';
import { type Actor, holds } from '../../domain/actor.js';
import type { Core } from '../core.js';
import { type MailSort, type NotReached, type Way, waysOf } from './ways.js';

/** Somebody whom nothing reaches, as their organisers may see them: to be told by somebody else. */
export interface Unreached {
  readonly name: string;
  readonly school: string | null;
  readonly address: string | null;
  readonly why: NotReached;
}

/** Somebody who is told by the colleague who booked for them. */
export interface PassedOn {
  readonly name: string;
  readonly by: string;
}

/** By which way a message reaches people, each counted once. */
export interface Reach {
  readonly chat: number;
  readonly mail: number;
  readonly passedOn: readonly PassedOn[];
  readonly neither: readonly Unreached[];
  /** Person ids of those in the first two. */
  readonly reached: readonly string[];
}

/** How these people would be reached now. @param sort of the message */
export async function reachOf(core: Core, db: SqlTx, people: readonly string[], sort: MailSort): Promise<Reach> {
  return reachOfHolders(
    core,
    db,
    people.map((personId) => ({ personId, bookedById: null })),
    sort,
  );
}

export interface Holder {
  readonly personId: string;
  /** Who passes it on where they are reached by nothing. */
  readonly bookedById: string | null;
}

/** The same for holders of places, for whom whoever booked is told where nothing reaches them. */
export async function reachOfHolders(
  core: Core,
  db: SqlTx,
  holders: readonly Holder[],
  sort: MailSort = 'own',
): Promise<Reach> {
  const bookers = holders.flatMap(({ bookedById }) => bookedById ?? []);
  const ways = await waysOf(core, db, [...holders.map(({ personId }) => personId), ...bookers], sort);
  const isReached = (id: string) => isWay(ways.get(id), 'chat') || isWay(ways.get(id), 'mail');
  const own = [...new Set(holders.map(({ personId }) => personId))].filter((id) => ways.has(id));
  const reached = own.filter(isReached);
  const lacking = own.filter((id) => !isReached(id));
  const bookerOf = new Map(
    holders.flatMap(({ personId, bookedById }) =>
      bookedById && bookedById !== personId && isReached(bookedById) ? [[personId, bookedById] as const] : [],
    ),
  );
  const names = await readNames(db, [...lacking, ...bookerOf.values()]);
  return {
    chat: reached.filter((id) => isWay(ways.get(id), 'chat')).length,
    mail: reached.filter((id) => isWay(ways.get(id), 'mail')).length,
    reached,
    passedOn: lacking.flatMap((id) => {
      const booker = bookerOf.get(id);
      return booker ? [{ name: names.get(id)?.name ?? '', by: names.get(booker)?.name ?? '' }] : [];
    }),
    neither: lacking
      .filter((id) => !bookerOf.has(id))
      .flatMap((id) => {
        const person = names.get(id);
        const way = ways.get(id);
        return person && way?.kind === 'neither' ? [{ ...person, why: way.why }] : [];
      })
      .sort((a, b) => a.name.localeCompare(b.name, 'en')),
  };
}

/** Those on record of whom an organiser of one series knows nothing yet are named, without their addresses. */
export function forOrganiser(actor: Actor, reach: Reach): Reach {
  if (holds(actor, 'organiser')) return reach;
  return { ...reach, neither: reach.neither.map((person) => ({ ...person, address: null })) };
}

/** The same for everyone with a place, an offer or a place in the waiting list of these sessions. */
export async function reachOfSessions(core: Core, db: SqlTx, sessionIds: readonly string[]): Promise<Reach> {
  const holders = await db.$queryRaw<Holder[]>`
    SELECT g."personId", g."bookedById" FROM "Registration" g
     WHERE g."sessionId" = ANY(${[...sessionIds]}::uuid[]) AND g.state IN ('confirmed', 'offered', 'waiting')`;
  return reachOfHolders(core, db, holders);
}

function isWay(way: Way | undefined, kind: Way['kind']): boolean {
  return way?.kind === kind;
}

async function readNames(db: SqlTx, ids: readonly string[]): Promise<ReadonlyMap<string, Omit<Unreached, 'why'>>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<Array<Omit<Unreached, 'why'> & { readonly id: string }>>`
    SELECT p.id, p.name, p.email AS address, s.name AS school
      FROM "Person" p LEFT JOIN "Post" o ON o."personId" = p.id AND o.until IS NULL LEFT JOIN "School" s ON s.urn = o.urn
     WHERE p.id = ANY(${[...new Set(ids)]}::uuid[])`;
  return new Map(rows.map(({ id, ...person }) => [id, person]));
}
