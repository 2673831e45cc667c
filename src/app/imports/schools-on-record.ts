import type { Tx } from '../../db/database.js';
import type { SchoolFields, SchoolStatus, SchoolType } from './import-file-format.js';

/** A school on record; dates as `YYYY-MM-DD`. */
export interface KnownSchool {
  readonly urn: number;
  readonly fields: Required<SchoolFields>;
  readonly locality: string;
  readonly inPartnership: boolean;
}

/** Rows of one statement, few enough that other work continues in between. */
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

/** The schools on record with these numbers. */
export async function readKnownSchools(tx: Tx, urns: readonly number[]): Promise<Map<number, KnownSchool>> {
  const known = new Map<number, KnownSchool>();
  for (const chunk of chunksOf(urns)) {
    const rows = await tx.$queryRaw<Row[]>`
      SELECT s.urn, s.name, s.phase::text, s.type::text, s."typeName", s.status::text, s.diocese, s.federation, s.district,
             s.town, s.postcode, s."localAuthorityCode", s."localAuthority", s."establishmentNumber", s.ukprn, s.easting, s.northing, s.pupils, s."lowestAge",
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

/** Where the partnership's schools are, to decide whether a new school is near. */
export interface PartnershipArea {
  /** Codes of local authorities with its schools. */
  readonly authorities: ReadonlySet<number>;
  /** The partnership's own name for the locality of a town. */
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
