import type { Phase } from '../../../src/domain/person.js';
import { type Day, day } from '../events/calendar.js';
import { at, type Chooser, chooserFrom } from '../random.js';
import { type Locality, localities } from './places.js';
import {
  allThrough,
  clusterNames,
  nurseries,
  saints,
  secondaryNames,
  specialNames,
  townNames,
} from './school-names.js';
import type { SchoolSketch, SchoolType } from './school-sketch.js';
import { dealTrusts } from './trusts.js';

export interface SchoolRow {
  urn: number;
  name: string;
  phase: Phase;
  type: SchoolType;
  typeName: string;
  status: 'open' | 'closed';
  trustId: string | null;
  diocese: string | null;
  district: string;
  localAuthority: string;
  locality: string;
  cluster: string | null;
  town: string;
  postcode: string;
  easting: number | null;
  northing: number | null;
  pupils: number;
  lowestAge: number;
  highestAge: number;
  website: string;
  openedOn: Day | null;
  closedOn: Day | null;
  inPartnership: boolean;
}

/** No real school has a URN from here to 199999 (checked in Get Information About Schools). */
export const firstUrn = 199_001;

const ages: Readonly<Record<Phase, readonly [number, number]>> = {
  nursery: [3, 5],
  primary: [4, 11],
  secondary: [11, 16],
  all_through: [4, 18],
  special: [3, 19],
  post_16: [16, 19],
};

function sketchPrimaries(chooser: Chooser, locality: Locality, streets: string[]): SchoolSketch[] {
  const inVillages = locality.villages.map((village, index): SchoolSketch => {
    // The very first school is the playground headteacher's, a church school in a village.
    const church = index === 0 || chooser.chance(0.42);
    const faith = church ? ({ faith: 'Church of England' } as const) : {};
    return { base: village, ...faith, village: true, phase: 'primary', locality, town: village };
  });
  const inTown = Array.from({ length: locality.townPrimaries }, (_, index): SchoolSketch => {
    const common = { village: false, phase: 'primary', locality, town: locality.name } as const;
    const street = streets.shift() ?? '';
    if (index === 3) return { ...common, base: `${locality.name} ${at(saints, 2)}`, faith: 'Church of England' };
    if (index === 7) return { ...common, base: `${locality.name} ${at(saints, 0)}`, faith: 'Catholic' };
    return { ...common, base: `${locality.name} ${street}` };
  });
  return [...inVillages, ...inTown];
}

function sketchOthers(locality: Locality, secondaries: string[], specials: string[]): SchoolSketch[] {
  const common = { village: false, locality, town: locality.name };
  const take = (names: string[], count: number, phase: Phase): SchoolSketch[] =>
    names.splice(0, count).map((base) => ({ ...common, base, phase }));
  const listed = (names: typeof nurseries, phase: Phase): SchoolSketch[] =>
    names.filter(([, town]) => town === locality.name).map(([base]) => ({ ...common, base, phase }));
  return [
    ...take(secondaries, locality.secondaries, 'secondary'),
    ...take(specials, locality.specials, 'special'),
    ...listed(allThrough, 'all_through'),
    ...listed(nurseries, 'nursery'),
  ];
}

function typeOf(chooser: Chooser, sketch: SchoolSketch): readonly [SchoolType, string] {
  if (sketch.trustId) {
    if (sketch.phase === 'special') return ['academy', 'Academy special converter'];
    if (!sketch.faith && chooser.chance(0.03)) return ['free_school', 'Free schools'];
    return ['academy', chooser.chance(0.75) ? 'Academy converter' : 'Academy sponsor led'];
  }
  if (sketch.phase === 'nursery') return ['community', 'Local authority nursery school'];
  if (sketch.phase === 'special') return ['special', 'Community special school'];
  if (sketch.faith === 'Catholic') return ['voluntary_aided', 'Voluntary aided school'];
  if (sketch.faith && chooser.chance(0.65)) return ['voluntary_controlled', 'Voluntary controlled school'];
  if (sketch.faith) return ['voluntary_aided', 'Voluntary aided school'];
  return chooser.chance(0.12) ? ['foundation', 'Foundation school'] : ['community', 'Community school'];
}

