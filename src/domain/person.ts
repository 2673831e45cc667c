/** Positions at a school or in the partnership. */
export const positions = [
  'headteacher',
  'executive_headteacher',
  'deputy_headteacher',
  'senior_leader',
  'teacher',
  'chair_of_governors',
  'governor',
  'clerk',
  'business_manager',
  'trust_leader',
  'council_officer',
  'other',
] as const;
export type Position = (typeof positions)[number];

export function isPosition(value: string): value is Position {
  return (positions as readonly string[]).includes(value);
}

export type Phase = 'nursery' | 'primary' | 'secondary' | 'all_through' | 'special' | 'post_16';

const particles = new Set(
  'de da do dos du del della di la le van von der den ter ten al el bin ibn ap ab st o'.split(' '),
);
const letters = /^(?:obe|mbe|cbe|phd|jr|sr|ii|iii|npqh|nle|qts)\.?$/i;

/**
 * The words of a name in the order of a list by surname: `Amara van der Berg` is `van der Berg, Amara`. A name of one word, or
 * with a comma, stays.
 */
export function bySurname(name: string): string {
  const words = name.trim().split(/\s+/);
  if (words.length < 2 || name.includes(',')) return name.trim();
  const after = words.findLastIndex((word) => !letters.test(word)) + 1;
  let from = after - 1;
  while (from > 1 && particles.has((words[from - 1] ?? '').toLowerCase())) from -= 1;
  const given = [...words.slice(0, from), ...words.slice(after)].join(' ');
  return from < 1 ? name.trim() : `${words.slice(from, after).join(' ')}, ${given}`;
}

/** Compares names as a list by surname has them; equal ones are equal. */
export function compareBySurname(a: string, b: string): number {
  return bySurname(a).localeCompare(bySurname(b), 'en-GB', { sensitivity: 'base' });
}
