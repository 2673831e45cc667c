import type { ConnectorClient } from 'botframework-connector';
import { z } from 'zod';
import type { Log } from '../../service/log.js';
import type { TeamsSettings } from '../../settings/config.js';
import { statusOf } from './messages.js';

const addresses = z.object({ email: z.string().nullish(), userPrincipalName: z.string().nullish() });

/** Somebody in a conversation with the bot. */
interface Member {
  readonly conversation: string;
  /** Teams `from.id`. */
  readonly id: string;
  readonly tenant: string;
}

/**
 * The verified email address, in lower case. In our own tenant this is the mail address. In another tenant it is the
 * principal name, whose domain is verified, because their administrators can put any address into the mail field.
 * @returns undefined when there is none, or Teams does not answer
 */
export async function vouchedEmail(
  connector: ConnectorClient,
  member: Member,
  settings: TeamsSettings | undefined,
  log: Log,
): Promise<string | undefined> {
  try {
    const found = await connector.conversations.getConversationMember(member.conversation, member.id, {
      timeout: 3_000,
    });
    const { email, userPrincipalName } = addresses.parse(found);
    const ours = !settings || member.tenant === settings.tenantId;
    const address = ours ? email || userPrincipalName : userPrincipalName;
    return address && isAddress(address) ? address.toLowerCase() : undefined;
  } catch (error) {
    log.warn({ status: statusOf(error) }, 'the email address could not be read');
    return undefined;
  }
}

/** A guest's principal name (`name_school.example#EXT#@…`) is not an address. */
function isAddress(text: string): boolean {
  return /^[^\s@#]+@[^\s@#]+\.[^\s@#]+$/.test(text);
}
