import type { Db } from '../db/database.js';
import type { Phase } from '../domain/person.js';

export interface SchoolChoice {
  readonly urn: number;
  readonly name: string;
  readonly town: string;
  readonly phase: Phase;
}

/** Trigram likeness below this is no likeness: found by trying misspelt names of the demonstration schools. */
const leastLikeness = 0.4;

/**
 * Open schools that fit what somebody typed: a URN, a postcode or its beginning, or words of the name and town,
 * misspellings forgiven.
 * @param typed any text; only its first 100 characters count
 * @returns the best first, at most `limit`
 */
export async function findSchools(db: Db, typed: string, limit: number): Promise<SchoolChoice[]> {
  const text = typed.replaceAll('\u0000', '').trim().slice(0, 100);
  if (text === '') return [];
  const urn = /^\d{6}$/.test(text) ? Number(text) : 0;
  const postcode = text.replace(/\s+/g, '').toUpperCase();
  const pattern = /^[A-Z]{1,2}\d/.test(postcode) ? `${postcode.replace(/[^A-Z0-9]/g, '')}%` : null;
  return db.$queryRaw<SchoolChoice[]>`
    SELECT urn, name, town, phase FROM (
      SELECT urn, name, town, phase,
             CASE WHEN urn = ${urn} OR replace(postcode, ' ', '') LIKE ${pattern} THEN 2
                  ELSE word_similarity(${text}, name || ' ' || town || ' ' || locality) END AS likeness,
             similarity(${text}, name) AS closeness
        FROM "School" WHERE status IN ('open', 'closing') AND "inPartnership") AS scored
     WHERE likeness >= ${leastLikeness}
     ORDER BY likeness DESC, closeness DESC, name, urn LIMIT ${limit}`;
}

/** One open school by URN. */
export async function findSchool(db: Db, urn: number): Promise<SchoolChoice | undefined> {
  const school = await db.school.findFirst({
    where: { urn, status: { in: ['open', 'closing'] } },
    select: { urn: true, name: true, town: true, phase: true },
  });
  return school ?? undefined;
}
