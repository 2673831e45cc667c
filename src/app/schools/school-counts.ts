import type { Db } from '../../db/database.js';
import type { Phase } from '../../domain/person.js';
import type { SchoolType } from '../imports/import-file-format.js';

/** Number of schools in the partnership of one phase and type. */
export interface SchoolCount {
  readonly phase: Phase;
  readonly type: SchoolType;
  readonly schools: number;
}

/** The open schools of the partnership by phase and type. */
export async function countSchools(db: Db): Promise<SchoolCount[]> {
  return db.$queryRaw<SchoolCount[]>`
    SELECT phase::text, type::text, count(*)::int AS schools FROM "School"
     WHERE "inPartnership" AND status IN ('open', 'closing') GROUP BY phase, type`;
}