function nameOf(chooser: Chooser, { base, faith, phase, trustId }: SchoolSketch): string {
  if (phase === 'nursery' || phase === 'all_through') return base;
  if (phase === 'special') return `The ${base} School`;
  if (phase === 'secondary') {
    if (!trustId) return `${base} ${chooser.pick(['High School', 'Community College', 'School'])}`;
    return chooser.pick([`${base} Academy`, `The ${base} Academy`, `${base} Grammar School`, `${base} High School`]);
  }
  if (faith === 'Catholic') return trustId ? `${base} Catholic Voluntary Academy` : `${base} Catholic Primary School`;
  if (faith) return `${base} Church of England Primary ${trustId ? 'Academy' : 'School'}`;
  if (trustId) return `${base} ${chooser.pick(['Primary Academy', 'Primary School', 'Academy'])}`;
  return `${base} ${chooser.chance(0.3) ? 'Community Primary School' : 'Primary School'}`;
}

function pupilsOf(chooser: Chooser, { phase, village }: SchoolSketch): number {
  if (phase === 'primary') return village ? chooser.whole(31, 212) : chooser.whole(150, 630);
  if (phase === 'secondary') return chooser.whole(340, 1480);
  if (phase === 'all_through') return chooser.whole(700, 1500);
  return phase === 'special' ? chooser.whole(42, 180) : chooser.whole(40, 110);
}

function dioceseOf({ faith }: SchoolSketch): string | null {
  if (!faith) return null;
  return faith === 'Catholic' ? 'Diocese of Nottingham' : 'Diocese of Lincoln';
}

/** A postcode that looks right but cannot exist, because its last two letters are never used in real ones. */
function madeUpPostcode(chooser: Chooser, outward: readonly string[]): string {
  const unused = ['C', 'I', 'K', 'M', 'O', 'V'];
  return `${chooser.pick(outward)} ${chooser.whole(1, 9)}${chooser.pick(unused)}${chooser.pick(unused)}`;
}

/** Schools of a town within a kilometre of it, those of its villages within four. */
function pointOf({ locality, village }: SchoolSketch, urn: number): { easting: number; northing: number } {
  const [easting, northing] = locality.at;
  const reach = village ? 4_000 : 1_000;
  const off = (factor: number) => ((urn * factor) % (2 * reach)) - reach;
  return { easting: easting + off(7919), northing: northing + off(6101) };
}

/** The part of a web or mail address that identifies a school: `marrowfen-church-of-england-primary-school`. */
export function slugOfSchool(name: string): string {
  return name
    .toLowerCase()
    .replaceAll("'", '')
    .replaceAll(/[^a-z]+/g, '-');
}

function rowOf(chooser: Chooser, sketch: SchoolSketch, urn: number, cluster: string): SchoolRow {
  const [type, typeName] = typeOf(chooser, sketch);
  const name = nameOf(chooser, sketch);
  const [lowestAge, highestAge] = ages[sketch.phase];
  return {
    urn,
    name,
    phase: sketch.phase,
    type,
    typeName,
    status: 'open',
    trustId: sketch.trustId ?? null,
    diocese: dioceseOf(sketch),
    district: sketch.locality.district,
    localAuthority: 'Lincolnshire',
    locality: sketch.locality.name,
    cluster,
    town: sketch.town,
    postcode: madeUpPostcode(chooser, sketch.locality.outward),
    ...pointOf(sketch, urn),
    pupils: pupilsOf(chooser, sketch),
    lowestAge,
    highestAge,
    website: `https://www.${slugOfSchool(name)}.example`,
    openedOn: sketch.trustId ? day(chooser.whole(2011, 2023), chooser.pick([2, 4, 9, 11]), 1) : null,
    closedOn: null,
    inPartnership: true,
  };
}

/** Groups neighbouring schools of a locality into clusters of about six. */
function clustersOf(sketches: readonly SchoolSketch[]): string[] {
  const birds = [...clusterNames];
  return localities.flatMap((locality) => {
    const inside = sketches.filter((sketch) => sketch.locality === locality).length;
    const clusters = birds.splice(0, Math.max(1, Math.round(inside / 6))).map((bird) => `${locality.name} ${bird}`);
    return Array.from({ length: inside }, (_, index) => at(clusters, Math.floor((index * clusters.length) / inside)));
  });
}

/** The 362 open schools with their trusts, always the same and in the same order. */
export function buildOpenSchools(): { schools: SchoolRow[]; trusts: { id: string; code: string; name: string }[] } {
  const chooser = chooserFrom(1847);
  const streets = [...townNames];
  const secondaries = chooser.shuffle(secondaryNames);
  const specials = chooser.shuffle(specialNames);
  const sketches = localities.flatMap((locality) => [
    ...sketchPrimaries(chooser, locality, streets),
    ...sketchOthers(locality, secondaries, specials),
  ]);
  const trusts = dealTrusts(chooser, sketches);
  const clusters = clustersOf(sketches);
  const schools = sketches.map((sketch, index) => rowOf(chooser, sketch, firstUrn + index, at(clusters, index)));
  return { schools, trusts };
}
