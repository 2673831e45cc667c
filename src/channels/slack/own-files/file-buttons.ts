import type { Button, SlackBlock } from '../../../rendering/slack-blocks.js';
import { isThisMachine } from '../../public-addresses.js';

/** Verb of the button that sends a file. Handled in this channel, not by the conversation. */
export const SEND_FILE = 'slack-send-file';

/** Signed links to one file each; a calendar feed is no file, but an address to subscribe to. */
const filePath = /^\/(?!feed\/)[a-z-]+\/[\w.~-]+\.(ics|csv|xlsx|docx|pdf|json|zip)$/;

/** @returns the path, if it is one of a file of ours */
export function readFilePath(path: string | undefined): string | undefined {
  return path !== undefined && filePath.test(path) ? path : undefined;
}

/** Replaces the links of a message or view that lead nowhere. */
export type MendLinks = <Shown extends { readonly blocks: SlackBlock[] }>(shown: Shown) => Shown;

/**
 * Where nobody can reach the service from outside (Socket Mode without `PUBLIC_URL`), a link to a file of ours becomes a button that
 * sends it, and a link to a page is left out.
 * @param ownUrl the address that our links begin with
 */
export function mendLinksTo(ownUrl: string): MendLinks {
  if (!isThisMachine(new URL(ownUrl).hostname)) return (shown) => shown;
  const mend = (button: Button): Button[] => {
    if (!button.url?.startsWith(`${ownUrl}/`)) return [button];
    const path = readFilePath(button.url.slice(ownUrl.length));
    if (!path) return [];
    const { url: _, action_id, ...rest } = button;
    const value = JSON.stringify({ verb: SEND_FILE, data: { path }, keepsCard: true });
    return [{ ...rest, action_id: action_id.replace('link', 'act'), value }];
  };
  return (shown) => ({ ...shown, blocks: shown.blocks.flatMap((block) => mendBlock(block, mend)) });
}

function mendBlock(block: SlackBlock, mend: (button: Button) => Button[]): SlackBlock[] {
  if (block.type === 'actions') {
    const elements = block.elements.flatMap(mend);
    return elements.length > 0 ? [{ ...block, elements }] : [];
  }
  if (block.type !== 'section' || !block.accessory) return [block];
  const { accessory, ...rest } = block;
  const [mended] = mend(accessory);
  return [mended ? { ...rest, accessory: mended } : rest];
}
