import type { Tx } from '../../db/database.js';
import type { Core } from '../core.js';
import { openSchoolFinder } from '../schools/school-finder.js';
import { changeOf, type Finding, foundIn } from './findings.js';
import type { LocalitiesFile } from './import-file-format.js';
import type { Plan, ReportLine } from './import-plan.js';

interface Wanted {
  readonly urn: number;
  readonly locality: string;
  readonly cluster: string | null;
}

/** Puts schools into the partnership's own localities and clusters. An empty cell leaves what is on record. */
export async function planLocalities(core: Core, tx: Tx, file: LocalitiesFile): Promise<Plan> {
  const find = await openSchoolFinder(
    tx,
    file.rows.map(({ school }) => school),
    true,
  );
  const rows = await tx.school.findMany({ select: { urn: true, name: true, locality: true, cluster: true } });
  const known = new Map(rows.map((school) => [school.urn, school]));
  const seen = new Map<number, number>();
  const wanted: Wanted[] = [];
  const lines = file.rows.flatMap(({ line, school, locality, cluster }): ReportLine[] => {
    const faulty = (fault: Finding): ReportLine[] => [{ line, name: school, outcome: 'faulty', details: [fault] }];
    const found = find(school);
    if (found.kind === 'fault') return faulty(found.fault);
    const twin = seen.get(found.urn);
    if (twin !== undefined) return faulty({ kind: 'same-school', line: twin });
    seen.set(found.urn, line);
    const now = known.get(found.urn);
    if (!now) return faulty({ kind: 'school-gone' });
    const will: Wanted = { urn: now.urn, locality: locality ?? now.locality, cluster: cluster ?? now.cluster };
    const details = foundIn([
      changeOf('locality', now.locality, will.locality),
      changeOf('cluster', now.cluster, will.cluster),
    ]);
    if (details.length === 0) return [];
    wanted.push(will);
    return [{ line, name: now.name, outcome: 'changed', details }];
  });
  return {
    lines,
    unchanged: file.rows.length - lines.length,
    remarks: [],
    store: async (watch) => {
      await tx.$executeRaw`
        UPDATE "School" s SET locality = w.locality, cluster = w.cluster, "updatedAt" = ${core.clock.now()}
          FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS w (urn int, locality text, cluster text)
         WHERE s.urn = w.urn`;
      watch(wanted.length, wanted.length);
    },
  };
}
