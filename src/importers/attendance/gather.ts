import {
  type AttendanceFile,
  type AttendanceFormat,
  type AttendanceLine,
  nameKey,
} from '../../domain/attendance-file.js';

/** One visit of one person, as a parser read it. */
export interface Visit {
  readonly line: number;
  /** As the file has it, marks and all. */
  readonly name: string;
  readonly email?: string;
  readonly school?: string;
  /** Parts of minutes are kept until all visits are added up. */
  readonly minutes: number | null;
}

/** Marks that Teams puts behind a name, in the languages of `headings.ts`. */
const mark =
  /\s*[([](guest|unverified|external|gast|extern|nicht verifiziert|nicht überprüft|invité|invitée|externe|non vérifié|invitado|invitada|externo|sin verificar|no verificado|ospite|esterno|non verificato|niet geverifieerd|gość|zewnętrzny|niezweryfikowany|gwestai|organi[sz]er|presenter|attendee)[)\]]/giu;

const unverifiedMark =
  /[([](guest|unverified|gast|nicht verifiziert|nicht überprüft|invité|invitée|non vérifié|invitado|invitada|sin verificar|no verificado|ospite|non verificato|niet geverifieerd|gość|niezweryfikowany|gwestai)[)\]]/iu;

/** One line a person, the order of the file kept: by address, else by name. Minutes of all visits are added up. */
export function gatherPeople(format: AttendanceFormat, visits: readonly Visit[]): AttendanceFile {
  const people = new Map<string, AttendanceLine & { exact: number | null }>();
  const skipped: Array<{ line: number; why: string }> = [];
  for (const visit of visits) {
    const name = tidyName(visit.name);
    const email = readAddress(visit.email);
    if (name === '' && !email) {
      skipped.push({ line: visit.line, why: 'It names nobody.' });
      continue;
    }
    const key = email ?? `${nameKey(name) || name} / ${visit.school ?? ''}`;
    const before = people.get(key);
    const exact = before ? sum(before.exact, visit.minutes) : visit.minutes;
    people.set(key, {
      line: before?.line ?? visit.line,
      name: before?.name ?? (name || (email ?? '')),
      email,
      school: before?.school ?? (visit.school || null),
      minutes: exact === null ? null : Math.round(exact),
      unverified: before?.unverified ?? unverifiedMark.test(visit.name),
      exact,
    });
  }
  return { kind: 'read', format, skipped, people: [...people.values()].map(({ exact: _exact, ...person }) => person) };
}

/** One visit of unknown length makes the whole unknown, rather than too short. */
function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

/** Longer than any name; in characters. */
const longestName = 120;

function tidyName(name: string): string {
  return name.replace(mark, '').replace(/\s+/g, ' ').trim().slice(0, longestName);
}

/** An address in small letters; null when the cell holds none, such as a user id. */
export function readAddress(cell: string | undefined): string | null {
  const address = (cell ?? '').trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) ? address : null;
}
