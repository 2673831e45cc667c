import publicProviders from 'email-providers/all.json' with { type: 'json' };
import type { Tx } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';

const publicDomains: ReadonlySet<string> = new Set(publicProviders);

/**
 * Whether an address speaks for somebody's word that they are of a school: its domain is that of the school's website in
 * the register, or that of addresses of people who are proven to be of the school. A domain that several schools share
 * says no more than that they are of the trust or council behind them, and a public provider's says nothing. Where only one
 * school of a trust is known to use a domain, it may be the trust's: it speaks for the school once another school of the
 * trust is known to have a domain of its own.
 * @param address confirmed by a platform, lower case
 * @param urn null for somebody who works beside the schools
 */
export async function addressSpeaksFor(
  tx: Tx,
  address: string,
  { personId, urn }: { readonly personId: string; readonly urn: number | null },
): Promise<boolean> {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  if (!domain.includes('.') || publicDomains.has(domain)) return false;
  const users = await usersOfDomain(tx, domain, personId);
  const of = (wanted: DomainUser['uses']) => users.filter(({ uses }) => uses === wanted).map((user) => user.urn);
  const own = of('it').length > 0 ? of('it') : of('one above');
  const [only] = own;
  if (only === undefined) return false;
  const isShared = only === null || new Set([...own, ...of('one below')]).size > 1;
  if (urn === null) return isShared;
  return !isShared && only === urn && !(await mayBeOfTheTrust(tx, domain, urn));
}

interface DomainUser {
  /** Null stands for people who work beside the schools. */
  readonly urn: number | null;
  /** Mail at `office.larch.sch.uk` is of whoever has the website `larch.sch.uk`; one at `county.sch.uk` is then of several. */
  readonly uses: 'it' | 'one above' | 'one below';
}

/** The host of a school's website in the register, without `www.`, small letters; null without a website. */
const hostOfWebsite = (school: string) =>
  Prisma.raw(`lower(regexp_replace(regexp_replace(${school}.website, '^[[:space:]]*(https?:/*)?(www[.])?', '', 'i'),
                                   '[/?#:[:space:]].*$', ''))`);

/** The open schools whose website or people have the domain or one below it, or whose website has one above it. */
async function usersOfDomain(tx: Tx, domain: string, exceptPersonId: string): Promise<readonly DomainUser[]> {
  const below = `.${domain}`;
  return tx.$queryRaw<DomainUser[]>`
    WITH hosts AS (
      SELECT s.urn, ${hostOfWebsite('s')} AS host, true AS "isSite"
        FROM "School" s WHERE s.status <> 'closed' AND s.website IS NOT NULL
      UNION
      SELECT o.urn, split_part(a.email, '@', 2), false FROM "Post" o JOIN "Person" p ON p.id = o."personId"
        CROSS JOIN LATERAL (
          SELECT p.email UNION SELECT c."vouchedEmail" FROM "Account" c WHERE c."personId" = p.id) AS a(email)
       WHERE o.until IS NULL AND o.proof IS NOT NULL AND p."erasedAt" IS NULL AND p.id <> ${exceptPersonId}::uuid)
    SELECT DISTINCT urn, CASE WHEN host = ${domain} THEN 'it'
                              WHEN right(host, length(${below}::text)) = ${below} THEN 'one below'
                              ELSE 'one above' END AS uses
      FROM hosts
     WHERE host = ${domain} OR right(host, length(${below}::text)) = ${below} OR "isSite" AND host = ANY(${hostsAbove(domain)})`;
}

/**
 * Whether the domain may be that of the school's trust: the trust has other schools, on record or elsewhere in the register, and
 * none of them is known to use another domain.
 */
async function mayBeOfTheTrust(tx: Tx, domain: string, urn: number): Promise<boolean> {
  const names = [domain, ...hostsAbove(domain)];
  const [trust] = await tx.$queryRaw<Array<{ several: boolean; apart: boolean }>>`
    SELECT (t."openSchools" > 1 OR EXISTS (
              SELECT 1 FROM "School" o WHERE o."trustId" = t.id AND o.urn <> s.urn AND o.status <> 'closed')) AS several,
           EXISTS (
             SELECT 1 FROM "School" o
              WHERE o."trustId" = t.id AND o.urn <> s.urn AND o.status <> 'closed'
                AND (${hostOfWebsite('o')} <> ALL(${names})
                     OR EXISTS (SELECT 1 FROM "Post" p JOIN "Person" w ON w.id = p."personId"
                                 WHERE p.urn = o.urn AND p.until IS NULL AND p.proof IS NOT NULL AND w."erasedAt" IS NULL
                                   AND split_part(w.email, '@', 2) <> ALL(${names})))) AS apart
      FROM "School" s JOIN "Trust" t ON t.id = s."trustId" WHERE s.urn = ${urn}`;
  return trust?.several === true && !trust.apart;
}

/** The domains above: mail at `office.larch.sch.uk` is of whoever has the website `larch.sch.uk`. */
function hostsAbove(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(1, -1).map((_, first) => labels.slice(first + 1).join('.'));
}
