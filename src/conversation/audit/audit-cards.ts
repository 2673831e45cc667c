import type { AuditRecord } from '../../app/audit/audit-search.js';
import { sayMoment } from '../../domain/when.js';
import type { Action, Card } from '../../rendering/card.js';
import { sayAct } from './audit-act-words.js';

/**
 * `Anna Reed moved a booking`. Deleted people and the service itself have no name. Without an account they came by a link.
 */
function sayRecord({ who, accountId, personId, act, outcome }: AuditRecord): string {
  const name =
    accountId === null && personId !== null
      ? sayByLink(who)
      : (who ?? (accountId ? 'A deleted account' : 'The service'));
  return outcome === 'not-allowed' ? `${name} was refused: ${act.replaceAll('-', ' ')}` : `${name} ${sayAct(act)}`;
}

function sayByLink(who: string | null): string {
  return who === null ? 'An erased person' : `${who}, by a link,`;
}

/** One page of the trail, the latest first. @param more there are older ones */
export function auditCard(
  page: {
    readonly said: string;
    readonly records: readonly AuditRecord[];
    readonly more: boolean;
    readonly note?: string;
  },
  act: { readonly query: string; readonly csv: string | undefined },
  zone: string,
): Card {
  const { said, records, more, note } = page;
  const title = said === '' ? 'Audit trail' : `Audit trail: ${said}`;
  const items = records.map((record) => ({
    title: sayRecord(record),
    detail: [sayMoment(record.at, zone), record.about, record.school, record.outcome.replaceAll('-', ' ')]
      .filter(Boolean)
      .join(' · '),
  }));
  const last = records.at(-1);
  const actions: Action[] = [
    ...(more && last
      ? [
          {
            kind: 'act',
            label: 'Older',
            verb: 'audit',
            data: { query: act.query, before: String(last.id) },
            keepsCard: true,
          } as const,
        ]
      : []),
    ...(act.csv && records.length > 0 ? [{ kind: 'link', label: 'As CSV', url: act.csv } as const] : []),
  ];
  const empty = 'There are no matching entries.';
  return {
    fallback: [title, ...(note ? [note] : []), ...items.map((item) => `${item.title} · ${item.detail}`)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      ...(note ? [{ kind: 'text', text: note } as const] : []),
      items.length > 0 ? { kind: 'list', items } : { kind: 'text', text: empty },
      { kind: 'context', text: 'Latest first. Looking here is recorded too.' },
    ],
    actions,
  };
}
