import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import type { SchoolFields } from './import-file-format.js';
import type { ReportLine } from './import-plan.js';

type Trust = NonNullable<SchoolFields['trust']>;

export interface TrustPlan {
  /** The trust with its new name. */
  readonly settle: (trust: Trust) => Trust;
  readonly idOf: (trust: Trust) => string;
  readonly lines: readonly ReportLine[];
  readonly store: () => Promise<void>;
}

interface Row {
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
}

const keyOf = ({ code, name }: Trust): string => (code ? `#${code}` : name);

/**
 * Which trusts an import creates and renames. A trust is identified by its code, or by its name if it has none. Of two
 * trusts with the same name, the one with the lower code keeps the plain name.
 * @param sizes how many open schools the register counts in each, by its code
 */
export async function planTrusts(
  tx: Tx,
  named: readonly Trust[],
  sizes: Readonly<Record<string, number>>,
): Promise<TrustPlan> {
  const rows: Row[] = await tx.trust.findMany({ select: { id: true, code: true, name: true } });
  const wanted = [...new Map(named.map((trust) => [keyOf(trust), trust])).values()].sort((a, b) =>
    (a.code ?? '').localeCompare(b.code ?? '', 'en-GB', { numeric: true }),
  );
  const byCode = new Map(rows.flatMap((row) => (row.code ? [[row.code, row] as const] : [])));
  const taken = new Map(rows.map((row) => [row.name, row.id]));
  const settled = new Map<string, { row: Row; before: Row | undefined }>();
  for (const trust of wanted) {
    const nameless = rows.find(({ code, name }) => name === trust.name && (code === null || trust.code === null));
    const before = (trust.code ? byCode.get(trust.code) : undefined) ?? nameless;
    const id = before?.id ?? newId();
    const holder = taken.get(trust.name);
    const name = holder === undefined || holder === id ? trust.name : `${trust.name} (${trust.code})`;
    if (before && before.name !== name) taken.delete(before.name);
    taken.set(name, id);
    settled.set(keyOf(trust), { row: { id, code: trust.code ?? before?.code ?? null, name }, before });
  }
  const found = (trust: Trust) => {
    const entry = settled.get(keyOf(trust));
    if (!entry) throw new Error('A trust that the plan does not know: pass every trust of the file');
    return entry.row;
  };
  const changed = [...settled.values()].filter(
    ({ row, before }) => before && (before.name !== row.name || before.code !== row.code),
  );
  return {
    settle: (trust) => {
      const { code, name } = found(trust);
      return { code, name };
    },
    idOf: (trust) => found(trust).id,
    lines: changed.map(({ row, before }) => ({
      line: 0,
      name: row.name,
      of: 'trust',
      outcome: 'changed',
      details: [{ kind: 'trust-change', from: { name: before?.name ?? '', code: before?.code ?? null }, to: row }],
    })),
    store: async () => {
      await storeTrusts(tx, [...settled.values()]);
      await storeSizes(tx, sizes);
    },
  };
}

async function storeTrusts(tx: Tx, settled: ReadonlyArray<{ row: Row; before: Row | undefined }>): Promise<void> {
  const renamed = settled.filter(({ row, before }) => before && (before.name !== row.name || before.code !== row.code));
  // Two trusts may swap names, so each gives up its old one first.
  for (const { row } of renamed) {
    await tx.trust.update({ where: { id: row.id }, data: { name: `renaming ${row.id}` }, select: { id: true } });
  }
  for (const { row } of renamed) {
    await tx.trust.update({ where: { id: row.id }, data: { name: row.name, code: row.code }, select: { id: true } });
  }
  await tx.trust.createMany({ data: settled.flatMap(({ row, before }) => (before ? [] : [row])) });
}

async function storeSizes(tx: Tx, sizes: Readonly<Record<string, number>>): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Trust" t SET "openSchools" = s.value::int FROM jsonb_each_text(${JSON.stringify(sizes)}::jsonb) s
     WHERE t.code = s.key AND t."openSchools" IS DISTINCT FROM s.value::int`;
}
