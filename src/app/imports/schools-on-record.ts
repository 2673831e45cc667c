import type { Tx } from '../../db/database.js';
import type { SchoolFields, SchoolStatus, SchoolType } from './import-file-format.js';

/** A school as it stands on record; dates as `YYYY-MM-DD`. */
export interface KnownSchool {
  readonly urn: number;
  readonly fields: Required<SchoolFields>;
  readonly locality: string;
  readonly inPartnership: boolean;
}

/** Rows a statement: few enough to keep the service's other work going between two. */
const chunkSize = 5_000;

export function chunksOf<T>(all: readonly T[], size = chunkSize): T[][] {
  const chunks: T[][] = [];
  for (let from = 0; from < all.length; from += size) chunks.push(all.slice(from, from + size));
  return chunks;
}

interface Row extends Omit<Required<SchoolFields>, 'trust' | 'type' | 'status'> {
  readonly urn: number;
  readonly type: SchoolType;
  readonly status: SchoolStatus;
  readonly trustCode: string | null;
  readonly trustName: string | null;
  readonly locality: string;
  readonly inPartnership: boolean;
}

/** The schools of these numbers that are on record. */
export async function readKnownSchools(tx: Tx, urns: readonly number[]): Promise<Map<number, KnownSchool>> {
  const known = new Map<number, KnownSchool>();
  for (const chunk of chunksOf(urns)) {
    const rows = await tx.$queryRaw<Row[]>`
      SELECT s.urn, s.name, s.phase::text, s.type::text, s."typeName", s.status::text, s.diocese, s.federation, s.district,
             s.town, s.postcode, s."localAuthorityCode", s."establishmentNumber", s.ukprn, s.pupils, s."lowestAge",
             s."highestAge", s.website, s."openedOn"::text, s."closedOn"::text, s.locality, s."inPartnership",
             t.code AS "trustCode", t.name AS "trustName"
        FROM "School" s LEFT JOIN "Trust" t ON t.id = s."trustId" WHERE s.urn = ANY(${chunk}::int[])`;
    for (const { urn, trustCode, trustName, locality, inPartnership, ...rest } of rows) {
      const trust = trustName === null ? null : { code: trustCode, name: trustName };
      known.set(urn, { urn, locality, inPartnership, fields: { ...rest, typeName: rest.typeName ?? '', trust } });
    }
  }
  return known;
}

/** Where the partnership's schools are: what tells whether a new one is near. */
export interface PartnershipArea {
  /** Codes of local authorities that its schools are in. */
  readonly authorities: ReadonlySet<number>;
  /** The partnership's own name for the neighbourhood of a town. */
  readonly localityOfTown: ReadonlyMap<string, string>;
}

export async function readPartnershipArea(tx: Tx): Promise<PartnershipArea> {
  const towns = await tx.$queryRaw<Array<{ town: string; locality: string }>>`
    SELECT DISTINCT ON (town) town, locality FROM "School" WHERE "inPartnership" AND town <> ''
     GROUP BY town, locality ORDER BY town, count(*) DESC, locality`;
  const authorities = await tx.$queryRaw<Array<{ code: number }>>`
    SELECT DISTINCT "localAuthorityCode" AS code FROM "School"
     WHERE "inPartnership" AND "localAuthorityCode" IS NOT NULL`;
  return {
    authorities: new Set(authorities.map(({ code }) => code)),
    localityOfTown: new Map(towns.map(({ town, locality }) => [town.toLowerCase(), locality])),
  };
}
