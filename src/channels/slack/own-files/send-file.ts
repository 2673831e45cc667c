import type { SlackClient } from '../client.js';
import { faultOf } from '../faults.js';

/** `expired`: our own service no longer gives the file. `forbidden`: Slack takes no files here. */
export type FileSending = 'sent' | 'expired' | 'forbidden';

/** Uploads a file of ours to somebody's own chat. @throws when Slack does not answer */
export type SendFile = (channel: string, path: string) => Promise<FileSending>;

interface OwnFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Long enough to make a large file, in milliseconds. */
const madeWithinMs = 30_000;

/**
 * Gets a file of ours by its signed link, as its holder would, and uploads it.
 * https://docs.slack.dev/messaging/working-with-files#upload
 * @param ownUrl where this service answers
 */
export function createSendFile(client: SlackClient, ownUrl: string): SendFile {
  return async (channel, path) => {
    const file = await fetchOwn(`${ownUrl}${path}`);
    if (!file) return 'expired';
    try {
      const { name: filename, bytes } = file;
      const { upload_url, file_id } = await client.files.getUploadURLExternal({ filename, length: bytes.length });
      if (!upload_url || !file_id) throw new Error('Slack gave no address to upload a file to: try again');
      await upload(upload_url, bytes);
      await client.files.completeUploadExternal({ files: [{ id: file_id, title: filename }], channel_id: channel });
      return 'sent';
    } catch (error) {
      const fault = faultOf(error);
      if (fault.kind === 'refused' || (fault.kind === 'sign-in' && !fault.everywhere)) return 'forbidden';
      throw error;
    }
  };
}

/** A page with a button stands before a private file; its button posts. @returns undefined when the link has expired */
async function fetchOwn(address: string): Promise<OwnFile | undefined> {
  const signal = AbortSignal.timeout(madeWithinMs);
  const first = await fetch(address, { signal, redirect: 'error' });
  const isPage = first.headers.get('content-type')?.startsWith('text/html') === true;
  if (isPage) await first.arrayBuffer();
  const response = isPage ? await fetch(address, { method: 'POST', signal, redirect: 'error' }) : first;
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (!response.ok || response.headers.get('content-type')?.startsWith('text/html')) return undefined;
  const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return { name: named ?? address.slice(address.lastIndexOf('.')).replace('.', 'file.'), bytes };
}

async function upload(address: string, bytes: Uint8Array): Promise<void> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(bytes),
    signal: AbortSignal.timeout(madeWithinMs),
    redirect: 'error',
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`Slack answered ${response.status} to an uploaded file: try again`);
}
