/**
 * Reading untrusted data. Texts are cleaned, because the database accepts neither a null character nor an unpaired surrogate.
 */
import { clean } from './text.js';

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The cleaned text fields of a record; empty when it is not a record. */
export function onlyStrings(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, text]) => (typeof text === 'string' ? [[key, clean(text)]] : [])),
  );
}

/** @returns undefined when it is not the JSON of an object */
export function parseRecord(json: unknown): Record<string, unknown> | undefined {
  if (typeof json !== 'string') return undefined;
  try {
    const parsed: unknown = JSON.parse(json);
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
