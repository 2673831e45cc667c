import type { Tx } from '../../db/database.js';
import { presentUrns } from '../../domain/figures/took-part.js';
import type { Finding } from './findings.js';
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
  readonly remarks: readonly Finding[];
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
  const remarks: Finding[] = [];
  const present = new Map(known.map((link) => [link.predecessorUrn, link]));
  const usable = links.filter(
    ({ predecessorUrn: from, successorUrn: to }) =>
      from !== to && schools.has(from) && schools.has(to) && schools.isClosed(from),
  );
  const changed: Array<SuccessionPlan['changed'][number]> = [];
  let endOf = openChains(present);
  for (const [from, candidates] of groupByPredecessor(usable)) {
    const inOrder = [...candidates].sort((a, b) => rank(a, schools) - rank(b, schools) || order(a, b));
    const before = present.get(from);
    // Without its own link, a chain that comes back to the school ends there.
    if (before) {
      present.delete(from);
      endOf = openChains(present);
    }
    const best = inOrder.find(({ successorUrn }) => endOf(successorUrn) !== from);
    remarks.push(...remarksOnChoice(from, inOrder, best));
    const link = best && toSuccession(best);
    const same = before && link && before.successorUrn === link.successorUrn && before.kind === link.kind;
    const kept = same ? before : (link ?? before);
    if (kept) present.set(from, kept);
    if (link && !same) changed.push({ link, instead: before?.successorUrn });
  }
  return { changed, all: [...present.values()], remarks };
}

function toSuccession({ predecessorUrn, successorUrn, kind, linkedOn }: LinkRecord): Succession {
  return { predecessorUrn, successorUrn, kind, linkedOn };
}

/** Of several successors one is taken; where every one of them leads back, none. */
function remarksOnChoice(from: number, candidates: readonly LinkRecord[], best: LinkRecord | undefined): Finding[] {
  const others = candidates.filter((one) => one !== best).map(({ successorUrn }) => successorUrn);
  if (!best) return [{ kind: 'successors-of-each-other', urn: from, others }];
  return others.length > 0 ? [{ kind: 'was-split', urn: from, successor: best.successorUrn, others }] : [];
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

/**
 * Follows successions to their end, by way of what was followed before: chains of the whole country are long. A link from a
 * school that had none only lengthens chains; after any other change, open it anew.
 * @returns the last school; undefined where the links run in a circle
 */
function openChains(present: ReadonlyMap<number, Succession>): (urn: number) => number | undefined {
  const shortcuts = new Map<number, number>();
  return (urn) => {
    const passed = new Set<number>();
    let at = urn;
    for (
      let next: number | undefined = at;
      next !== undefined;
      next = shortcuts.get(at) ?? present.get(at)?.successorUrn
    ) {
      at = next;
      if (passed.has(at)) return undefined;
      passed.add(at);
    }
    for (const one of passed) if (one !== at) shortcuts.set(one, at);
    return at;
  };
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
