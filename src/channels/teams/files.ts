import { z } from 'zod';
import type { AttachedFile } from '../../conversation/talk/turn.js';
import { download } from '../download.js';
import type { TeamsActivity } from './activity.js';
import type { FileStore } from './known-hosts.js';

/** A file sent to the bot in a personal chat ("Send and receive files through a bot"). Pictures in the text do not count. */
const downloadable = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  name: z.string().min(1),
  content: z.object({ downloadUrl: z.string().url() }),
});

/** @param store where a URL may be fetched from; other attachments are ignored */
export function readFiles(activity: TeamsActivity, { mayFetch, reach }: FileStore): readonly AttachedFile[] {
  return (activity.attachments ?? []).flatMap((attachment) => {
    const parsed = downloadable.safeParse(attachment);
    if (!parsed.success) return [];
    const address = new URL(parsed.data.content.downloadUrl);
    if (!mayFetch(address)) return [];
    // The URL is pre-authorised for a few minutes, and must not receive our token.
    return [
      {
        name: parsed.data.name,
        read: (limitBytes: number) => download(address, { platform: 'Teams', limitBytes, mayFetch, reach }),
      },
    ];
  });
}
