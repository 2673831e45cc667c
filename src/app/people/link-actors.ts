import { type Actor, noAccount } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';
import type { LinkPurpose, LinkSigner } from '../links.js';
import { readActor, readActorByLink } from './read-actor.js';

/** The user of a link that was signed for one account, and what the link is about. */
export interface LinkHolder {
  /** With their present roles, not those at the time of signing. */
  readonly actor: Actor;
  /** The part of the link after the account; may be empty. */
  readonly subject: string;
}

/**
 * Reads a link signed over `<accountId>` or `<accountId>_<subject>`, and their own data also over `<noAccount>_<personId>`;
 * undefined when it is invalid or expired.
 */
export async function readHolder(
  core: Core,
  signer: LinkSigner,
  purpose: LinkPurpose,
  token: string,
): Promise<LinkHolder | undefined> {
  const [, accountId = '', subject = ''] =
    /^([^_]*)_?(.*)$/.exec(signer.read(purpose, token, core.clock.now()) ?? '') ?? [];
  if (!isUuid(accountId)) return undefined;
  if (accountId === noAccount) {
    const owner = purpose === 'own-data' ? await readActorByLink(core, subject) : undefined;
    return owner && { actor: owner, subject: '' };
  }
  const known = await core.prisma.account.findUnique({ where: { id: accountId }, select: { id: true } });
  if (!known) return undefined;
  return { actor: await readActor(core, { accountId, personId: null, name: '', post: null, grants: [] }), subject };
}
