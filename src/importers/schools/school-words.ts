import type { SchoolStatus, SchoolType } from '../../app/imports/import-file-format.js';
import type { Phase } from '../../domain/person.js';

/** `TypeOfEstablishment (name)` as the register has it, to the few kinds that matter here. */
export function typeOf(name: string): SchoolType {
  const words = name.toLowerCase();
  if (/independent|offshore|overseas|online provider/.test(words)) return 'independent';
  if (/^academ/.test(words)) return 'academy';
  if (/^free school|studio school|university technical|city technology/.test(words)) return 'free_school';
  if (/special/.test(words)) return 'special';
  if (/^voluntary aided/.test(words)) return 'voluntary_aided';
  if (/^voluntary controlled/.test(words)) return 'voluntary_controlled';
  if (/^foundation/.test(words)) return 'foundation';
  if (/^community|nursery school|pupil referral/.test(words)) return 'community';
  return 'other';
}

/** Paid for by the state and a school: what a partnership of schools counts among its own. */
export function isMaintained(typeName: string): boolean {
  return typeOf(typeName) !== 'independent' && typeOf(typeName) !== 'other' && !/non-maintained/i.test(typeName);
}

interface Ages {
  readonly lowest: number | null | undefined;
  readonly highest: number | null | undefined;
}

/**
 * `PhaseOfEducation (name)` as the register has it. It gives none to special schools, nor to pupil referral units and
 * independent schools, whose ages tell.
 */
export function phaseOf(name: string, typeName: string, ages: Ages): Phase | undefined {
  switch (name.toLowerCase()) {
    case 'nursery':
      return 'nursery';
    case 'primary':
    case 'middle deemed primary':
      return 'primary';
    case 'secondary':
    case 'middle deemed secondary':
      return 'secondary';
    case 'all-through':
    case 'all through':
      return 'all_through';
    case '16 plus':
      return 'post_16';
    case 'not applicable':
    case '':
      // Wales has its own register, and this one gives its schools no phase.
      return /special/i.test(typeName) ? 'special' : phaseOfAges(typeName, ages);
    default:
      return undefined;
  }
}

function phaseOfAges(typeName: string, { lowest, highest }: Ages): Phase {
  if (/further|higher|sixth form|16/i.test(typeName) || (lowest ?? 0) >= 16) return 'post_16';
  if (highest != null && highest <= 5) return 'nursery';
  if (highest != null && highest <= 12) return 'primary';
  return lowest != null && lowest >= 9 ? 'secondary' : 'all_through';
}

/** `EstablishmentStatus (name)` as the register has it. */
export function statusOf(name: string): SchoolStatus | undefined {
  const words = name.toLowerCase();
  if (/\bproposed to close\b/.test(words)) return 'closing';
  if (/\bproposed to open\b/.test(words)) return 'proposed';
  if (/^open\b/.test(words)) return 'open';
  return /^closed\b/.test(words) ? 'closed' : undefined;
}

/**
 * What the register holds beside schools: centres for families, and entries that were never a school or are one no longer.
 * @returns what they are, in the plural; undefined for a school
 */
export function noSchool(typeName: string, statusName: string): string | undefined {
  if (/children['’]?s centre/i.test(typeName)) return 'children’s centres';
  if (/^(created in error|quarantine|rejected|pending approval|de-?registered)/i.test(statusName))
    return 'entries that the register took back or has not approved';
  return undefined;
}
