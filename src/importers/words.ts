import { type Phase, type Position, positions, sayPhase, sayPosition } from '../domain/person.js';
import { plainHeading } from './reading/plain-heading.js';

const alsoCalled: Readonly<Record<string, Position>> = {
  head: 'headteacher',
  'head teacher': 'headteacher',
  'acting headteacher': 'headteacher',
  principal: 'headteacher',
  'executive head': 'executive_headteacher',
  'executive principal': 'executive_headteacher',
  deputy: 'deputy_headteacher',
  'deputy head': 'deputy_headteacher',
  'assistant headteacher': 'senior_leader',
  'assistant head': 'senior_leader',
  slt: 'senior_leader',
  chair: 'chair_of_governors',
  'school governor': 'governor',
  'clerk to governors': 'clerk',
  'governance professional': 'clerk',
  'business manager': 'business_manager',
  sbm: 'business_manager',
  'chief executive': 'trust_leader',
  'trust leader': 'trust_leader',
  'council officer': 'council_officer',
};

/** A position in the words that people use for it; undefined when nobody says it so. */
export function readPosition(cell: string): Position | undefined {
  const plain = plainHeading(cell);
  return (
    positions.find(
      (position) => position.replaceAll('_', ' ') === plain || plainHeading(sayPosition(position)) === plain,
    ) ?? alsoCalled[plain]
  );
}

/** For a fault: `Headteacher, Deputy headteacher, …` */
export function sayPositions(): string {
  return positions.map(sayPosition).join(', ');
}

const phases: readonly Phase[] = ['nursery', 'primary', 'secondary', 'all_through', 'special', 'post_16'];

export function readPhase(cell: string): Phase | undefined {
  const plain = plainHeading(cell).replace('all through', 'all-through');
  return phases.find((phase) => phase === plain || sayPhase(phase) === plain);
}

/** Parts of a cell, separated by semicolons, or by commas. */
export function partsOf(cell: string): string[] {
  return cell
    .split(cell.includes(';') ? ';' : ',')
    .map((part) => part.trim())
    .filter(Boolean);
}

/** A whole number from 0 up, commas for thousands allowed; undefined for anything else. */
export function readWhole(cell: string): number | undefined {
  const digits = cell.replace(/(\d),(?=\d{3}\b)/g, '$1').replace(/\.0+$/, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}
