import type { Actor } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';
import type { LinkPurpose, LinkSigner } from '../links.js';
import { readActor } from './read-actor.js';

/** Who uses a link that was signed for one account, and what it is about. */
export interface LinkHolder {
  /** With the roles of this moment: one that ended since the link was signed is gone. */
  readonly actor: Actor;
  /** What follows the account in the link; empty when nothing does. */
  readonly subject: string;
}

/** Reads a link that was signed over `<accountId>` or `<accountId>_<subject>`; undefined when it is not good, or not any more. */
export async function readHolder(
  core: Core,
  signer: LinkSigner,
  purpose: LinkPurpose,
  token: string,
): Promise<LinkHolder | undefined> {
  const [, accountId = '', subject = ''] =
    /^([^_]*)_?(.*)$/.exec(signer.read(purpose, token, core.clock.now()) ?? '') ?? [];
  if (!isUuid(accountId)) return undefined;
  const known = await core.prisma.account.findUnique({ where: { id: accountId }, select: { id: true } });
  if (!known) return undefined;
  return { actor: await readActor(core, { accountId, personId: null, name: '', post: null, grants: [] }), subject };
}
