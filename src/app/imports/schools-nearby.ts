import type { ByAuthority } from './findings.js';
import type { LinkRecord, RowFault, SchoolRecord, SchoolsFile } from './import-file-format.js';
import type { KnownSchool, PartnershipArea } from './schools-on-record.js';

/** The part of a register that is imported. */
type Reached =
  | {
      readonly kind: 'reached';
      readonly rows: readonly SchoolRecord[];
      /** Faults of rows that are not left out. */
      readonly faults: readonly RowFault[];
      /**
       * Local authorities of new schools that are imported because the partnership has schools there; empty when
       * something else decided.
       */
      readonly near: ByAuthority;
      readonly leftOut: ByAuthority;
      readonly area: PartnershipArea;
    }
  /**
   * The partnership has no schools yet, or their local authority is unknown: the user has to say which ones are its
   * own.
   */
  | WhichArea;

export interface WhichArea {
  readonly kind: 'which-area';
  /** The local authorities in the file. */
  readonly authorities: ByAuthority;
}

/**
 * From the register of the whole country: schools on record, their successors, and schools in local authorities where
 * the partnership has schools. A restricted file, or one wanted as a whole, is imported unchanged.
 * @param area where the partnership's schools are; a local authority missing on record is taken from the file
 */
export function reachOf(file: SchoolsFile, known: ReadonlyMap<number, KnownSchool>, area: PartnershipArea): Reached {
  const { faults } = file;
  if (file.reach !== 'near') return { kind: 'reached', rows: file.rows, faults, near: [], leftOut: [], area };
  const authorities = new Set(area.authorities);
  for (const { urn, fields } of file.rows) {
    if (known.get(urn)?.inPartnership && fields.localAuthorityCode != null) authorities.add(fields.localAuthorityCode);
  }
  if (authorities.size === 0 && file.rows.length > 0)
    return { kind: 'which-area', authorities: byAuthority(file.rows) };
  const isNear = ({ fields }: SchoolRecord) => authorities.has(fields.localAuthorityCode ?? -1);
  const near = new Set(file.rows.filter(isNear).map(({ urn }) => urn));
  const reached = withSuccessors(new Set([...near, ...known.keys()]), file.links);
  const isReached = ({ urn }: SchoolRecord) => reached.has(urn);
  return {
    kind: 'reached',
    rows: file.rows.filter(isReached),
    faults: faults.filter(
      ({ localAuthorityCode: code }) => code === undefined || authorities.size === 0 || authorities.has(code),
    ),
    near: byAuthority(file.rows.filter(isNear)),
    leftOut: byAuthority(file.rows.filter((row) => !isReached(row))),
    area: { ...area, authorities },
  };
}

/** Adds successors, however often schools changed, so that their history is kept. */
function withSuccessors(urns: ReadonlySet<number>, links: readonly LinkRecord[]): Set<number> {
  const next = new Map<number, number[]>();
  for (const { predecessorUrn, successorUrn } of links) {
    const successors = next.get(predecessorUrn);
    if (successors) successors.push(successorUrn);
    else next.set(predecessorUrn, [successorUrn]);
  }
  // A set that grows while it is walked through is walked through to its end.
  const all = new Set(urns);
  for (const urn of all) for (const successor of next.get(urn) ?? []) all.add(successor);
  return all;
}

/** How many schools each local authority has, the most first. */
export function byAuthority(rows: readonly SchoolRecord[]): ByAuthority {
  const counts = new Map<string, number>();
  for (const { authority, fields } of rows) {
    const name = authority || `${fields.localAuthorityCode ?? ''}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, schools]) => ({ name, schools }))
    .sort((a, b) => b.schools - a.schools || (a.name < b.name ? -1 : 1));
}
