import type { Position } from '../../src/domain/person.js';
import { type Day, day } from './events/calendar.js';
import { idsOf } from './ids.js';
import { firstNames, surnames } from './person-names.js';
import { personas } from './personas.js';
import { type Chooser, chooserFrom } from './random.js';
import { type SchoolRow, slugOfSchool } from './schools/schools.js';

interface PersonRow {
  id: string;
  name: string;
  email: string;
  createdAt: Date;
}

interface PostRow {
  id: string;
  personId: string;
  urn: number | null;
  position: Position;
  from: Date;
  proof: 'file';
  provenAt: Date;
}

/** A person with their one post, for bookings, attendance and enrolments. */
export interface Member {
  personId: string;
  name: string;
  urn: number | null;
  position: Position;
  from: Day;
}

export interface People {
  people: PersonRow[];
  posts: PostRow[];
  members: Member[];
  /** The partnership board: elected headteachers, then co-opted members. The persona is the first. */
  boardIds: string[];
  /** The partnership office. The persona is the first. */
  organiserIds: string[];
}

const officeDomain = 'partnership-office.example';

function addressOf(name: string, domain: string, taken: Set<string>): string {
  const local = name.toLowerCase().replaceAll("'", '').replaceAll(' ', '.');
  let address = `${local}@${domain}`;
  for (let number = 2; taken.has(address); number += 1) address = `${local}${number}@${domain}`;
  taken.add(address);
  return address;
}

/** An unused name, so that no two people share a name by accident. */
function freshName(chooser: Chooser, taken: Set<string>): string {
  let name = '';
  do {
    name = `${chooser.pick(firstNames)} ${chooser.pick(surnames)}`;
  } while (taken.has(name));
  taken.add(name);
  return name;
}

class Directory {
  readonly people: PersonRow[] = [];
  readonly posts: PostRow[] = [];
  readonly members: Member[] = [];
  private readonly names = new Set<string>(Object.values(personas).map((persona) => persona.name));
  private readonly addresses = new Set<string>();
  private readonly nextPerson = idsOf('person', 101);
  private readonly nextPost = idsOf('post');

  constructor(private readonly chooser: Chooser) {}

  add(position: Position, school: SchoolRow | null, from: Day, known?: { personId: string; name: string }): string {
    const id = known?.personId ?? this.nextPerson();
    const name = known?.name ?? freshName(this.chooser, this.names);
    const domain = school ? `${slugOfSchool(school.name)}.example` : officeDomain;
    this.people.push({ id, name, email: addressOf(name, domain, this.addresses), createdAt: from });
    const urn = school?.urn ?? null;
    this.posts.push({ id: this.nextPost(), personId: id, urn, position, from, proof: 'file', provenAt: from });
    this.members.push({ personId: id, name, urn, position, from });
    return id;
  }
}

/** Most have been in post for years; about one in twelve started this September. */
function startOf(chooser: Chooser, academicYear: number): Day {
  const yearsAgo = chooser.chance(0.08) ? 0 : chooser.whole(3, 14);
  return day(academicYear - yearsAgo, 9, 1);
}

function addSchool(directory: Directory, chooser: Chooser, school: SchoolRow, academicYear: number): void {
  const persona = [personas.headteacher, personas.board].find(({ urn }) => urn === school.urn);
  const start = persona ? day(academicYear - 6, 9, 1) : startOf(chooser, academicYear);
  directory.add('headteacher', school, start, persona);
  directory.add('chair_of_governors', school, startOf(chooser, academicYear));
  if (school.pupils > 330 || persona || chooser.chance(0.12)) {
    directory.add('deputy_headteacher', school, startOf(chooser, academicYear));
  }
  if (school.pupils > 900) directory.add('senior_leader', school, startOf(chooser, academicYear));
  if (school.phase === 'secondary' && chooser.chance(0.3)) {
    directory.add('business_manager', school, startOf(chooser, academicYear));
  }
}

/**
 * About 900 people: a headteacher and a chair of governors for every open school, deputies and others for some, the
 * partnership's office and council officers. `academicYear` is the present one, given by the year in which it starts.
 */
export function buildPeople(schools: readonly SchoolRow[], academicYear: number): People {
  const chooser = chooserFrom(2204);
  const directory = new Directory(chooser);
  const longAgo = day(academicYear - 5, 9, 1);
  const organiserIds = [
    directory.add('council_officer', null, longAgo, personas.organiser),
    directory.add('council_officer', null, longAgo),
    directory.add('council_officer', null, longAgo),
  ];
  for (const school of schools) addSchool(directory, chooser, school, academicYear);
  const coopted = ['council_officer', 'trust_leader', 'other'] as const;
  const cooptedIds = coopted.map((position) => directory.add(position, null, longAgo));
  for (let officers = 0; officers < 7; officers += 1) directory.add('council_officer', null, longAgo);
  const heads = directory.members.filter(({ position }) => position === 'headteacher');
  const elected = heads.filter(({ personId }, index) => index % 44 === 5 && personId !== personas.headteacher.personId);
  const boardIds = [personas.board.personId, ...elected.slice(0, 8).map(({ personId }) => personId), ...cooptedIds];
  const { people, posts, members } = directory;
  return { people, posts, members, boardIds, organiserIds };
}
