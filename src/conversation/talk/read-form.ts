import { typed } from '../organising/read-event-form.js';
import type { Ask } from './turn-context.js';

/** One field as typed, trimmed. */

export function fieldOf(ask: Ask, id: string): string {
  const value = ask.values[id];
  return typeof value === 'string' ? value.trim() : '';
}
/** Whether a box is ticked. */

export function isTicked(ask: Ask, field: string): boolean {
  return typed(ask, field) === 'true';
}
/** A whole number; null when nothing is typed, undefined when it is none. */

export function readCount(ask: Ask, field: string): number | null | undefined {
  const words = typed(ask, field).replaceAll(',', '');
  if (words === '') return null;
  return /^\d{1,7}$/.test(words) ? Number(words) : undefined;
}
