import { z } from 'zod';
import type { AttachedFile, UnreadableKind } from '../../conversation/talk/turn.js';
import { download } from '../download.js';
import { isPicture } from '../pictures.js';
import { isThisMachine } from '../public-addresses.js';

/** A file that somebody sent (https://docs.slack.dev/reference/objects/file-object). */
const attachment = z.object({
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  url_private_download: z.string().url().nullish(),
  mode: z.string().nullish(),
  is_external: z.boolean().nullish(),
  /** `check_file_info` of a file that was shared from another workspace, and comes without anything else. */
  file_access: z.string().nullish(),
});

interface ReadFiles {
  readonly files: readonly AttachedFile[];
  readonly unreadable: readonly UnreadableKind[];
}

/** What of the attachments can be downloaded, and what cannot: pictures, and files in a drive or another workspace. */
export function readFiles(attached: readonly unknown[], fetchFile: FetchFile): ReadFiles {
  const files: AttachedFile[] = [];
  const unreadable: UnreadableKind[] = [];
  for (const one of attached) {
    const file = attachment.safeParse(one).data;
    // Taken away by the time that the message arrived.
    if (!file || file.mode === 'tombstone') continue;
    const { name, mimetype, mode, is_external: external, url_private_download: url } = file;
    if (isPicture(name ?? '', mimetype ?? '')) unreadable.push('picture');
    else if (mode === 'external' || external || !url || !name) unreadable.push('elsewhere');
    else files.push({ name, read: (limitBytes) => fetchFile(new URL(url), limitBytes) });
  }
  return { files, unreadable };
}

/**
 * Downloads Slack's private files with the bot's token, which is sent only to the API's own host (and to
 * `files.slack.com` for `slack.com`). Needs the scope `files:read`.
 */
export function createFetchFile(settings: { readonly botToken: string; readonly apiUrl: string }): FetchFile {
  const api = new URL(settings.apiUrl);
  const hosts = api.hostname === 'slack.com' ? ['slack.com', 'files.slack.com'] : [api.hostname];
  return async (address, limitBytes) => {
    if (address.protocol !== api.protocol || !hosts.includes(address.hostname)) {
      throw new Error(`The attached file is at ${address.hostname}, which is not Slack: ask for it to be sent here`);
    }
    return download(address, {
      platform: 'Slack',
      limitBytes,
      reach: isThisMachine(api.hostname) ? 'this machine' : 'public',
      headers: { authorization: `Bearer ${settings.botToken}` },
      // Without the scope Slack returns its sign-in page.
      isFile: (headers) => !headers['content-type']?.startsWith('text/html'),
    });
  };
}
export type FetchFile = (address: URL, limitBytes: number) => Promise<Uint8Array>;
