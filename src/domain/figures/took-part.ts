import type { Phase } from '../person.js';

/** A school took part in a project in an academic year, given by the year in which it starts. */
interface TookPart {
  readonly urn: number;
  readonly year: number;
}

/** The details of a school that are counted. */
export interface CountedSchool {
  readonly urn: number;
  readonly phase: Phase;
  readonly district: string;
  /** Name of its trust; null for a school in none. */
  readonly trust: string | null;
  /** Open, and in the partnership. */
  readonly present: boolean;
}

/** A closed school and its successor. */
export interface Succession {
  readonly predecessorUrn: number;
  readonly successorUrn: number;
}

interface YearOfProject {
  readonly year: number;
  readonly schools: number;
  /** Schools that took part in no earlier year on record. */
  readonly fresh: number;
}

interface PhaseShare {
  readonly phase: Phase;
  readonly schools: number;
  /** All present schools of the phase. */
  readonly of: number;
}

/** How schools are grouped, besides by phase. */
export type Grouping = 'district' | 'trust';

export interface GroupShare {
  /** Null for schools in no trust. */
  readonly name: string | null;
  readonly schools: number;
  /** All present schools of the group. */
  readonly of: number;
}

export interface ProjectCount {
  /** Years on record, oldest first. */
  readonly years: readonly YearOfProject[];
  /** Schools that ever took part; a school and its successor count once. */
  readonly ever: number;
  /** How many of the present schools ever took part, and how many present schools there are. */
  readonly share: { readonly schools: number; readonly of: number };
  /** Present schools of one year by phase, largest first; phases without any school are left out. */
  readonly byPhase: (year: number) => readonly PhaseShare[];
  /** The same by district or trust: most participating schools first, then by name; groups without any are included. */
  readonly byGroup: (grouping: Grouping, year: number) => readonly GroupShare[];
}

/**
 * Counts participating schools. A school with a new URN (an academy, a merger) is the same school: it counts once, and
 * is not new again.
 */
export function countTakingPart(
  records: readonly TookPart[],
  schools: readonly CountedSchool[],
  successions: readonly Succession[],
): ProjectCount {
  const today = presentUrns(successions);
  const byYear = new Map<number, Set<number>>();
  for (const { urn, year } of records) {
    const known = byYear.get(year) ?? new Set<number>();
    byYear.set(year, known.add(today(urn)));
  }
  const seen = new Set<number>();
  const years = [...byYear]
    .sort(([a], [b]) => a - b)
    .map(([year, urns]): YearOfProject => {
      const fresh = [...urns].filter((urn) => !seen.has(urn)).length;
      for (const urn of urns) seen.add(urn);
      return { year, schools: urns.size, fresh };
    });
  const present = schools.filter((school) => school.present);
  return {
    years,
    ever: seen.size,
    share: { schools: present.filter(({ urn }) => seen.has(urn)).length, of: present.length },
    byPhase: (year) => sharesByPhase(present, byYear.get(year) ?? new Set()),
    byGroup: (grouping, year) => sharesByGroup(present, byYear.get(year) ?? new Set(), grouping),
  };
}

function sharesByPhase(present: readonly CountedSchool[], urns: ReadonlySet<number>): PhaseShare[] {
  const phases = [...new Set(present.map(({ phase }) => phase))];
  return phases
    .map((phase) => {
      const all = present.filter((school) => school.phase === phase);
      return { phase, schools: all.filter(({ urn }) => urns.has(urn)).length, of: all.length };
    })
    .sort((a, b) => b.of - a.of);
}

function sharesByGroup(present: readonly CountedSchool[], urns: ReadonlySet<number>, grouping: Grouping): GroupShare[] {
  const groups = new Map<string | null, { schools: number; of: number }>();
  for (const school of present) {
    const name = school[grouping];
    const known = groups.get(name) ?? { schools: 0, of: 0 };
    groups.set(name, { schools: known.schools + (urns.has(school.urn) ? 1 : 0), of: known.of + 1 });
  }
  return [...groups]
    .map(([name, counts]) => ({ name, ...counts }))
    .sort((a, b) => b.schools - a.schools || (a.name ?? '').localeCompare(b.name ?? '', 'en-GB'));
}

/** Follows a school to its present successor. Circular links are followed only once. */
export function presentUrns(successions: readonly Succession[]): (urn: number) => number {
  const next = new Map(successions.map(({ predecessorUrn, successorUrn }) => [predecessorUrn, successorUrn]));
  return (urn) => {
    let present = urn;
    for (let steps = 0; steps <= next.size; steps += 1) {
      const successor = next.get(present);
      if (successor === undefined) return present;
      present = successor;
    }
    return urn;
  };
}
