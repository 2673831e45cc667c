import { randomUUID } from 'node:crypto';

/**
 * A new id like those the schema generates: UUID version 7 (RFC 9562, 5.7), which starts with the time so that new rows
 * are close together in an index.
 */
export function newId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  // The random bits of a version 4, which Node draws for many at once, and its variant. Position 14 is the version.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
