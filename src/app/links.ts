import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Db } from '../db/database.js';

/** The purpose of a signed link; it is refused for any other. */
export type LinkPurpose =
  | 'chart'
  | 'check-in'
  | 'calendar'
  | 'place'
  | 'page'
  | 'door-list'
  | 'attendees'
  | 'certificate'
  | 'own-data'
  | 'person-data'
  | 'audit'
  | 'everything'
  | 'paper'
  | 'absent-schools'
  | 'feedback-trend'
  | 'survey'
  | 'year'
  | 'import-report'
  | 'unknown-names';

export interface LinkSigner {
  /** @param expiresAt the link is refused after this */
  sign(purpose: LinkPurpose, id: string, expiresAt: Date): string;
  /** The id that was signed; undefined when the signature is wrong, the purpose differs or the link has expired. */
  read(purpose: LinkPurpose, token: string, now: Date): string | undefined;
}

/**
 * Reads the signing secret, which is created at the first start and stored in the database so that every copy of the
 * service accepts the links of the others.
 */
export async function openLinkSigner(db: Db): Promise<LinkSigner> {
  const fresh = randomBytes(32).toString('base64url');
  await db.setting.createMany({ data: [{ key: 'link-secret', value: fresh }], skipDuplicates: true });
  const kept = await db.setting.findUniqueOrThrow({ where: { key: 'link-secret' } });
  if (typeof kept.value !== 'string')
    throw new Error('The setting link-secret is not a text: delete its row and start again');
  return createLinkSigner(kept.value);
}

/** Tokens are `id.expiry.signature`: HMAC-SHA-256 (RFC 2104) over purpose, id and expiry in seconds, base64url. */
function createLinkSigner(secret: string): LinkSigner {
  const signature = (purpose: LinkPurpose, id: string, expiry: string) =>
    createHmac('sha256', secret).update(`${purpose}\n${id}\n${expiry}`).digest();
  return {
    sign(purpose, id, expiresAt) {
      const expiry = Math.floor(expiresAt.getTime() / 1000).toString(36);
      return `${id}.${expiry}.${signature(purpose, id, expiry).toString('base64url')}`;
    },
    read(purpose, token, now) {
      const [id, expiry, given, ...rest] = token.split('.');
      if (!id || !expiry || !given || rest.length > 0) return undefined;
      // Compared as written: Node decodes several spellings (a trailing `=`, other last bits) to the same bytes.
      const expected = Buffer.from(signature(purpose, id, expiry).toString('base64url'));
      const actual = Buffer.from(given);
      if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return undefined;
      return Number.parseInt(expiry, 36) * 1000 > now.getTime() ? id : undefined;
    },
  };
}
