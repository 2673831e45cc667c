import { z } from 'zod';
import type { AttachedFile, UnreadableKind } from '../../conversation/talk/turn.js';
import { download } from '../download.js';
import { isPicture } from '../pictures.js';
import type { TeamsActivity } from './activity.js';
import type { FileStore } from './known-hosts.js';

const attachment = z.object({
  contentType: z.string(),
  name: z.string().nullish(),
  content: z.unknown(),
});

/** A file sent to the bot in a personal chat ("Send and receive files through a bot"). */
const downloadInfo = 'application/vnd.microsoft.teams.file.download.info';
const downloadable = z.object({ downloadUrl: z.string().url() });

/** A file in a channel or group chat: a link into SharePoint or OneDrive, where the bot has no rights. */
const link = 'reference';

interface ReadFiles {
  readonly files: readonly AttachedFile[];
  readonly unreadable: readonly UnreadableKind[];
}

/**
 * What of the attachments can be downloaded, and what cannot: pictures, and files in somebody's drive. Teams attaches besides what was
 * said as HTML, quoted messages and cards, which are no files.
 * @param store where a URL may be fetched from
 */
export function readFiles(activity: TeamsActivity, store: FileStore): ReadFiles {
  const files: AttachedFile[] = [];
  const unreadable: UnreadableKind[] = [];
  for (const one of activity.attachments ?? []) {
    const { contentType = '', name, content } = attachment.safeParse(one).data ?? {};
    const isFile = contentType === downloadInfo || contentType === link;
    if (isPicture(isFile ? (name ?? '') : '', contentType)) unreadable.push('picture');
    else if (isFile) {
      const file = contentType === downloadInfo ? fileAt(content, name, store) : undefined;
      if (file) files.push(file);
      else unreadable.push('elsewhere');
    }
  }
  return { files, unreadable };
}

function fileAt(content: unknown, name: string | null | undefined, store: FileStore): AttachedFile | undefined {
  const { mayFetch, reach } = store;
  const parsed = downloadable.safeParse(content);
  const address = parsed.success ? new URL(parsed.data.downloadUrl) : undefined;
  if (!address || !name || !mayFetch(address)) return undefined;
  // The URL is pre-authorised for a few minutes, and must not receive our token.
  return {
    name,
    read: (limitBytes) => download(address, { platform: 'Teams', limitBytes, mayFetch, reach }),
  };
}
