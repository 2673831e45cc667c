import { z } from 'zod';
import type { AttachedFile } from '../../conversation/turn.js';
import type { TeamsActivity } from './activity.js';

/** A file sent to the bot in a personal chat ("Send and receive files through a bot"). Pictures in the text are not. */
const downloadable = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  name: z.string().min(1),
  content: z.object({ downloadUrl: z.string().url() }),
});

const readWithinMs = 30_000;

/** @param mayFetch whether an address may be asked; what else is attached is left out */
export function readFiles(activity: TeamsActivity, mayFetch: (address: URL) => boolean): readonly AttachedFile[] {
  return (activity.attachments ?? []).flatMap((attachment) => {
    const parsed = downloadable.safeParse(attachment);
    if (!parsed.success) return [];
    const address = new URL(parsed.data.content.downloadUrl);
    if (!mayFetch(address)) return [];
    return [{ name: parsed.data.name, read: (limitBytes: number) => download(address, limitBytes) }];
  });
}

/** The address carries its own permission for a few minutes and must get no token of ours. */
async function download(address: URL, limitBytes: number): Promise<Uint8Array> {
  const response = await fetch(address, { signal: AbortSignal.timeout(readWithinMs) });
  if (!response.ok || !response.body) {
    throw new Error(`Teams answered ${response.status} for the attached file: ask for it to be sent again`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > limitBytes) {
      throw new Error(`The attached file is larger than ${limitBytes} bytes: ask for a smaller one`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
