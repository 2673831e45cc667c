import publicProviders from 'email-providers/all.json' with { type: 'json' };
import type { Tx } from '../../db/database.js';

const publicDomains: ReadonlySet<string> = new Set(publicProviders);

/**
 * Whether an address speaks for somebody's word that they are of a school: its domain is that of the school's website in
 * the register, or that of addresses of people who are proven to be of the school. A domain that several schools share
 * says no more than that they are of the trust or council behind them, and a public provider's says nothing.
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
  const [only, ...others] = users;
  if (only === undefined) return false;
  const isShared = others.length > 0 || only === null;
  return urn === null ? isShared : !isShared && only === urn;
}

/** The open schools whose website or people have the domain; null stands for people who work beside the schools. */
async function usersOfDomain(tx: Tx, domain: string, exceptPersonId: string): Promise<ReadonlyArray<number | null>> {
  const rows = await tx.$queryRaw<Array<{ urn: number | null }>>`
    SELECT s.urn FROM "School" s
     WHERE s.status <> 'closed' AND s.website IS NOT NULL
       AND lower(regexp_replace(regexp_replace(s.website, '^[[:space:]]*(https?:/*)?(www[.])?', '', 'i'), '[/?#:[:space:]].*$', ''))
           = ANY(${hostsOf(domain)})
    UNION
    SELECT o.urn FROM "Post" o JOIN "Person" p ON p.id = o."personId"
     WHERE o.until IS NULL AND o.proof IS NOT NULL AND p."erasedAt" IS NULL AND p.id <> ${exceptPersonId}::uuid
       AND (split_part(p.email, '@', 2) = ${domain} OR EXISTS (
         SELECT 1 FROM "Account" a WHERE a."personId" = p.id AND split_part(a."vouchedEmail", '@', 2) = ${domain}))`;
  return rows.map(({ urn }) => urn);
}

/** The domain and those above it: mail at `office.larch.sch.uk` is of whoever has the website `larch.sch.uk`. */
function hostsOf(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, first) => labels.slice(first).join('.'));
}
