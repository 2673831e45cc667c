import type { Phase, Position } from '../../domain/person.js';
import type { Attribution } from '../../domain/quote.js';

const titles: Readonly<Record<Position, string>> = {
  headteacher: 'Headteacher',
  executive_headteacher: 'Executive headteacher',
  deputy_headteacher: 'Deputy headteacher',
  senior_leader: 'Senior leader',
  teacher: 'Teacher',
  chair_of_governors: 'Chair of governors',
  governor: 'Governor',
  clerk: 'Clerk to the governors',
  business_manager: 'School business manager',
  trust_leader: 'Trust leader',
  council_officer: 'Council officer',
  other: 'Other',
};

/** `Chair of governors` */
export function sayPosition(position: Position): string {
  return titles[position];
}

/** The same, with what somebody of none of the positions is called: `Office manager` rather than `Other`. */
export function sayPost({ position, title }: { readonly position: Position; readonly title?: string | null }): string {
  return (position === 'other' && title) || sayPosition(position);
}

const phaseWords: Readonly<Record<Phase, string>> = {
  nursery: 'nursery',
  primary: 'primary',
  secondary: 'secondary',
  all_through: 'all-through',
  special: 'special',
  post_16: '16 plus',
};

/** `all-through` */
export function sayPhase(phase: Phase): string {
  return phaseWords[phase];
}

/** A phase as papers keep it: by our name for it, or in the words of an earlier release. */
export function sayKeptPhase(kept: string): string {
  return phaseWords[kept as Phase] ?? kept;
}

/** `Headteacher, primary school`: what stands beside a quote, which whoever said it agreed to. */
export function sayAttribution({ name, position, school, phase }: Attribution): string {
  const role = position && sayPosition(position);
  return [name, role, school ?? (phase && `${sayPhase(phase)} school`)].filter(Boolean).join(', ');
}
