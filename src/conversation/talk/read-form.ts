import type { TurnRequest } from './turn-context.js';

/** A field as typed, trimmed; empty for a field with several values. */
export function fieldOf(request: TurnRequest, id: string): string {
  const value = request.values[id];
  return typeof value === 'string' ? value.trim() : '';
}
/** Whether a box is ticked. */
export function isTicked(request: TurnRequest, field: string): boolean {
  return fieldOf(request, field) === 'true';
}
/** A whole number; null when empty, undefined when invalid. */
export function readCount(request: TurnRequest, field: string): number | null | undefined {
  const words = fieldOf(request, field).replaceAll(',', '');
  if (words === '') return null;
  return /^\d{1,7}$/.test(words) ? Number(words) : undefined;
}
/** What is chosen of several. */
export function chosen(request: TurnRequest, field: string): readonly string[] {
  const value = request.values[field];
  return typeof value === 'string' ? [value] : (value ?? []);
}
/** An amount in pounds, as pence; 0 when empty. @returns undefined when invalid */
export function readPounds(request: TurnRequest, field: string): number | undefined {
  const amount = fieldOf(request, field);
  const pounds = /^£?\s*(\d{1,5})(?:\.(\d{1,2}))?$/.exec(amount.replaceAll(',', ''));
  if (amount === '') return 0;
  return pounds ? Number(pounds[1]) * 100 + Number((pounds[2] ?? '0').padEnd(2, '0')) : undefined;
}
/** The non-empty lines, with single spaces. */
export function readLines(request: TurnRequest, field: string): string[] {
  const lines = fieldOf(request, field).split(/\r?\n/);
  return [...new Set(lines.map((line) => line.replace(/\s+/g, ' ').trim()).filter(Boolean))];
}
/** Values separated by commas or lines, without duplicates. */
export function readList(request: TurnRequest, field: string): string[] {
  const parts = fieldOf(request, field).split(/[,;\n]/);
  return [...new Set(parts.map((part) => part.replace(/\s+/g, ' ').trim()).filter(Boolean))];
}

/** The name of a question's field, by its place. */
export function fieldOfQuestion(at: number): string {
  return `q${at + 1}`;
}
