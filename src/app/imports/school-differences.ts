import type { SchoolFields, SchoolRecord, SchoolsFile } from './import-file-format.js';
import { changesIn, type Shown, sayChange } from './import-plan.js';
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
  readonly details: readonly string[];
}

/** What decides whether a school belongs to the partnership, and its locality. */
interface Surroundings {
  readonly area: PartnershipArea;
  readonly reach: SchoolsFile['reach'];
  /** The school's predecessor. */
  readonly predecessor: KnownSchool | undefined;
}

const words: Readonly<Record<keyof SchoolFields, string>> = {
  name: 'name',
  phase: 'phase',
  type: 'kind',
  typeName: 'type',
  status: 'status',
  town: 'town',
  postcode: 'postcode',
  trust: 'trust',
  diocese: 'diocese',
  federation: 'federation',
  district: 'district',
  localAuthorityCode: 'number of its local authority',
  localAuthority: 'local authority',
  establishmentNumber: 'establishment number',
  ukprn: 'UKPRN',
  easting: 'easting',
  northing: 'northing',
  pupils: 'pupils',
  lowestAge: 'lowest age',
  highestAge: 'highest age',
  website: 'website',
  openedOn: 'opened',
  closedOn: 'closed',
};

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
  if (!known) return { wanted, outcome: 'new', details: sayNew(wanted) };
  const details = changesIn([
    ...(Object.keys(words) as Array<keyof SchoolFields>).map((field) =>
      sayChange(words[field], shown(known.fields, field), shown(fields, field)),
    ),
    sayChange('in the partnership', known.inPartnership, inPartnership),
  ]);
  if (details.length === 0) return { wanted, outcome: 'unchanged', details };
  const closes = fields.status === 'closed' && known.fields.status !== 'closed';
  return { wanted, outcome: closes ? 'closed' : 'changed', details };
}

function shown(fields: Required<SchoolFields>, field: keyof SchoolFields): Shown {
  if (field !== 'trust') return fields[field];
  return fields.trust && (fields.trust.code ? `${fields.trust.name} (${fields.trust.code})` : fields.trust.name);
}

function sayNew({ fields, inPartnership }: WantedSchool): string[] {
  const place = [fields.town, fields.postcode].filter(Boolean).join(' ');
  return [
    [fields.typeName, place, fields.status].filter(Boolean).join(', '),
    ...(inPartnership ? ['in the partnership'] : []),
  ];
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
