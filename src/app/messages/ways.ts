import type { SqlTx } from '../../db/fast/sql.js';
import type { MailChoice } from '../../db/generated/client.js';
import type { Core } from '../core.js';

/** By which way messages reach a person. */
export type Way =
  /** `mailToo`: they asked for a copy by e-mail. */
  | { readonly kind: 'chat'; readonly mailToo: boolean }
  | { readonly kind: 'mail' }
  | { readonly kind: 'neither'; readonly why: NotReached };

/**
 * `no-mail`: the service has no mail server. `refused`: the server refused the address for good. `stopped`: they stopped
 * mails of this sort.
 */
export type NotReached = 'no-mail' | 'no-address' | 'refused' | 'stopped';

/** `own`: a person's own bookings and projects. `news`: anything else, which they can unsubscribe from. */
export type MailSort = 'own' | 'news';

interface Reachable {
  readonly id: string;
  readonly choice: MailChoice;
  readonly hasChat: boolean;
  readonly address: string | null;
  readonly refusedAddress: string | null;
}

/**
 * By which way each of these people would be reached now, by person id. Who is not on record, or was erased, is left out.
 * @param sort of the message
 */
export async function waysOf(
  core: Pick<Core, 'mailConnected'>,
  tx: SqlTx,
  personIds: readonly string[],
  sort: MailSort,
): Promise<ReadonlyMap<string, Way>> {
  if (personIds.length === 0) return new Map();
  const people = await tx.$queryRaw<Reachable[]>`
    SELECT p.id, p.mails AS choice, a."personId" IS NOT NULL AS "hasChat",
           COALESCE(p.email, a.address) AS address, r.address AS "refusedAddress"
      FROM "Person" p
      LEFT JOIN LATERAL (
        SELECT o."personId", (array_agg(o."vouchedEmail" ORDER BY o."seenAt" DESC) FILTER (WHERE o."vouchedEmail" IS NOT NULL))[1] AS address
          FROM "Account" o WHERE o."personId" = p.id GROUP BY o."personId") a ON TRUE
      LEFT JOIN "MailRefusal" r ON r."personId" = p.id AND r.kind = 'hard'
     WHERE p.id = ANY(${[...new Set(personIds)]}::uuid[]) AND p."erasedAt" IS NULL`;
  return new Map(people.map((person) => [person.id, wayOf(person, core.mailConnected, sort)]));
}

function wayOf(person: Reachable, mailConnected: boolean, sort: MailSort): Way {
  const why = notMailed(person, mailConnected, sort);
  if (person.hasChat) return { kind: 'chat', mailToo: person.choice === 'too' && why === undefined };
  return why === undefined ? { kind: 'mail' } : { kind: 'neither', why };
}

function notMailed(
  { choice, address, refusedAddress }: Reachable,
  mailConnected: boolean,
  sort: MailSort,
): NotReached | undefined {
  if (!mailConnected) return 'no-mail';
  if (address === null) return 'no-address';
  if (choice === 'none' || (choice === 'own' && sort === 'news')) return 'stopped';
  return refusedAddress === address ? 'refused' : undefined;
}
