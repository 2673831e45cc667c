import { changeOf, type Finding, foundIn, type Shown } from './findings.js';
import type { SchoolFields, SchoolRecord, SchoolsFile } from './import-file-format.js';
import type { KnownSchool, PartnershipArea } from './schools-on-record.js';

/** A school as it would be stored. */
export interface WantedSchool {
  readonly urn: number;
  readonly fields: Required<SchoolFields>;
  readonly locality: string;
  readonly inPartnership: boolean;
}

export interface SchoolDifference {
  readonly wanted: WantedSchool;
  readonly outcome: 'new' | 'changed' | 'closed' | 'unchanged';
  readonly details: readonly Finding[];
}

/** What decides whether a school belongs to the partnership, and its locality. */
interface Surroundings {
  readonly area: PartnershipArea;
  readonly reach: SchoolsFile['reach'];
  /** The school's predecessor. */
  readonly predecessor: KnownSchool | undefined;
}

const unknown: Required<SchoolFields> = {
  name: '',
  phase: 'primary',
  type: 'other',
  typeName: '',
  status: 'open',
  town: '',
  postcode: '',
  trust: null,
  diocese: null,
  federation: null,
  district: '',
  localAuthorityCode: null,
  localAuthority: null,
  establishmentNumber: null,
  ukprn: null,
  easting: null,
  northing: null,
  pupils: null,
  lowestAge: null,
  highestAge: null,
  website: null,
  openedOn: null,
  closedOn: null,
};

/** Compares a school in the file with the one on record. */
export function compareSchool(
  record: SchoolRecord,
  known: KnownSchool | undefined,
  around: Surroundings,
): SchoolDifference {
  const fields: Required<SchoolFields> = { ...(known?.fields ?? unknown), ...record.fields };
  const inPartnership = known?.inPartnership === true || joinsPartnership(record, fields, around);
  const wanted = { urn: record.urn, fields, inPartnership, locality: known?.locality ?? localityOf(fields, around) };
  if (!known) return { wanted, outcome: 'new', details: aboutNew(wanted) };
  const details = foundIn([
    ...(Object.keys(unknown) as Array<keyof SchoolFields>).map((field) =>
      changeOf(field, shown(known.fields, field), shown(fields, field)),
    ),
    changeOf('inPartnership', known.inPartnership, inPartnership),
  ]);
  if (details.length === 0) return { wanted, outcome: 'unchanged', details };
  const closes = fields.status === 'closed' && known.fields.status !== 'closed';
  return { wanted, outcome: closes ? 'closed' : 'changed', details };
}

function shown(fields: Required<SchoolFields>, field: keyof SchoolFields): Shown {
  if (field !== 'trust') return fields[field];
  return fields.trust && (fields.trust.code ? `${fields.trust.name} (${fields.trust.code})` : fields.trust.name);
}

function aboutNew({ fields: { typeName: type, town, postcode, status }, inPartnership }: WantedSchool): Finding[] {
  const school: Finding = { kind: 'new-school', type, town, postcode, status };
  return inPartnership ? [school, { kind: 'in-partnership' }] : [school];
}

/** Closed schools never join; the successor of a school in the partnership always does. */
function joinsPartnership(record: SchoolRecord, fields: SchoolFields, around: Surroundings): boolean {
  if (fields.status === 'closed') return false;
  if (around.predecessor?.inPartnership) return true;
  if (!record.maintained) return false;
  const { localAuthorityCode } = fields;
  return around.reach === 'area' || (localAuthorityCode != null && around.area.authorities.has(localAuthorityCode));
}

/** The partnership's name for the locality, from its predecessor or neighbours; otherwise the town. */
function localityOf(fields: SchoolFields, { area, predecessor }: Surroundings): string {
  return (
    predecessor?.locality ??
    area.localityOfTown.get(fields.town.toLowerCase()) ??
    (fields.town || fields.district || '')
  );
}
