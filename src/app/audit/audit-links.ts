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

/** What is asked of the audit trail, in letters that an address takes, to sign a link over. */
export function writeAuditFilter(filter: AuditFilter): string {
  const { before: _, ...asked } = filter;
  return Buffer.from(JSON.stringify(asked)).toString('base64url');
}

/** Reads it back; undefined when it is none. */
export function readAuditFilter(written: string): AuditFilter | undefined {
  if (written === '') return undefined;
  return carried.safeParse(JSON.parse(Buffer.from(written, 'base64url').toString('utf8'))).data;
}
