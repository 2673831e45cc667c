import type { Tx } from '../../db/database.js';
import { presentUrns } from '../../domain/figures/took-part.js';
import type { LinkRecord } from './import-file-format.js';
import { chunksOf } from './schools-on-record.js';

export interface Succession {
  readonly predecessorUrn: number;
  readonly successorUrn: number;
  readonly kind: string;
  readonly linkedOn: string | null;
}

export interface SuccessionPlan {
  /** Successions to store, with the successor on record until now if it differs. */
  readonly changed: ReadonlyArray<{ readonly link: Succession; readonly instead: number | undefined }>;
  /** All successions after the import. */
  readonly all: readonly Succession[];
  readonly remarks: readonly string[];
}

/** What decides which successions count. */
interface LinkedSchools {
  /** Whether the school is on record after the import. */
  readonly has: (urn: number) => boolean;
  readonly isClosed: (urn: number) => boolean;
}

/**
 * Plans the successions of closed schools. Of a school that was split only one successor counts, an open one first, so
 * that its history is counted once. Successions that no file mentions are kept.
 */
export function planSuccessions(
  known: readonly Succession[],
  links: readonly LinkRecord[],
  schools: LinkedSchools,
): SuccessionPlan {
  const remarks: string[] = [];
  const present = new Map(known.map((link) => [link.predecessorUrn, link]));
  const usable = links.filter(
    ({ predecessorUrn: from, successorUrn: to }) =>
      from !== to && schools.has(from) && schools.has(to) && schools.isClosed(from),
  );
  const changed: Array<SuccessionPlan['changed'][number]> = [];
  for (const [from, candidates] of groupByPredecessor(usable)) {
    const [best, ...others] = [...candidates].sort((a, b) => rank(a, schools) - rank(b, schools) || order(a, b));
    if (!best) continue;
    if (others.length > 0) {
      const rest = others.map(({ successorUrn }) => successorUrn).join(', ');
      remarks.push(`${from} was split: its past is counted with ${best.successorUrn}, not with ${rest}.`);
    }
    const before = present.get(from);
    if (before && before.successorUrn === best.successorUrn && before.kind === best.kind) continue;
    const { predecessorUrn, successorUrn, kind, linkedOn } = best;
    const link = { predecessorUrn, successorUrn, kind, linkedOn };
    if (runsInCircle(present, link)) {
      remarks.push(`${from} and ${successorUrn} would each be the other's successor: that link is left out.`);
      continue;
    }
    present.set(from, link);
    changed.push({ link, instead: before?.successorUrn });
  }
  return { changed, all: [...present.values()], remarks };
}

function groupByPredecessor(links: readonly LinkRecord[]): Map<number, LinkRecord[]> {
  const groups = new Map<number, LinkRecord[]>();
  for (const link of links) {
    const group = groups.get(link.predecessorUrn) ?? [];
    // The register lists the link with both schools, so it is in the file twice.
    if (!group.some(({ successorUrn }) => successorUrn === link.successorUrn)) group.push(link);
    groups.set(link.predecessorUrn, group);
  }
  return groups;
}

function rank({ successorUrn }: LinkRecord, schools: LinkedSchools): number {
  return schools.isClosed(successorUrn) ? 1 : 0;
}

function order(a: LinkRecord, b: LinkRecord): number {
  return (b.linkedOn ?? '').localeCompare(a.linkedOn ?? '') || a.successorUrn - b.successorUrn;
}

function runsInCircle(present: ReadonlyMap<number, Succession>, link: Succession): boolean {
  let at: number | undefined = link.successorUrn;
  for (let steps = 0; at !== undefined && steps <= present.size; steps += 1) {
    if (at === link.predecessorUrn) return true;
    at = present.get(at)?.successorUrn;
  }
  return false;
}

export async function readSuccessions(tx: Tx): Promise<Succession[]> {
  const rows = await tx.$queryRaw<Succession[]>`
    SELECT "predecessorUrn", "successorUrn", kind, "linkedOn"::text FROM "SchoolLink" ORDER BY "successorUrn" DESC`;
  return rows;
}

export async function storeSuccessions(tx: Tx, changed: SuccessionPlan['changed']): Promise<void> {
  for (const chunk of chunksOf(changed.map(({ link }) => link))) await storeLinks(tx, chunk);
}

async function storeLinks(tx: Tx, links: readonly Succession[]): Promise<void> {
  await tx.schoolLink.deleteMany({
    where: { predecessorUrn: { in: links.map(({ predecessorUrn }) => predecessorUrn) } },
  });
  await tx.schoolLink.createMany({
    data: links.map(({ linkedOn, ...link }) => ({ ...link, linkedOn: linkedOn === null ? null : new Date(linkedOn) })),
  });
}

/** Each school that has a successor, with its present one. */
export function successorPairs(all: readonly Succession[]): Array<{ readonly from: number; readonly to: number }> {
  const today = presentUrns(all);
  return all
    .map(({ predecessorUrn }) => ({ from: predecessorUrn, to: today(predecessorUrn) }))
    .filter(({ from, to }) => from !== to);
}
