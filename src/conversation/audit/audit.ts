import { searchAudit } from '../../app/audit/audit-search.js';
import { type Answer, refuse, type TurnContext, type TurnRequest } from '../talk/turn-context.js';
import { auditCard } from './audit-cards.js';
import { readAuditWords } from './audit-words.js';

export const auditRefusal = 'Only the partnership’s administrators can see the audit trail. Please ask one of them.';

const shownAtOnce = 10;
/** Longest question, in characters, because it is stored in the button for the next page. */
const maxQueryLength = 200;

/** "Who changed the October briefing?", "what did organisers do last week", "audit trail for the conference". */
export async function answerAudit(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core, administration } = context.services;
  const query = (request.data.query ?? request.text).slice(0, maxQueryLength);
  const { filter, said, note } = await readAuditWords(context, query);
  const before = /^\d{1,18}$/.test(request.data.before ?? '') ? BigInt(request.data.before ?? '') : undefined;
  const found = await searchAudit(core, context.actor, { ...filter, before }, shownAtOnce + 1);
  if (!found) return refuse('audit', auditRefusal);
  const records = found.slice(0, shownAtOnce);
  const csv = administration?.audit(context.actor.accountId, filter);
  const page = { said, records, more: found.length > shownAtOnce, ...(note ? { note } : {}) };
  return { replies: [{ kind: 'card', card: auditCard(page, { query, csv }, context.zone) }] };
}
