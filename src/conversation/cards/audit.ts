import type { AuditRecord } from '../../app/audit-search.js';
import { sayMoment } from '../../domain/when.js';
import type { Action, Card } from '../../rendering/card.js';

/** Acts whose name does not say it when read aloud; the others do, with spaces for hyphens. */
const spoken: Readonly<Record<string, string>> = {
  'answer-offer': 'answered an offer of a place',
  'answer-ticket': 'answered a question',
  answer: 'answered what is asked when booking',
  anonymise: 'made a person anonymous',
  'ask-team': 'asked the team',
  attendance: 'marked who was there',
  book: 'booked a place',
  cancel: 'cancelled a place',
  'cancel-event': 'cancelled the event',
  'cancel-session': 'cancelled a session',
  'change-event': 'changed the event',
  'close-booking': 'closed booking',
  'copy-event': 'copied the event',
  'create-event': 'created the event',
  'discard-draft': 'discarded the draft',
  'download-own-data': 'downloaded their own data',
  'edit-session': 'changed a session',
  erase: 'was forgotten',
  'export-attendees': 'exported who is coming',
  'export-everything': 'exported everything',
  feedback: 'gave feedback',
  'grant-role': 'gave a role',
  'import-attendance': 'imported who was there',
  'jump-queue': 'put somebody ahead of the waiting list',
  move: 'moved a booking',
  'moderate-quote': 'moderated a quote',
  'offer-place': 'offered a place',
  'open-booking': 'opened booking',
  'open-check-in': 'opened check-in',
  publish: 'published the event',
  'read-audit': 'looked at the audit trail',
  recognise: 'was recognised by their address',
  'register-school': 'registered a school',
  resend: 'sent a message again',
  resize: 'changed the number of places',
  retention: 'deleted what was held long enough',
  'revoke-role': 'took a role away',
  'settle-post': 'said who they are',
  subscribe: 'added a channel',
  substitute: 'passed a place on',
  'take-ticket': 'took a question',
  unsubscribe: 'removed a channel',
  write: 'wrote to those registered',
};

/** `Joanne Pickwell moved a booking`; who has been forgotten, and the service itself, have no name. */
export function sayRecord({ who, accountId, act, outcome }: AuditRecord): string {
  const name = who ?? (accountId ? 'Somebody who is not known any more' : 'The service');
  const did = spoken[act] ?? act.replaceAll('-', ' ');
  return outcome === 'not-allowed' ? `${name} was refused: ${act.replaceAll('-', ' ')}` : `${name} ${did}`;
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
    detail: [sayMoment(record.at, zone), record.about, record.outcome.replaceAll('-', ' ')].filter(Boolean).join(' · '),
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
  const empty = 'Nothing of that kind was done.';
  return {
    fallback: [title, ...(note ? [note] : []), ...items.map((item) => `${item.title} · ${item.detail}`)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      ...(note ? [{ kind: 'text', text: note } as const] : []),
      items.length > 0 ? { kind: 'list', items } : { kind: 'text', text: empty },
      { kind: 'context', text: 'The latest first. Looking here is an entry too.' },
    ],
    actions,
  };
}
