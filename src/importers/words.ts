import { sayPhase } from '../conversation/talk/person-words.js';
import type { Phase } from '../domain/person.js';
import { plainHeading } from './reading/plain-heading.js';

const phases: readonly Phase[] = ['nursery', 'primary', 'secondary', 'all_through', 'special', 'post_16'];

export function readPhase(cell: string): Phase | undefined {
  const plain = plainHeading(cell)
    .replace('all through', 'all-through')
    .replace(/ (schools?|phase)$/, '');
  return phases.find((phase) => phase === plain || sayPhase(phase) === plain);
}

/** Every phase that a cell names. @returns undefined when one of them is unknown */
export function readPhases(cell: string): Phase[] | undefined {
  const one = readPhase(cell);
  if (one) return [one];
  const all = cell.split(/\s*(?:\/|&|\+|\band\b)\s*/i).map(readPhase);
  return all.every((phase) => phase !== undefined) ? all : undefined;
}

/** Parts of a cell, separated by semicolons, or by commas. */
export function partsOf(cell: string): string[] {
  return cell
    .split(cell.includes(';') ? ';' : ',')
    .map((part) => part.trim())
    .filter(Boolean);
}

/** What people write where there is nothing: not for this row, and never will be. */
export function isNothing(cell: string): boolean {
  return /^(n\.?\/?a\.?|not applicable|none|nil|no|[-–—.]+|\/)$/i.test(cell.trim());
}

/** What people write where something is still to come. */
export function isToCome(cell: string): boolean {
  return /^(t\.?b\.?[cad]\.?|to be (confirmed|advised|announced|decided)|awaiting( confirmation)?|pending|provisional|(\w+ )?to follow|\?+)$/i.test(
    cell.trim(),
  );
}

/**
 * A whole number from 0 up: `1,200`, `1.200`, `1200.0`, `80 (max)`, `max 80`, `80 places`, `c. 80` no. @returns undefined for
 * anything else
 */
export function readWhole(cell: string): number | undefined {
  const bare = cell
    .trim()
    .replace(/\((?:max|maximum|limit|places|people|seats|min)[^)]*\)/i, '')
    .replace(/^(?:max(?:imum)?|up to|limit(?:ed to)?)\.?:?\s+/i, '')
    .replace(/\s*(?:max(?:imum)?|places?|people|seats?|delegates?|persons?|spaces?)\.?$/i, '')
    .trim();
  const digits = /^\d{1,3}([.,' ]\d{3})+$/.test(bare) ? bare.replace(/\D/g, '') : bare.replace(/[.,]0+$/, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}

/**
 * A sum in pence: `12.50`, `£12,50`, `£1,200.00`, `1.200,50`, `£25 per person`, `free`, `nil`.
 * @returns undefined for what is none, such as a sum without its tax
 */
export function readPence(cell: string): number | undefined {
  const text = cell.trim().toLowerCase();
  if (
    text === '' ||
    isNothing(text) ||
    /^(free( of charge)?|f\.?o\.?c\.?|complimentary|no (charge|cost)|£?0+([.,]0+)?)$/.test(text)
  )
    return 0;
  const bare = text
    .replace(/^(£|gbp)\s*/, '')
    .replace(/\s*(£|gbp)$/, '')
    .replace(/\s*(per|a|each)?\s*(person|head|delegate|place|pp|p\/p|each)$/, '')
    .trim();
  if (/^\d{1,5}([.,]\d{1,2})?$/.test(bare)) return Math.round(Number(bare.replace(',', '.')) * 100);
  const grouped = /^(\d{1,3}(?:[., ]\d{3})+)(?:[.,](\d{2}))?$/.exec(bare);
  return grouped ? Number((grouped[1] ?? '').replace(/\D/g, '')) * 100 + Number(grouped[2] ?? 0) : undefined;
}
