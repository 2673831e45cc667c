import { z } from 'zod';
import type { AuditFilter } from './audit-search.js';

/** A link has room for so many people or events; a question that means more is narrowed to the first. */
const mostIds = 20;

const carried = z.object({
  from: z.coerce.date().optional(),
  to: z.coerce.date().optional(),
  people: z.array(z.string().uuid()).optional(),
  role: z.enum(['board', 'organiser', 'administrator']).optional(),
  events: z.array(z.string().uuid()).optional(),
  acts: z.array(z.string()).optional(),
});

/** What is asked of the audit trail, in letters that an address takes, to sign a link over. */
export function writeAuditFilter(filter: AuditFilter): string {
  const { from, to, people, role, events, acts } = filter;
  const asked = { from, to, role, acts, people: people?.slice(0, mostIds), events: events?.slice(0, mostIds) };
  return Buffer.from(JSON.stringify(asked)).toString('base64url');
}

/** Reads it back; undefined when it is none. */
export function readAuditFilter(written: string): AuditFilter | undefined {
  if (written === '') return undefined;
  return carried.safeParse(JSON.parse(Buffer.from(written, 'base64url').toString('utf8'))).data;
}
