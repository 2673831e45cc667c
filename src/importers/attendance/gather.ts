import {
  type AttendanceFile,
  type AttendanceFormat,
  type AttendanceLine,
  nameKey,
  type SkippedLine,
} from '../../domain/attendance-file.js';
import { mendMailAddress } from '../../domain/mail-address.js';
import { readDisplayName } from './display-name.js';
import { whyNobody } from './not-people.js';
import type { Gathered, Visit } from './recognised.js';

const unverifiedMark =
  /[([](guest|unverified|gast|nicht verifiziert|nicht überprüft|invité|invitée|non vérifié|invitado|invitada|sin verificar|no verificado|ospite|non verificato|niet geverifieerd|gość|niezweryfikowany|convidado|convidada|não verificado|gwestai)[)\]]/iu;

interface Person extends AttendanceLine {
  /** With fractions. */
  readonly exact: number | null;
}

/** One line a person, the order of the file kept: by address, else by name. Minutes of all visits are added up. */
export function gatherPeople(
  format: AttendanceFormat,
  { visits, skipped: before }: Gathered,
): Pick<AttendanceFile, 'format' | 'people' | 'skipped'> {
  const people = new Map<string, Person>();
  const skipped: SkippedLine[] = [...before];
  for (const visit of visits) {
    const why = visit.name === '' && readAddress(visit.email) ? undefined : whyNobody(visit.name);
    if (why) {
      skipped.push({ line: visit.line, name: visit.name || null, why });
      continue;
    }
    const person = personOf(visit);
    const key = person.email ?? `${nameKey(person.name) || person.name} / ${person.school ?? ''}`;
    const known = people.get(key);
    people.set(key, known ? together(known, person) : person);
  }
  return {
    format,
    skipped: skipped.sort((a, b) => a.line - b.line),
    people: [...people.values()].map(({ exact: _exact, ...person }) => person),
  };
}

function personOf(visit: Visit): Person {
  const { name, alsoCalled, school } = readDisplayName(visit.name);
  const email = readAddress(visit.email);
  const exact = visit.minutes;
  return {
    line: visit.line,
    name: name || (email ?? ''),
    email,
    school: visit.school || school,
    minutes: exact === null ? null : Math.round(exact),
    unverified: unverifiedMark.test(visit.name),
    alsoCalled,
    organiser: visit.organiser ?? false,
    unclear: visit.unclear ?? null,
    exact,
  };
}

/** One visit of unknown length makes the whole unknown, rather than too short. */
function together(known: Person, more: Person): Person {
  const exact = known.exact === null || more.exact === null ? null : known.exact + more.exact;
  return {
    ...known,
    school: known.school ?? more.school,
    alsoCalled: known.alsoCalled ?? more.alsoCalled,
    organiser: known.organiser || more.organiser,
    // Somebody who was there in one row was there.
    unclear: known.unclear === null || more.unclear === null ? null : known.unclear,
    minutes: exact === null ? null : Math.round(exact),
    exact,
  };
}

/** An address in small letters; null when the cell holds none, such as a user id. */
export function readAddress(cell: string | undefined): string | null {
  return mendMailAddress(cell) ?? null;
}
