import { z } from 'zod';
import type { AuditFilter } from './audit-search.js';

const carried = z.object({
  from: z.coerce.date().optional(),
  to: z.coerce.date().optional(),
  people: z.array(z.string().uuid()).optional(),
  role: z.enum(['board', 'organiser', 'administrator']).optional(),
  about: z
    .object({
      events: z.array(z.string().uuid()),
      series: z.array(z.string().uuid()),
      projects: z.array(z.string().uuid()),
      people: z.array(z.string().uuid()),
      schools: z.array(z.number().int()),
    })
    .optional(),
  subjects: z.array(z.string()).optional(),
  refused: z.literal(true).optional(),
  acts: z.array(z.string()).optional(),
});

/** Writes a filter as text that fits into a signed link. */
export function writeAuditFilter(filter: AuditFilter): string {
  const { before: _, ...asked } = filter;
  return Buffer.from(JSON.stringify(asked)).toString('base64url');
}

/** Reads the filter of a link; undefined when it is invalid. */
export function readAuditFilter(written: string): AuditFilter | undefined {
  if (written === '') return undefined;
  return carried.safeParse(JSON.parse(Buffer.from(written, 'base64url').toString('utf8'))).data;
}
