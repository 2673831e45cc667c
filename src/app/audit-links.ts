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

/** What a link to a file of the audit trail is signed over: whose it is and what is asked, in letters that an address takes. */
export function writeAuditLink(accountId: string, filter: AuditFilter): string {
  const { from, to, people, role, events, acts } = filter;
  const asked = { from, to, role, acts, people: people?.slice(0, mostIds), events: events?.slice(0, mostIds) };
  return `${accountId}_${Buffer.from(JSON.stringify(asked)).toString('base64url')}`;
}

/** Reads it back; undefined when it is none. */
export function readAuditLink(id: string): { readonly accountId: string; readonly filter: AuditFilter } | undefined {
  const [, accountId, coded] = /^([0-9a-f-]{36})_([\w-]+)$/.exec(id) ?? [];
  if (!accountId || !coded) return undefined;
  const parsed = carried.safeParse(JSON.parse(Buffer.from(coded, 'base64url').toString('utf8')));
  return parsed.success ? { accountId, filter: parsed.data } : undefined;
}
