import { type DatabaseKind, type Drill, type Finding, runDrill } from './drill.js';
import { drills } from './drills.js';

/** `npm run drills [part of a name]`: all drills, or those of that name, and a table of what became of the promises. */
const wanted = process.argv[2] ?? '';
const rows: string[] = [];
let failed = 0;
for (const drill of drills.filter(({ name }) => name.includes(wanted))) {
  for (const kind of drill.on) {
    const finding = await findingOf(drill, kind);
    const kept = finding.lost === 0 && finding.doubled === 0 && finding.broken.length === 0;
    if (!kept) failed += 1;
    rows.push(line(drill, kind, finding, kept));
    process.stderr.write(`${rows.at(-1)}\n`);
  }
}
process.stdout.write(
  [
    '| drill | database | promise | happened | lost | doubled | recovery | kept |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n'),
);
process.exit(failed > 0 ? 1 : 0);

async function findingOf(drill: Drill, kind: DatabaseKind): Promise<Finding> {
  try {
    return await runDrill(drill, kind);
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : String(fault);
    return { happened: 'it could not be carried out', lost: 0, doubled: 0, recoveryMs: undefined, broken: [why] };
  }
}

function line(drill: Drill, kind: DatabaseKind, finding: Finding, kept: boolean): string {
  const { happened, lost, doubled, recoveryMs, broken } = finding;
  const recovery = recoveryMs === undefined ? '-' : `${(recoveryMs / 1_000).toFixed(1)} s`;
  const cells = [drill.name, kind, drill.promise, [happened, ...broken].join('; '), lost, doubled, recovery];
  return `| ${[...cells, kept ? 'yes' : 'NO'].join(' | ')} |`;
}
