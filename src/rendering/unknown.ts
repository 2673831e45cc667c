/**
 * Reading data that came from outside, where anything may be anything. Texts are cleaned on the way in: a database
 * takes neither a null character nor half a surrogate pair.
 */
import { clean } from './text.js';

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The texts of a record, cleaned, the rest of it left out; empty for what is no record. */
export function onlyStrings(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, text]) => (typeof text === 'string' ? [[key, clean(text)]] : [])),
  );
}

/** @returns undefined for what is no JSON text of a record. */
export function parseRecord(json: unknown): Record<string, unknown> | undefined {
  if (typeof json !== 'string') return undefined;
  try {
    const parsed: unknown = JSON.parse(json);
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
