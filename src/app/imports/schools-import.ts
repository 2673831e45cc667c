import type { Tx } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';
import type { Core } from '../core.js';
import type { ByAuthority, Finding } from './findings.js';
import { withoutFaultyRows } from './good-rows.js';
import type { SchoolsFile } from './import-file-format.js';
import type { Plan, ReportLine } from './import-plan.js';
import { compareSchool, type SchoolDifference, type WantedSchool } from './school-differences.js';
import {
  planSuccessions,
  readSuccessions,
  type SuccessionPlan,
  storeSuccessions,
  successorPairs,
} from './school-successions.js';
import { planTrusts, type TrustPlan } from './school-trusts.js';
import { reachOf, type WhichArea } from './schools-nearby.js';
import {
  chunksOf,
  type KnownSchool,
  type PartnershipArea,
  readKnownSchools,
  readPartnershipArea,
} from './schools-on-record.js';
import { countTransfers, type Transfer, transferToSuccessors } from './transfer-to-successor.js';

/**
 * Compares the Department's register with the schools on record. Schools missing from the file, and the partnership's
 * own fields (locality, cluster), are not changed. A closed school stays on record with its history; its people and
 * upcoming work are transferred to its successor.
 */
export async function planSchools(core: Core, tx: Tx, whole: SchoolsFile): Promise<Plan | WhichArea> {
  const ends = whole.links.flatMap(({ predecessorUrn, successorUrn }) => [predecessorUrn, successorUrn]);
  const known = await readKnownSchools(tx, [...new Set([...whole.rows.map(({ urn }) => urn), ...ends])]);
  const reached = reachOf(whole, known, await readPartnershipArea(tx));
  if (reached.kind === 'which-area') return reached;
  const file = { ...whole, rows: reached.rows };
  const named = file.rows.flatMap(({ urn, fields }) =>
    fields.trust === undefined ? (known.get(urn)?.fields.trust ?? []) : (fields.trust ?? []),
  );
  const trusts = await planTrusts(tx, named, file.trustSizes ?? {});
  const successions = await settleSuccessions(tx, file, known);
  const compared = compareAll({ file, area: reached.area, known, trusts, successions });
  const moves = successorPairs(successions.all);
  const moving = await countTransfers(core, tx, moves);
  const { lines, unchanged } = reportOf(file, compared, { known, successions, moving });
  return {
    lines: [...trusts.lines, ...lines],
    unchanged,
    faults: reached.faults,
    remarks: [
      ...remarksOnNear(reached.near),
      ...remarksOnFaultsElsewhere(whole.faults.length - reached.faults.length),
      ...successions.remarks,
      ...(await remarkOn(tx, file, compared)),
      ...file.rows.flatMap(({ remarks }) => remarks),
    ],
    leftOut: reached.leftOut,
    store: async (watch) => {
      const differing = compared.filter(({ outcome }) => outcome !== 'unchanged');
      await trusts.store();
      const write = (of: SchoolDifference[], from: number, how: typeof insertSchools) =>
        storeInChunks(
          of,
          (chunk) => how(tx, chunk, trusts, core.clock.now()),
          (done) => watch(from + done, differing.length),
        );
      const fresh = differing.filter(({ outcome }) => outcome === 'new');
      await write(fresh, 0, insertSchools);
      await write(
        differing.filter(({ outcome }) => outcome !== 'new'),
        fresh.length,
        updateSchools,
      );
      await storeSuccessions(tx, successions.changed);
      if (moving.size > 0) await transferToSuccessors(core, tx, moves);
    },
  };
}

/** Links are rows of another file, and may be faulty by themselves. */
export function withoutFaultySchools(file: SchoolsFile, faulty: readonly ReportLine[]): SchoolsFile {
  const lines = new Set(faulty.map(({ line }) => line));
  return withoutFaultyRows({ ...file, links: file.links.filter(({ line }) => !lines.has(line)) }, faulty);
}

async function settleSuccessions(
  tx: Tx,
  file: SchoolsFile,
  known: ReadonlyMap<number, KnownSchool>,
): Promise<SuccessionPlan> {
  const status = new Map(file.rows.map(({ urn, fields }) => [urn, fields.status]));
  return planSuccessions(await readSuccessions(tx), file.links, {
    has: (urn) => status.has(urn) || known.has(urn),
    isClosed: (urn) => (status.get(urn) ?? known.get(urn)?.fields.status) === 'closed',
  });
}

function compareAll(given: {
  readonly file: SchoolsFile;
  readonly area: PartnershipArea;
  readonly known: ReadonlyMap<number, KnownSchool>;
  readonly trusts: TrustPlan;
  readonly successions: SuccessionPlan;
}): SchoolDifference[] {
  const { file, area, known, trusts, successions } = given;
  const predecessors = new Map(successions.all.map((link) => [link.successorUrn, link.predecessorUrn]));
  return file.rows.map((record) => {
    const { trust } = record.fields;
    const fields = trust ? { ...record.fields, trust: trusts.settle(trust) } : record.fields;
    return compareSchool({ ...record, fields }, known.get(record.urn), {
      area,
      reach: file.reach,
      predecessor: known.get(predecessors.get(record.urn) ?? 0),
    });
  });
}

interface After {
  readonly known: ReadonlyMap<number, KnownSchool>;
  readonly successions: SuccessionPlan;
  readonly moving: ReadonlyMap<number, Transfer>;
}

