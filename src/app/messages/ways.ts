import type { SqlTx } from '../../db/fast/sql.js';
import { type MailChoice, Prisma } from '../../db/generated/client.js';
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
export const notReached = ['no-mail', 'no-address', 'refused', 'stopped'] as const;
export type NotReached = (typeof notReached)[number];

/** `own`: a person's own bookings and projects. `news`: anything else, which they can unsubscribe from. */
export type MailSort = 'own' | 'news';

/** How somebody is told of what a colleague did for them; false: not at all, so the colleague passes it on. */
export type Told = 'chat' | 'mail' | false;

/** @param way undefined for somebody not on record */
export function toldBy(way: Way | undefined): Told {
  return way === undefined || way.kind === 'neither' ? false : way.kind;
}

/** Somebody who can be written to by e-mail. */
export interface Mailable {
  readonly name: string;
  readonly address: string;
}

interface Reachable {
  readonly id: string;
  readonly name: string;
  readonly choice: MailChoice;
  readonly hasChat: boolean;
  readonly address: string | null;
  /** The server refuses this very address. */
  readonly refuses: boolean;
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
  const people = await readReachable(tx, personIds);
  return new Map(people.map((person) => [person.id, wayOf(person, core.mailConnected, sort)]));
}

/** Where to write to a person by e-mail, or why they cannot be written to. */
export async function mailableOf(
  core: Pick<Core, 'mailConnected'>,
  tx: SqlTx,
  personId: string,
  sort: MailSort,
): Promise<Mailable | NotReached> {
  const [person] = await readReachable(tx, [personId]);
  if (!person?.address) return core.mailConnected ? 'no-address' : 'no-mail';
  return notMailed(person, core.mailConnected, sort) ?? { name: person.name, address: person.address };
}

/**
 * Whether a person without a chat would be reached all the same, or one with a chat, as a condition of a larger statement: for
 * choosing between the holder of a place and whoever booked it. It agrees with `waysOf` for what is somebody's `own`.
 * @param person SQL for the person's id
 */
export function isReached({ mailConnected }: Pick<Core, 'mailConnected'>, person: Prisma.Sql): Prisma.Sql {
  const byChat = Prisma.sql`EXISTS (SELECT 1 FROM "Account" reached WHERE reached."personId" = ${person} AND reached."goneAt" IS NULL)`;
  if (!mailConnected) return byChat;
  return Prisma.sql`(${byChat} OR EXISTS (
    SELECT 1 FROM "Person" mailed
     WHERE mailed.id = ${person} AND mailed.email IS NOT NULL AND mailed.mails <> 'none'
       AND NOT EXISTS (SELECT 1 FROM "MailRefusal" refused
                        WHERE refused."personId" = mailed.id AND refused.kind = 'hard' AND refused."addressDigest" = ${digestOf(Prisma.sql`mailed.email`)})))`;
}

/** As `mail-refusals.ts` writes it. */
function digestOf(address: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`encode(sha256(convert_to(${address}, 'UTF8')), 'hex')`;
}

async function readReachable(tx: SqlTx, personIds: readonly string[]): Promise<Reachable[]> {
  if (personIds.length === 0) return [];
  return tx.$queryRaw<Reachable[]>`
    SELECT p.id, p.name, p.mails AS choice, COALESCE(a."isOpen", false) AS "hasChat",
           COALESCE(p.email, a.address) AS address,
           COALESCE(r."addressDigest" = ${digestOf(Prisma.sql`COALESCE(p.email, a.address)`)}, false) AS refuses
      FROM "Person" p
      LEFT JOIN LATERAL (
        SELECT bool_or(o."goneAt" IS NULL) AS "isOpen", (array_agg(o."vouchedEmail" ORDER BY o."seenAt" DESC) FILTER (WHERE o."vouchedEmail" IS NOT NULL))[1] AS address
          FROM "Account" o WHERE o."personId" = p.id GROUP BY o."personId") a ON TRUE
      LEFT JOIN "MailRefusal" r ON r."personId" = p.id AND r.kind = 'hard'
     WHERE p.id = ANY(${[...new Set(personIds)]}::uuid[]) AND p."erasedAt" IS NULL`;
}

function wayOf(person: Reachable, mailConnected: boolean, sort: MailSort): Way {
  const why = notMailed(person, mailConnected, sort);
  if (person.hasChat) return { kind: 'chat', mailToo: person.choice === 'too' && why === undefined };
  return why === undefined ? { kind: 'mail' } : { kind: 'neither', why };
}

function notMailed(
  { choice, address, refuses }: Reachable,
  mailConnected: boolean,
  sort: MailSort,
): NotReached | undefined {
  if (!mailConnected) return 'no-mail';
  if (address === null) return 'no-address';
  if (choice === 'none' || (choice === 'own' && sort === 'news')) return 'stopped';
  return refuses ? 'refused' : undefined;
}
