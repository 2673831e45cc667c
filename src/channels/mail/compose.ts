import MailComposer from 'nodemailer/lib/mail-composer';
import { letterText } from '../../rendering/letter.js';
import { letterHtml } from '../../rendering/letter-html.js';
import { oneLine } from '../../rendering/text.js';
import type { MailSettings } from '../../settings/mail.js';
import type { OutgoingMail } from '../port.js';

/** In characters; longer ones are cut by mail programs anyway. */
const longestSubject = 150;
const longestName = 100;

/** Who a mail is from, and where answers go. */
export type Sender = Pick<MailSettings, 'from' | 'replyTo'>;

/** A mail as it is sent over SMTP. */
export interface ComposedMail {
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly messageId: string;
  readonly content: Buffer;
}

/**
 * The whole message (RFC 5322): plain text, HTML and, for an invitation, iCalendar as an alternative and as a file, as
 * Outlook, Gmail and Apple Mail each look for it. Neither names nor subjects can add a header or an addressee.
 */
export async function composeMail(mail: OutgoingMail, { from, replyTo }: Sender): Promise<ComposedMail> {
  const subject = oneLine(mail.subject, longestSubject);
  const messageId = `<${mail.id}@${from.address.split('@').at(-1)}>`;
  const composer = new MailComposer({
    from: shown(from),
    to: shown(mail.to),
    ...(replyTo ? { replyTo: shown(replyTo) } : {}),
    subject,
    messageId,
    text: letterText(mail.letter),
    html: letterHtml(subject, mail.letter),
    ...(mail.calendar
      ? {
          icalEvent: {
            method: mail.calendar.method,
            filename: fileName(mail.calendar.name),
            content: mail.calendar.body,
          },
        }
      : {}),
    headers: { ...autoSubmitted, ...(mail.unsubscribe ? unsubscribing(mail.unsubscribe) : {}) },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const content = await composer.compile().build();
  return { envelope: { from: from.address, to: [mail.to.address] }, messageId, content };
}

/** Keeps out-of-office answers away (RFC 3834; the second for Exchange). */
const autoSubmitted = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' };

/** RFC 2369 and 8058: the mail program offers a button that sends one POST. */
function unsubscribing(url: string) {
  return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

function shown({ name, address }: { readonly name: string; readonly address: string }) {
  return { name: oneLine(name, longestName), address };
}

function fileName(name: string): string {
  return name.replace(/[^\w.-]/g, '-');
}