/** A line for each school that changes, with its successor. */
function reportOf(file: SchoolsFile, compared: readonly SchoolDifference[], after: After) {
  const names = new Map([...after.known].map(([urn, { fields }]) => [urn, fields.name]));
  for (const { wanted } of compared) names.set(wanted.urn, wanted.fields.name);
  const successors = new Map(after.successions.all.map((link) => [link.predecessorUrn, link.successorUrn]));
  const linked = new Set(after.successions.changed.map(({ link }) => link.predecessorUrn));
  const whatFollows = (urn: number): Finding[] => {
    const to = successors.get(urn) ?? 0;
    const moving = after.moving.get(urn);
    return [
      ...(linked.has(urn) ? [{ kind: 'became', name: names.get(to) ?? null, urn: to } as const] : []),
      ...(moving ? [{ kind: 'goes-to', urn: to, ...moving } as const] : []),
    ];
  };
  const lines: ReportLine[] = [];
  const told = new Set<number>();
  compared.forEach(({ wanted, outcome, details }, index) => {
    const follows = whatFollows(wanted.urn);
    told.add(wanted.urn);
    if (outcome === 'unchanged' && follows.length === 0) return;
    const name = `${wanted.fields.name} (${wanted.urn})`;
    const line = file.rows[index]?.line ?? 0;
    lines.push({
      line,
      name,
      outcome: outcome === 'unchanged' ? 'changed' : outcome,
      details: [...details, ...follows],
    });
  });
  const unchanged = compared.length - lines.length;
  for (const urn of new Set([...linked, ...after.moving.keys()])) {
    if (told.has(urn)) continue;
    const name = names.get(urn);
    const named = name ? { name: `${name} (${urn})` } : ({ name: `${urn}`, of: 'school' } as const);
    lines.push({ line: 0, ...named, outcome: 'changed', details: whatFollows(urn) });
  }
  return { lines, unchanged };
}

function remarksOnNear(near: ByAuthority): Finding[] {
  return near.length === 0 ? [] : [{ kind: 'looked-at', authorities: near }];
}

function remarksOnFaultsElsewhere(count: number): Finding[] {
  return count === 0 ? [] : [{ kind: 'unreadable-left-out', count }];
}

async function remarkOn(tx: Tx, file: SchoolsFile, compared: readonly SchoolDifference[]): Promise<Finding[]> {
  const outside = compared.filter(({ wanted, outcome }) => outcome === 'new' && !wanted.inPartnership).length;
  const shut = compared.filter(({ outcome }) => outcome === 'closed').map(({ wanted }) => wanted.urn);
  const left = new Set(file.links.map(({ predecessorUrn }) => predecessorUrn));
  const stranded = await tx.post.groupBy({ by: ['urn'], where: { until: null, urn: { in: shut.slice(0, 30_000) } } });
  const alone = stranded.filter(({ urn }) => urn !== null && !left.has(urn)).length;
  return [
    ...(outside > 0 ? [{ kind: 'kept-outside', count: outside } as const] : []),
    ...(alone > 0 ? [{ kind: 'closes-alone', count: alone } as const] : []),
  ];
}

async function storeInChunks<T>(
  all: readonly T[],
  store: (chunk: readonly T[]) => Promise<void>,
  watch: (done: number) => void,
): Promise<void> {
  let done = 0;
  for (const chunk of chunksOf(all, 2_000)) {
    await store(chunk);
    done += chunk.length;
    watch(done);
  }
}

function rowsOf(chunk: readonly SchoolDifference[], trusts: TrustPlan, at: Date): string {
  return JSON.stringify(chunk.map(({ wanted }) => rowOf(wanted, trusts, at)));
}

function rowOf(
  { urn, fields: { trust, ...fields }, locality, inPartnership }: WantedSchool,
  trusts: TrustPlan,
  at: Date,
) {
  const trustId = trust ? trusts.idOf(trust) : null;
  return { urn, ...fields, trustId, locality, inPartnership, updatedAt: at };
}

const columns = [
  ...['name', 'phase', 'type', 'typeName', 'status', 'town', 'postcode', 'diocese', 'federation', 'district'],
  ...[
    'localAuthorityCode',
    'localAuthority',
    'establishmentNumber',
    'ukprn',
    'easting',
    'northing',
    'pupils',
    'lowestAge',
    'highestAge',
    'website',
  ],
  ...['openedOn', 'closedOn', 'trustId', 'locality', 'inPartnership', 'updatedAt'],
];
const columnList = (prefix: string) => Prisma.raw(columns.map((column) => `${prefix}"${column}"`).join(', '));

async function insertSchools(tx: Tx, chunk: readonly SchoolDifference[], trusts: TrustPlan, at: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "School" (urn, ${columnList('')})
    SELECT urn, ${columnList('')} FROM json_populate_recordset(null::"School", ${rowsOf(chunk, trusts, at)}::json)`;
}

async function updateSchools(tx: Tx, chunk: readonly SchoolDifference[], trusts: TrustPlan, at: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "School" s SET (${columnList('')}) = (SELECT ${columnList('r.')})
      FROM json_populate_recordset(null::"School", ${rowsOf(chunk, trusts, at)}::json) r WHERE r.urn = s.urn`;
}
