import PostalMime, { type Attachment } from 'postal-mime';

/** What a mail server reports, later, of a message of ours (RFC 3464). */
export interface Bounce {
  /** From its Message-ID, which names the delivery. */
  readonly deliveryId: string;
  /** Whom it was for, as the report and the message that came back with it say; the surest first. */
  readonly addresses: readonly string[];
  /** `hard` and `soft` say something about the address; `message` only about what was sent. */
  readonly of: 'hard' | 'soft' | 'message';
  /** The server has given it up; otherwise it still tries. */
  readonly failed: boolean;
  /** Reply and enhanced status code, such as `550 5.1.1`. */
  readonly code: string;
}

/** Reports are forwarded as attachments of attachments, by rules and by people. */
const deepest = 3;

/** The report in a mail, or in a mail that is attached to it; undefined where there is none about a message of ours. */
export async function readBounce(raw: Uint8Array, depth = 0): Promise<Bounce | undefined> {
  const { attachments } = await PostalMime.parse(raw, { forceRfc822Attachments: true });
  const ofType = (...types: string[]) => attachments.filter(({ mimeType }) => types.includes(mimeType.toLowerCase()));
  const [status] = ofType('message/delivery-status', 'message/global-delivery-status');
  const inner = ofType('message/rfc822', 'message/global', 'text/rfc822-headers', 'message/rfc822-headers');
  if (status) return reportOf(textOf(status), inner.map(textOf).join('\n'));
  if (depth >= deepest) return undefined;
  for (const mail of inner) {
    const found = await readBounce(bytesOf(mail), depth + 1);
    if (found) return found;
  }
  return undefined;
}

function reportOf(status: string, original: string): Bounce | undefined {
  const [deliveryId] = /(?<=^Message-ID:\s*<)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=@)/im.exec(original) ?? [];
  const recipient = status.split(/\r?\n[ \t]*\r?\n/).find((part) => /^Final-Recipient:/im.test(part)) ?? '';
  const action = field(recipient, 'Action').toLowerCase();
  const enhanced = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(field(recipient, 'Status'))?.[1];
  const failed = action === 'failed';
  if (deliveryId === undefined || enhanced === undefined || !(failed || action === 'delayed')) return undefined;
  const reply = /^smtp;\s*([45]\d\d)\b/i.exec(field(recipient, 'Diagnostic-Code'))?.[1];
  const typed = (name: string) => field(recipient, name).replace(/^[\w-]+;\s*/, '');
  return {
    deliveryId: deliveryId.toLowerCase(),
    addresses: [typed('Original-Recipient'), field(original, 'To'), typed('Final-Recipient')].filter(Boolean),
    of: enhanced.startsWith('5') ? (isOfMessage(enhanced) ? 'message' : 'hard') : 'soft',
    failed,
    code: [reply, enhanced].filter(Boolean).join(' '),
  };
}

/** X.3.X: the system; X.5.X: the protocol; X.6.X: the content; X.7.X: policy; X.2.3: too large (RFC 3463). */
function isOfMessage(status: string): boolean {
  return /^5\.[3567]\.|^5\.2\.3$/.test(status);
}

/** A field of a header, with its continued lines. */
function field(text: string, name: string): string {
  const found = new RegExp(`^${name}:([^\\r\\n]*(?:\\r?\\n[ \\t]+[^\\r\\n]*)*)`, 'im').exec(text);
  return (found?.[1] ?? '').replace(/\s+/g, ' ').trim();
}

function bytesOf({ content }: Attachment): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content, 'utf8') : new Uint8Array(content);
}

function textOf(attachment: Attachment): string {
  return Buffer.from(bytesOf(attachment)).toString('utf8');
}
