import { z } from 'zod';
import { mendMailAddress } from '../domain/mail-address.js';

/** An address with the name shown beside it; the name may be empty. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** `from-start`: TLS before anything is said. `required`: STARTTLS, or nothing is sent. `if-offered`: as the server has it. */
  readonly tls: 'from-start' | 'required' | 'if-offered';
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly from: Mailbox;
  /** Where answers go; undefined: to `from`. */
  readonly replyTo: Mailbox | undefined;
  /** Mails a minute that the server takes from us. */
  readonly perMinute: number;
  /** What whoever forwards mails that came back must show; undefined: none are taken. */
  readonly bouncesToken?: string | undefined;
}

const blankIsUnset = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);
const text = z.preprocess(blankIsUnset, z.string().trim().optional());

/** The settings of e-mail, for the schema of all settings. */
export const mailFields = {
  SMTP_URL: z.preprocess(
    blankIsUnset,
    z
      .string()
      .trim()
      .refine(isSmtpUrl, 'must be like smtp://user:password@mail.example.org:587 (or smtps:// for TLS from the start)')
      .optional(),
  ),
  MAIL_FROM: text,
  MAIL_REPLY_TO: text,
  MAIL_BOUNCES_TOKEN: z.preprocess(
    blankIsUnset,
    z.string().trim().min(16, 'must have 16 characters or more: it is a password').optional(),
  ),
  MAIL_PER_MINUTE: z.preprocess(
    blankIsUnset,
    z.coerce
      .number({ message: 'must be a number of mails a minute' })
      .int('must be a whole number')
      .min(1, 'must be 1 or more')
      .optional(),
  ),
};

type MailValues = { readonly [Name in keyof typeof mailFields]?: z.infer<(typeof mailFields)[Name]> | undefined };

/** What most servers take without asking to slow down; those of Microsoft 365 take 30. */
const usualPerMinute = 600;

/**
 * The mail server, if there is one, and every fault with its remedy.
 * @param unusable names of settings that have a fault of their own
 */
export function readMailSettings(
  values: MailValues,
  unusable: ReadonlySet<string>,
): { readonly mail: MailSettings | undefined; readonly faults: readonly string[] } {
  const { SMTP_URL: url, MAIL_FROM: from, MAIL_REPLY_TO: replyTo, MAIL_PER_MINUTE: perMinute } = values;
  const { MAIL_BOUNCES_TOKEN: bouncesToken } = values;
  if (url === undefined) {
    const alone = (from ?? replyTo ?? perMinute ?? bouncesToken) !== undefined && !unusable.has('SMTP_URL');
    const fault =
      'MAIL_FROM, MAIL_REPLY_TO, MAIL_PER_MINUTE and MAIL_BOUNCES_TOKEN need SMTP_URL: set it, or none of them';
    return { mail: undefined, faults: alone ? [fault] : [] };
  }
  const sender = from === undefined ? undefined : readMailbox(from);
  const answers = replyTo === undefined ? undefined : readMailbox(replyTo);
  const faults = [
    ...(sender ? [] : [`MAIL_FROM must be the address that mails come from${example}`]),
    ...(replyTo === undefined || answers ? [] : [`MAIL_REPLY_TO must be an address${example}`]),
  ];
  if (!sender || faults.length > 0) return { mail: undefined, faults };
  return {
    mail: { ...readServer(url), from: sender, replyTo: answers, perMinute: perMinute ?? usualPerMinute, bouncesToken },
    faults: [],
  };
}

const example = ', for example "Harbour Learning Partnership <events@partnership.example.org>"';

function isSmtpUrl(url: string): boolean {
  return /^smtps?:\/\//.test(url) && URL.canParse(url) && new URL(url).hostname !== '';
}

/** Without TLS nothing is sent, unless the server is on this machine or `?tls=if-offered` says that it need not be. */
function readServer(url: string): Pick<MailSettings, 'host' | 'port' | 'tls' | 'user' | 'password'> {
  const { protocol, hostname, port, username, password, searchParams } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const near = ['localhost', '127.0.0.1', '::1'].includes(host) || searchParams.get('tls') === 'if-offered';
  const fromStart = protocol === 'smtps:';
  return {
    host,
    port: port === '' ? (fromStart ? 465 : 587) : Number(port),
    tls: fromStart ? 'from-start' : near ? 'if-offered' : 'required',
    user: username === '' ? undefined : decodeURIComponent(username),
    password: password === '' ? undefined : decodeURIComponent(password),
  };
}

/** `Name <address>` or an address alone; undefined when it has no usable one. */
function readMailbox(given: string): Mailbox | undefined {
  const address = mendMailAddress(given.replace(/^.*</, '<'));
  if (address === undefined) return undefined;
  const name = given.includes('<') ? given.slice(0, given.indexOf('<')) : '';
  return { name: name.replace(/[\p{Cc}\p{Cf}"]/gu, '').trim(), address };
}
