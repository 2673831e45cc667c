import type { createServerPool } from '../../../src/db/server.js';

/** Takes the row lock of sessions out of every statement, below everything that speaks to the database. */
export function removeLock(pool: ReturnType<typeof createServerPool>): void {
  const strip = (text: string) => text.replace('FOR UPDATE OF s', '');
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    const stripped = (first: unknown, ...rest: unknown[]) => {
      if (typeof first === 'string') return query(strip(first), ...rest);
      const asked = first as { text?: unknown };
      if (typeof asked.text === 'string') asked.text = strip(asked.text);
      return query(asked, ...rest);
    };
    Object.assign(client, { query: stripped });
  });
}
