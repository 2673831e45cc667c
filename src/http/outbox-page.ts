import { brandedPage } from './branded-page.js';
import { escapeHtml } from './html.js';
import { pageWords } from './words/page-words.js';

/** A mail that the playground's own mail server took. */
export interface KeptMail {
  readonly id: string;
  readonly at: Date;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Invitations. */
  readonly files: ReadonlyArray<{ readonly name: string; readonly text: string }>;
  readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
}

/** The mails that the playground's own mail server took, the latest first. */
export interface Outbox {
  list(): readonly KeptMail[];
  find(id: string): KeptMail | undefined;
}

/** All mails, by addressee and subject. @param zone IANA name */
export function outboxPage(mails: readonly KeptMail[], zone: string): string {
  const rows = mails.map(
    ({ id, to, subject, at, files }) =>
      `<li><a href="/outbox/${escapeHtml(id)}">${escapeHtml(subject || pageWords.withoutSubject)}</a><br><span class="note">to ${escapeHtml(to)}, ${escapeHtml(sayTime(at, zone))}${files.length > 0 ? ', with an invitation' : ''}</span></li>`,
  );
  const lead = pageWords.outboxExplained;
  const none = pageWords.noMailYet;
  return brandedPage(
    'Outbox',
    `<p>${lead}</p>\n${rows.length === 0 ? none : `<ul>\n${rows.join('\n')}\n</ul>`}\n<p><a href="/outbox">Look again</a></p>`,
  );
}

/** One mail as it would look, with its text and its invitation. */
export function mailPage({ id, from, to, subject, text, files, headers }: KeptMail): string {
  const facts = [['From', from], ['To', to], ...headers.map(({ name, value }) => [name, value])];
  const rows = facts.map(([label = '', value = '']) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`);
  const invitations = files.map(
    ({ name, text: body }) => `<details><summary>${escapeHtml(name)}</summary><pre>${escapeHtml(body)}</pre></details>`,
  );
  return brandedPage(
    subject || pageWords.withoutSubject,
    `<p><a href="/outbox">All mails</a></p>
<dl>
${rows.join('\n')}
</dl>
<h2>As it looks</h2>
<iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/outbox/${escapeHtml(id)}/html" style="width:100%;height:36rem;border:1px solid #d8dbe0"></iframe>
<h2>As plain text</h2>
<pre style="white-space:pre-wrap;overflow-wrap:anywhere">${escapeHtml(text)}</pre>
${files.length === 0 ? '' : `<h2>Invitation</h2>\n${invitations.join('\n')}`}`,
  );
}

function sayTime(at: Date, zone: string): string {
  return at.toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit' });
}
