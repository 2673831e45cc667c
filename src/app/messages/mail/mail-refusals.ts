import { createHash } from 'node:crypto';
import type { MailFault } from '../../../db/generated/client.js';
import type { Core } from '../../core.js';

/** That a mail server did not take a message for an address. */
export interface RefusedMail {
  readonly personId: string;
  readonly address: string;
  readonly kind: MailFault;
  /** Reply and enhanced status code, such as `550 5.1.1`. */
  readonly code: string;
}

/** Records it against the address. A hard refusal ends mail to it, until the person has another address or it is tried again. */
export async function noteMailRefused(core: Core, { personId, address, kind, code }: RefusedMail): Promise<void> {
  const noted = { addressDigest: digestOf(address), kind, code, at: core.clock.now() };
  await core.prisma.mailRefusal.upsert({ where: { personId }, create: { personId, ...noted }, update: noted });
}

/** A message was taken for the address, so an earlier refusal no longer counts. */
export async function noteMailTaken(core: Core, personId: string, address: string): Promise<void> {
  await core.prisma.mailRefusal.deleteMany({ where: { personId, addressDigest: digestOf(address) } });
}

function digestOf(address: string): string {
  return createHash('sha256').update(address).digest('hex');
}
