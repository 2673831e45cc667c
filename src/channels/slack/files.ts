import { z } from 'zod';
import type { AttachedFile } from '../../conversation/talk/turn.js';
import { download } from '../download.js';
import { isThisMachine } from '../public-addresses.js';

/** A file that somebody sent (https://docs.slack.dev/reference/objects/file-object); files hosted elsewhere are ignored. */
const hosted = z.object({
  name: z.string().min(1),
  url_private_download: z.string().url(),
  mode: z.string().nullish(),
});

export function readFiles(files: readonly unknown[], fetchFile: FetchFile): readonly AttachedFile[] {
  return files.flatMap((file) => {
    const parsed = hosted.safeParse(file);
    if (!parsed.success || parsed.data.mode === 'external') return [];
    const address = new URL(parsed.data.url_private_download);
    return [{ name: parsed.data.name, read: (limitBytes: number) => fetchFile(address, limitBytes) }];
  });
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
      isFile: ({ headers }) => !headers.get('content-type')?.startsWith('text/html'),
    });
  };
}
export type FetchFile = (address: URL, limitBytes: number) => Promise<Uint8Array>;
